using KieSaaS.Catalog;
using KieSaaS.Mail;
using KieSaaS.Web.Billing;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Hosting;

/// <summary>Tells the sandbox what it stands in for: our models with their prices, where its Stripe reports to, and our time.</summary>
internal static class SandboxSetup
{
    public static async Task RunAsync(WebApplication app, Installation installation, CancellationToken ct)
    {
        if (installation.SandboxUrl is not { } sandbox)
        {
            return;
        }

        // Models that staff added count too: work that waits for them goes on as soon as the portal serves.
        await app.Services.GetRequiredService<CatalogueInForce>().RefreshAsync(ct);
        using var http = new HttpClient { BaseAddress = sandbox, Timeout = TimeSpan.FromSeconds(10) };
        await SendAsync(http, HttpMethod.Put, "/_sandbox/kie/models", ModelsOf(app.Services.GetRequiredService<Catalogue>()), ct);
        if (app.Configuration["Stripe:WebhookSecrets:0"] is { Length: > 0 } secret)
        {
            var url = app.Services.GetRequiredService<IOptions<PublicAddress>>().Value.Of(StripeWebhook.Path).AbsoluteUri;
            await SendAsync(http, HttpMethod.Put, "/_sandbox/stripe/webhook", new { url, secret }, ct);
        }
    }

    // One without a price is not sold, and the sandbox has nothing to run for it.
    internal static IEnumerable<object> ModelsOf(Catalogue catalogue) => catalogue.All.Where(entry => entry.Prices.Length > 0).Select(entry => new
    {
        model = entry.Model,
        kind = entry.Kind.ToString().ToLowerInvariant(),
        credits = entry.Prices.Min(price => price.Price).ToDecimal(),
        title = entry.Name,
        vendor = entry.Vendor,
        schema = entry.Schema,
        prices = entry.Prices.Select(row => new { description = PriceFeedName.Of(entry, row), credits = row.Price.ToDecimal(), unit = PriceFeedName.Of(row.Unit) }),
    });

    private static async Task SendAsync(HttpClient http, HttpMethod method, string path, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, ct);
        if (!answer.IsSuccessStatusCode)
        {
            var words = await answer.Content.ReadAsStringAsync(ct);
            throw new InvalidOperationException($"The sandbox answered {answer.StatusCode} to {path}: {words}");
        }
    }
}
