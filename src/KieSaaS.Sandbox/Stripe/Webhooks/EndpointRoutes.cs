using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Stripe.Json;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Webhooks;

/// <summary>The API of webhook endpoints and events.</summary>
internal sealed class EndpointRoutes(StripeStore store, DeliveryQueue queue)
{
    private static readonly HashSet<string> EndpointParameters = new(StringComparer.Ordinal)
    {
        "url", "enabled_events[]", "description", "metadata[*]", "api_version", "expand[]",
    };

    private static readonly HashSet<string> ListParameters = [.. ListPage.Known];
    private static readonly HashSet<string> EventListParameters = [.. ListPage.Known, "type", "types[]", "delivery_success"];
    private static readonly HashSet<string> RetrieveParameters = ["expand[]"];
    private static readonly TimeSpan EventsKept = TimeSpan.FromDays(30);

    public JsonObject CreateEndpoint(ApiCall call)
    {
        call.Parameters.AllowOnly(EndpointParameters);
        var url = call.Parameters.Required("url");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw StripeProblem.Invalid("Invalid URL: an explicit scheme (such as https) must be provided.", "url", "url_invalid");
        }

        var events = call.Parameters.List("enabled_events");
        var endpoint = new WebhookEndpoint
        {
            Id = store.NewId("we_"),
            Sequence = store.NextSequence(),
            Created = store.Now,
            Url = url,
            Secret = store.NewId("whsec_", 32),
            EnabledEvents = events.Count > 0 ? events : throw StripeProblem.Missing("enabled_events"),
            Description = call.Parameters.Text("description"),
            Metadata = call.Parameters.Metadata("metadata"),
        };
        store.Save(endpoint);
        return EventJson.Of(endpoint, withSecret: true);
    }

    public JsonObject ListEndpoints(ApiCall call)
    {
        call.Parameters.AllowOnly(ListParameters);
        return ListPage.Of(call.Parameters, "/v1/webhook_endpoints", store.Endpoints(), endpoint => endpoint.Id, endpoint => endpoint.Created, endpoint => EventJson.Of(endpoint));
    }

    public JsonObject RetrieveEndpoint(ApiCall call) => EventJson.Of(Endpoint(call.Id));

    public JsonObject DeleteEndpoint(ApiCall call)
    {
        store.DeleteEndpoint(Endpoint(call.Id).Id);
        return new JsonObject { ["id"] = call.Id, ["object"] = "webhook_endpoint", ["deleted"] = true };
    }

    public JsonObject RetrieveEvent(ApiCall call)
    {
        call.Parameters.AllowOnly(RetrieveParameters);
        return Render(store.Event(call.Id) ?? throw StripeProblem.NoSuch("event", call.Id));
    }

    public JsonObject ListEvents(ApiCall call)
    {
        call.Parameters.AllowOnly(EventListParameters);
        var type = call.Parameters.Text("type");
        var types = call.Parameters.List("types");
        if (type is not null && types.Count > 0)
        {
            throw StripeProblem.Invalid("You may pass only one of type and types.", "types");
        }

        var delivered = call.Parameters.Boolean("delivery_success");
        var oldest = store.Now - EventsKept;
        var events = store.Events().Where(happened => happened.Created >= oldest
            && (type is null || Matches(happened.Type, type))
            && (types.Count == 0 || types.Any(wanted => Matches(happened.Type, wanted)))
            && (delivered is null || delivered != queue.HasFailed(happened.Id)));
        return ListPage.Of(call.Parameters, "/v1/events", events, happened => happened.Id, happened => happened.Created, Render);
    }

    private WebhookEndpoint Endpoint(string id) => store.Endpoint(id) ?? throw StripeProblem.NoSuch("webhook endpoint", id, "webhook_endpoint");

    private JsonObject Render(StripeEvent happened) => EventJson.Of(happened, queue.Pending(happened.Id));

    private static bool Matches(string type, string wanted) =>
        wanted.EndsWith('*') ? type.StartsWith(wanted[..^1], StringComparison.Ordinal) : type == wanted;
}
