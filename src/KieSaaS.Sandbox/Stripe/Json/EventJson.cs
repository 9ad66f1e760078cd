using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Json;

/// <summary>Events and the endpoints they go to, as the API shows them.</summary>
internal static class EventJson
{
    public static JsonObject Of(StripeEvent happened, int pending) => new()
    {
        ["id"] = happened.Id,
        ["object"] = "event",
        ["api_version"] = ApiPipeline.Version,
        ["created"] = happened.Created.ToUnixTimeSeconds(),
        ["data"] = new JsonObject { ["object"] = happened.Object.DeepClone() },
        ["livemode"] = false,
        ["pending_webhooks"] = pending,
        ["request"] = new JsonObject { ["id"] = happened.RequestId, ["idempotency_key"] = happened.IdempotencyKey },
        ["type"] = happened.Type,
    };

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="withSecret">True in the answer to its creation only.</param>
    public static JsonObject Of(WebhookEndpoint endpoint, bool withSecret = false)
    {
        var json = new JsonObject
        {
            ["id"] = endpoint.Id,
            ["object"] = "webhook_endpoint",
            ["api_version"] = ApiPipeline.Version,
            ["application"] = null,
            ["created"] = endpoint.Created.ToUnixTimeSeconds(),
            ["description"] = endpoint.Description,
            ["enabled_events"] = Plain.Texts(endpoint.EnabledEvents),
            ["livemode"] = false,
            ["metadata"] = Plain.Map(endpoint.Metadata),
            ["status"] = "enabled",
            ["url"] = endpoint.Url,
        };
        if (withSecret)
        {
            json["secret"] = endpoint.Secret;
        }

        return json;
    }
}
