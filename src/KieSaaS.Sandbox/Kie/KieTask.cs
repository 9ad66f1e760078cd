using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace KieSaaS.Sandbox.Kie;

/// <summary>One task from its creation to its end, as it is kept. Times are milliseconds since 1970 by the sandbox's clock.</summary>
internal sealed record KieTask
{
    public required string Id { get; init; }

    public required string Model { get; init; }

    public required MediaKind Kind { get; init; }

    /// <summary>The API with paths of its own that it came in by; null for the jobs API.</summary>
    public string? Api { get; init; }

    public required JsonObject Input { get; init; }

    public required string? CallBackUrl { get; init; }

    /// <summary>What success will cost.</summary>
    public required decimal Credits { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>When it ends, or null when it never will.</summary>
    public required long? DueAt { get; init; }

    /// <summary>The failure it will end with, or null when it will succeed.</summary>
    public required TaskFailure? Failure { get; init; }

    public long? EndedAt { get; init; }

    /// <summary>When the next attempt at its callback is due; null when there is none to make.</summary>
    public long? CallbackDueAt { get; init; }

    public int CallbackAttempts { get; init; }

    public bool CallbackDelivered { get; init; }

    /// <summary>What the record is asked for; counted in memory, so a restart may lose the last few.</summary>
    public int Polls { get; init; }

    [JsonIgnore]
    public bool HasEnded => EndedAt is not null;

    [JsonIgnore]
    public bool Succeeded => HasEnded && Failure is null;

    /// <summary>When something has to be done about this task next, or null.</summary>
    [JsonIgnore]
    public long? NextDueAt => HasEnded ? CallbackDueAt : DueAt;

    [JsonIgnore]
    public string Prompt => TaskInput.Words(Input) ?? "";

    /// <summary>How far it is, 0 to 100.</summary>
    public int Progress(long now) => this switch
    {
        { Succeeded: true } => 100,
        { HasEnded: true } or { DueAt: null } => 0,
        _ => (int)Math.Clamp((now - CreatedAt) * 100 / Math.Max(1, DueAt.Value - CreatedAt), 0, 99),
    };

    /// <summary>The word of the jobs API: waiting, queuing, generating, success or fail.</summary>
    public string State(long now) => this switch
    {
        { Succeeded: true } => "success",
        { HasEnded: true } => "fail",
        { DueAt: null } => "generating",
        _ => Progress(now) switch { < 15 => "waiting", < 30 => "queuing", _ => "generating" },
    };
}

/// <summary>Why a task fails.</summary>
/// <param name="FailCode">A number as text, such as "500".</param>
/// <param name="FailMsg">A sentence for people.</param>
internal sealed record TaskFailure(string FailCode, string FailMsg);

/// <summary>What a model makes.</summary>
internal enum MediaKind
{
    Image,
    Video,
    Audio,
    Music,
    Text,
}
