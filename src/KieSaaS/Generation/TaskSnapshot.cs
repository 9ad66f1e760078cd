namespace KieSaaS.Generation;

/// <summary>How far a task is at the provider.</summary>
internal enum TaskPhase
{
    Waiting,
    Queuing,
    Generating,
    Success,
    Fail,
}

/// <summary>A task as the provider shows it now.</summary>
internal sealed record TaskSnapshot
{
    public required string TaskId { get; init; }

    public required TaskPhase Phase { get; init; }

    /// <summary>0 to 100; null when the provider does not say.</summary>
    public int? Progress { get; init; }

    /// <summary>Where the results can be fetched, absolute addresses in the provider's order; empty until success.</summary>
    public IReadOnlyList<Uri> Results { get; init; } = [];

    /// <summary>The provider's ids of the tracks, one for each result and null where there is none; empty where results are no tracks.</summary>
    public IReadOnlyList<string?> TrackIds { get; init; } = [];

    /// <summary>A result that is no file (lyrics, detections, a transcript), as JSON; null otherwise.</summary>
    public string? ResultObject { get; init; }

    /// <summary>The provider's code of a failure, at most 20 characters.</summary>
    public string? FailCode { get; init; }

    /// <summary>The provider's words for a failure, at most 1000 characters.</summary>
    public string? FailMessage { get; init; }

    /// <summary>What the provider charged us, in millionths of a Kie credit, never negative; null while unknown.</summary>
    public long? KieMicroCredits { get; init; }

    /// <summary>The callback address the task was created with: a callback is only believed when this is ours.</summary>
    public string? CallbackUrl { get; init; }
}
