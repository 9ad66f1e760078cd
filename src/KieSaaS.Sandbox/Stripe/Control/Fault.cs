using System.Text.Json.Serialization;

namespace KieSaaS.Sandbox.Stripe.Control;

/// <summary>What can go wrong on purpose. The first seven are about webhooks, the last three about API calls.</summary>
[JsonConverter(typeof(FaultKindConverter))]
internal enum FaultKind
{
    /// <summary>The attempt is lost on the way; it counts as failed and is tried again.</summary>
    Drop,

    /// <summary>The event is delivered twice.</summary>
    Duplicate,

    /// <summary>The delivery waits, by the sandbox's clock.</summary>
    Delay,

    /// <summary>Events of one cause go out last first.</summary>
    Reorder,

    /// <summary>One digit of the signature is wrong.</summary>
    CorruptSignature,

    /// <summary>Signed with a secret that is not the endpoint's.</summary>
    WrongSecret,

    /// <summary>Signed ten minutes ago.</summary>
    OldTimestamp,

    /// <summary>The call does its work and its answer is lost.</summary>
    LoseResponse,

    /// <summary>The call is refused with a status before it does anything.</summary>
    Status,

    /// <summary>The call waits before it does anything.</summary>
    Latency,
}

/// <summary>Writes and reads kinds as "lose-response".</summary>
internal sealed class FaultKindConverter() : JsonStringEnumConverter<FaultKind>(System.Text.Json.JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary>One fault that waits for its chance.</summary>
internal sealed record Fault
{
    public string Id { get; init; } = "";

    public required FaultKind Kind { get; init; }

    /// <summary>How many more times it strikes; null means until it is removed.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>For webhooks: only events of this type.</summary>
    public string? EventType { get; init; }

    /// <summary>For API calls: only this method.</summary>
    public string? Method { get; init; }

    /// <summary>For API calls: only paths that start so.</summary>
    public string? Path { get; init; }

    /// <summary>For "status": 400 to 599.</summary>
    public int Status { get; init; } = 500;

    /// <summary>For "status": what to say in <c>Stripe-Should-Retry</c>, if anything.</summary>
    public bool? ShouldRetry { get; init; }

    /// <summary>For "latency": real milliseconds; for "delay": milliseconds of the sandbox's clock.</summary>
    public int Milliseconds { get; init; } = 1000;

    /// <summary>What is wrong with it, naming the field; null when nothing is.</summary>
    public string? Complaint() => this switch
    {
        { Times: < 1 } => "times must be at least 1; use null for 'until removed'.",
        { Kind: FaultKind.Status, Status: < 400 or > 599 } => "status must be 400 to 599.",
        { Milliseconds: < 0 } => "milliseconds must not be negative.",
        _ => null,
    };
}
