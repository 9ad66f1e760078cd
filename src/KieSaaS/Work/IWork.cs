namespace KieSaaS.Work;

/// <summary>Something to be done later, durably: a small record that is stored as JSON.</summary>
public interface IWork
{
    /// <summary>A name that outlives classes and namespaces, such as "generation.submit". Never reuse or rename one that shipped.</summary>
    static abstract string Kind { get; }
}

/// <summary>Does one kind of work. At least once: being called twice for one item must be harmless.</summary>
/// <typeparam name="TWork">The work.</typeparam>
public interface IWorkHandler<in TWork> where TWork : IWork
{
    /// <summary>
    /// Does it. The scope's actor is the platform acting for the item's tenant. An exception makes the item run again
    /// after a back-off, and a dead letter after its last attempt.
    /// </summary>
    Task<WorkOutcome> RunAsync(TWork work, CancellationToken ct);

    /// <summary>
    /// Staff discard the item, which is dead: leave nothing waiting for it. Called before the item goes, at least once,
    /// in a scope like <see cref="RunAsync"/>'s.
    /// </summary>
    Task GiveUpAsync(TWork work, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>What became of an item: done, or to be looked at again at a time.</summary>
public sealed record WorkOutcome
{
    private WorkOutcome(DateTimeOffset? again) => Again = again;

    /// <summary>Finished; the item goes away.</summary>
    public static WorkOutcome Done { get; } = new((DateTimeOffset?)null);

    /// <summary>When to run again (UTC); null when done.</summary>
    public DateTimeOffset? Again { get; }

    /// <summary>Not finished, and nothing went wrong: run again then. It does not count as an attempt.</summary>
    public static WorkOutcome At(DateTimeOffset again) => new(again);
}
