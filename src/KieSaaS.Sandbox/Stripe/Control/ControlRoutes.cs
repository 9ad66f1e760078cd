using System.Text.Json;
using KieSaaS.Sandbox.Stripe.Checkout;
using KieSaaS.Sandbox.Stripe.Json;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Webhooks;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Control;

/// <summary>What tests and demos do behind Stripe's back, under <c>/_sandbox/stripe</c>.</summary>
internal static class ControlRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/_sandbox/stripe");
        control.MapPut("/webhook", Register);
        control.MapGet("/faults", (FaultPlan faults) => faults.All());
        control.MapPost("/faults", PlanAsync);
        control.MapDelete("/faults", (FaultPlan faults) => faults.Clear());
        control.MapPost("/events/{id}/resend", Resend);
        control.MapPost("/sessions/{id}/settle", Settle);
        control.MapGet("/requests", (RequestLog log) => log.All());
        control.MapGet("/total", Total);
    }

    /// <summary>Registers the one endpoint of that name; the same call again changes nothing, another address replaces it.</summary>
    private static IResult Register(WebhookRegistration asked, StripeStore store)
    {
        if (!Uri.TryCreate(asked.Url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            return Bad("url must be an absolute http or https address.");
        }

        if (asked.Secret is null || !asked.Secret.StartsWith("whsec_", StringComparison.Ordinal) || asked.Secret.Length < 12)
        {
            return Bad("secret must start with whsec_ and have at least 12 characters.");
        }

        var id = "we_sandbox_" + (string.IsNullOrWhiteSpace(asked.Name) ? "default" : asked.Name);
        lock (store.Gate)
        {
            var endpoint = (store.Endpoint(id) ?? new WebhookEndpoint { Id = id, Sequence = store.NextSequence(), Created = store.Now, Url = "", Secret = "" }) with
            {
                Url = asked.Url,
                Secret = asked.Secret,
                EnabledEvents = asked.EnabledEvents is { Count: > 0 } events ? events : ["*"],
            };
            store.Save(endpoint);
            return Results.Text(EventJson.Of(endpoint).ToJsonString(), "application/json");
        }
    }

    /// <summary>Takes one fault or a list of them; a list with a mistake in it plans nothing.</summary>
    private static async Task<IResult> PlanAsync(HttpRequest request, FaultPlan faults)
    {
        List<Fault?>? asked;
        try
        {
            var json = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body, JsonSerializerOptions.Web, request.HttpContext.RequestAborted);
            asked = json.ValueKind == JsonValueKind.Array ? json.Deserialize<List<Fault?>>(JsonSerializerOptions.Web) : [json.Deserialize<Fault>(JsonSerializerOptions.Web)];
        }
        catch (JsonException mistake)
        {
            return Bad("The body must be a fault or a list of faults: " + mistake.Message);
        }

        var planned = (asked ?? []).OfType<Fault>().ToList();
        return planned.Select(fault => fault.Complaint()).FirstOrDefault(complaint => complaint is not null) is { } wrong
            ? Bad(wrong)
            : Results.Ok(planned.Select(faults.Add).ToList());
    }

    private static IResult Resend(string id, StripeStore store, DeliveryQueue queue) => store.Event(id) is { } happened
        ? Results.Ok(new { queued = queue.Resend(happened) })
        : Results.NotFound(new { error = $"There is no event {id}." });

    private static IResult Settle(string id, Settlement asked, StripeStore store, PaySession pay)
    {
        if (asked.Outcome is not ("succeeded" or "failed"))
        {
            return Bad("outcome must be succeeded or failed.");
        }

        lock (store.Gate)
        {
            if (store.Session(id) is not { } session)
            {
                return Results.NotFound(new { error = $"There is no session {id}." });
            }

            try
            {
                var settled = pay.Settle(session, asked.Outcome == "succeeded");
                return Results.Text(SessionJson.Of(settled, Expansion.None).ToJsonString(), "application/json");
            }
            catch (StripeProblem problem)
            {
                return Results.Conflict(new { error = problem.Message });
            }
        }
    }

    /// <summary>Money that was taken, in minor units by currency: what the product's books must agree with.</summary>
    private static IResult Total(StripeStore store) => Results.Ok(new
    {
        captured = store.Sessions().Where(session => session.Intent is { Status: "succeeded" })
            .GroupBy(session => session.Currency, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(session => session.Total), StringComparer.Ordinal),
    });

    private static IResult Bad(string error) => Results.BadRequest(new { error });

    internal sealed record WebhookRegistration(string? Url, string? Secret, string? Name, IReadOnlyList<string>? EnabledEvents);

    internal sealed record Settlement(string? Outcome);
}
