using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Generation;

/// <summary>Where a test is on its way.</summary>
public enum BenchTestState
{
    /// <summary>Its job does not exist yet.</summary>
    Waiting,

    /// <summary>Its job is accepted and not sent yet.</summary>
    Queued,

    /// <summary>The provider works on it.</summary>
    Running,

    /// <summary>The provider's answer was lost, and may still come.</summary>
    Verifying,

    /// <summary>Delivered.</summary>
    Passed,

    /// <summary>Refused, or not delivered.</summary>
    Failed,
}

/// <summary>One try at a provider, as staff see it.</summary>
/// <param name="Number">Counts 1, 2, 3 … within the job.</param>
/// <param name="Provider">"kie" or "sandbox".</param>
/// <param name="State">What is known of it.</param>
/// <param name="TaskId">The provider's own id of the task.</param>
/// <param name="Polls">How often the provider was asked.</param>
/// <param name="StartedAt">When the call went out (UTC).</param>
/// <param name="ReadyAt">When the provider's success was read (UTC).</param>
/// <param name="EndedAt">When it ended (UTC).</param>
/// <param name="Error">What the provider said, or what went wrong on the way.</param>
/// <param name="Cost">What the provider charged; null while that is not known.</param>
public sealed record BenchAttempt(
    int Number, string Provider, AttemptState State, string? TaskId, int Polls, DateTimeOffset StartedAt, DateTimeOffset? ReadyAt, DateTimeOffset? EndedAt, string? Error, KieCredits? Cost);

/// <summary>One test of a run.</summary>
public sealed record BenchTest
{
    /// <summary>Counts 1, 2, 3 … within the run.</summary>
    public required int Number { get; init; }

    /// <summary>The catalogue entry's key.</summary>
    public required string EntryKey { get; init; }

    /// <summary>The input as it was typed.</summary>
    public required string Input { get; init; }

    /// <summary>The price that was promised; null when it was refused then.</summary>
    public required Credits? Price { get; init; }

    /// <summary>The upstream cost by the price book.</summary>
    public required KieCredits Cost { get; init; }

    /// <summary>Its job; null while there is none.</summary>
    public JobView? Job { get; init; }

    /// <summary>The tries, in their order.</summary>
    public IReadOnlyList<BenchAttempt> Attempts { get; init; } = [];

    /// <summary>Why there is no job, as a stable name.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>The same in words.</summary>
    public string? Refusal { get; init; }

    /// <summary>Where it is on its way.</summary>
    public BenchTestState State => (RefusalCode, Job?.State) switch
    {
        (not null, _) or (_, JobState.Failed) => BenchTestState.Failed,
        (_, JobState.Succeeded) => BenchTestState.Passed,
        (_, JobState.Queued) => BenchTestState.Queued,
        (_, JobState.Running) => BenchTestState.Running,
        (_, JobState.Verifying) => BenchTestState.Verifying,
        _ => BenchTestState.Waiting,
    };

    /// <summary>Why it failed.</summary>
    public string? Failure => Refusal ?? Job?.FailMessage;

    /// <summary>From accepted to the first call.</summary>
    public TimeSpan? InQueue => Attempts is [var first, ..] ? first.StartedAt - Job?.CreatedAt : null;

    /// <summary>From the last call to its success or failure.</summary>
    public TimeSpan? AtProvider => Attempts is [.., var last] ? (last.ReadyAt ?? last.EndedAt) - last.StartedAt : null;

    /// <summary>From the success to the end: the results were copied meanwhile.</summary>
    public TimeSpan? ToStorage => Attempts is [.., { ReadyAt: { } ready, EndedAt: { } ended }] ? ended - ready : null;

    /// <summary>From accepted to ended.</summary>
    public TimeSpan? Total => Job?.FinishedAt - Job?.CreatedAt;

    /// <summary>What the providers charged, as far as they said so.</summary>
    public KieCredits Charged => Attempts.Aggregate(default(KieCredits), (sum, attempt) => sum + (attempt.Cost ?? default));

    /// <summary>True when nothing follows.</summary>
    public bool IsFinished => State is BenchTestState.Passed or BenchTestState.Failed;
}

/// <summary>A run and all its tests.</summary>
public sealed record BenchRun
{
    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Test against the sandbox, live against the provider.</summary>
    public required Mode Mode { get; init; }

    /// <summary>When it was started (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>By whom.</summary>
    public required string StartedBy { get; init; }

    /// <summary>The run whose failed tests it repeats.</summary>
    public required Guid? Former { get; init; }

    /// <summary>The upstream cost that was shown, and in live mode confirmed, before it began.</summary>
    public required KieCredits Cost { get; init; }

    /// <summary>The same in US dollars by the terms in force, exact, for showing only.</summary>
    public required decimal Dollars { get; init; }

    /// <summary>In the order in which they were asked.</summary>
    public required IReadOnlyList<BenchTest> Tests { get; init; }

    /// <summary>Delivered tests.</summary>
    public int Passed => Count(BenchTestState.Passed);

    /// <summary>Refused and failed tests.</summary>
    public int Failed => Count(BenchTestState.Failed);

    /// <summary>Tests that are not over.</summary>
    public int Running => Tests.Count(test => !test.IsFinished);

    /// <summary>What the jobs were charged.</summary>
    public Credits Charged => Tests.Aggregate(Credits.Zero, (sum, test) => sum + (test.Job?.Charged ?? Credits.Zero));

    /// <summary>What the providers charged, as far as they said so.</summary>
    public KieCredits ChargedUpstream => Tests.Aggregate(default(KieCredits), (sum, test) => sum + test.Charged);

    /// <summary>The test that took longest; null while none has ended.</summary>
    public BenchTest? Slowest => Tests.Where(test => test.Total is not null).MaxBy(test => test.Total);

    private int Count(BenchTestState state) => Tests.Count(test => test.State == state);
}
