using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Stripe.Model;

/// <summary>That something happened, with the object as it was at that moment.</summary>
internal sealed record StripeEvent(
    string Id,
    long Sequence,
    DateTimeOffset Created,
    string Type,
    JsonObject Object,
    string? RequestId,
    string? IdempotencyKey);

/// <summary>Where events are sent, and the secret they are signed with.</summary>
internal sealed record WebhookEndpoint
{
    public required string Id { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string Url { get; init; }

    public required string Secret { get; init; }

    /// <summary>Event types, or "*" for all.</summary>
    public IReadOnlyList<string> EnabledEvents { get; init; } = ["*"];

    public string? Description { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];

    public bool Wants(string eventType) => EnabledEvents.Contains("*") || EnabledEvents.Contains(eventType);
}

/// <summary>One event on its way to one endpoint; it is gone once the endpoint answered 2xx.</summary>
internal sealed record Delivery
{
    public required string Id { get; init; }

    public required string EventId { get; init; }

    public required string EventType { get; init; }

    public required string EndpointId { get; init; }

    /// <summary>When the next attempt is due, by the sandbox's clock.</summary>
    public required DateTimeOffset Due { get; init; }

    public int Attempts { get; init; }

    /// <summary>True when all attempts failed: kept so that the event still shows as not delivered.</summary>
    public bool GivenUp { get; init; }
}
