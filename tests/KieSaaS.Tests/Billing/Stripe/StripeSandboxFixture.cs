using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KieSaaS.Billing;
using KieSaaS.Billing.Stripe;
using KieSaaS.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KieSaaS.Tests.Billing.Stripe;

/// <summary>One sandbox for a test class, and our client pointed at it through the very registration that the product uses.</summary>
public sealed class StripeSandboxFixture : IAsyncLifetime
{
    private ServiceProvider? _services;

    internal const string Secret = "whsec_0123456789abcdef0123456789abcdef";

    public SandboxProcess Sandbox { get; private set; } = null!;

    internal StripeClient Client => _services!.GetRequiredService<StripeClient>();

    internal IPayments Payments => _services!.GetRequiredService<IPayments>();

    public async ValueTask InitializeAsync()
    {
        Sandbox = await SandboxProcess.StartAsync();
        _services = Services(Sandbox.Address);
    }

    internal static ServiceProvider Services(Uri apiBase, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stripe:ApiKey"] = "sk_test_0123456789",
            ["Stripe:WebhookSecrets:0"] = Secret,
            ["Stripe:ApiBase"] = apiBase.AbsoluteUri,
            ["Stripe:RetryDelay"] = "00:00:00.020",
            ["Stripe:MaxRetryDelay"] = "00:00:00.100",
        }).AddInMemoryCollection(settings.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value))).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IHostEnvironment>(new TestEnvironment());
        services.AddStripe(configuration);
        return services.BuildServiceProvider();
    }

    internal static CheckoutRequest Order(long cents = 2500, string language = "en") => new(
        Guid.CreateVersion7(),
        TenantId.New(),
        "1,000 credits & 10 % more",
        new Money(cents, Currency.Usd),
        "anna@example.com",
        language,
        new Uri("https://portal.example/billing/return?tab=packs"),
        new Uri("https://portal.example/billing"),
        DateTimeOffset.UtcNow.AddHours(1));

    /// <summary>Plans faults; anonymous objects in the sandbox's words.</summary>
    internal async Task PlanAsync(params object[] faults) =>
        (await Sandbox.Http.PostAsJsonAsync("/_sandbox/stripe/faults", faults, Ct)).EnsureSuccessStatusCode();

    internal async Task RegisterAsync(Uri url, string secret = Secret) =>
        (await Sandbox.Http.PutAsJsonAsync("/_sandbox/stripe/webhook", new { url, secret }, Ct)).EnsureSuccessStatusCode();

    internal async Task<JsonArray> RequestsAsync() => (await Sandbox.Http.GetFromJsonAsync<JsonArray>("/_sandbox/stripe/requests", Ct))!;

    /// <summary>One call to the sandbox's API past our client.</summary>
    internal async Task<(int Status, JsonNode Body, HttpResponseMessage Response)> CallAsync(
        HttpMethod method, string path, Dictionary<string, string>? form = null, string key = "sk_test_raw", string? idempotencyKey = null)
    {
        using var message = new HttpRequestMessage(method, path) { Content = form is null ? null : new FormUrlEncodedContent(form) };
        message.Headers.Add("Authorization", "Bearer " + key);
        if (idempotencyKey is not null)
        {
            message.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        var response = await Sandbox.Http.SendAsync(message, Ct);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!, response);
    }

    internal async Task<(int Status, JsonNode Body)> GetAsync(string path)
    {
        var (status, body, _) = await CallAsync(HttpMethod.Get, path);
        return (status, body);
    }

    /// <summary>Pays as Stripe's own page does.</summary>
    internal async Task<(int Status, JsonNode Body)> ConfirmAsync(string sessionId, string method = "pm_card_visa", long amount = 2500)
    {
        var (status, body, _) = await CallAsync(HttpMethod.Post, $"/v1/payment_pages/{sessionId}/confirm", new Dictionary<string, string>
        {
            ["payment_method"] = method,
            ["expected_amount"] = amount.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
        return (status, body);
    }

    /// <summary>Lets the bank decide about a debit.</summary>
    internal Task<HttpResponseMessage> SettleAsync(string sessionId, string outcome) =>
        Sandbox.Http.PostAsJsonAsync($"/_sandbox/stripe/sessions/{sessionId}/settle", new { outcome }, Ct);

    internal static Dictionary<string, string> Form(params (string Key, string Value)[] changes)
    {
        var form = new Dictionary<string, string>
        {
            ["mode"] = "payment",
            ["success_url"] = "https://portal.example/return?s={CHECKOUT_SESSION_ID}",
            ["cancel_url"] = "https://portal.example/cancel",
            ["line_items[0][quantity]"] = "1",
            ["line_items[0][price_data][currency]"] = "usd",
            ["line_items[0][price_data][unit_amount]"] = "2500",
            ["line_items[0][price_data][product_data][name]"] = "1,000 credits",
        };
        foreach (var (key, value) in changes)
        {
            form[key] = value;
        }

        return form;
    }

    internal static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        if (Sandbox is not null)
        {
            await Sandbox.DisposeAsync();
        }
    }
}
