namespace KieSaaS.Sandbox.Kie;

/// <summary>
/// The credits of the one account. What was spent is added up from the tasks themselves, so that ending a task and charging it is one write.
/// Not safe by itself: <see cref="TaskStore"/> calls it under its lock.
/// </summary>
internal sealed class Account(SandboxState state)
{
    /// <summary>What a new sandbox has.</summary>
    private const decimal FirstBalance = 1_000_000.00m;

    private decimal _granted = state.Load<Grant>("kie", "granted")?.Credits ?? FirstBalance;
    private decimal _spent;
    private decimal _promised;

    /// <summary>What is left.</summary>
    public decimal Balance => _granted - _spent;

    /// <summary>What is left after all running tasks have succeeded.</summary>
    public decimal Available => Balance - _promised;

    /// <summary>Sets what is left.</summary>
    public void SetBalance(decimal credits)
    {
        _granted = _spent + credits;
        state.Save("kie", "granted", new Grant(_granted));
    }

    /// <summary>Takes over the change of a task.</summary>
    public void Replace(KieTask? before, KieTask after)
    {
        _spent += Spent(after) - Spent(before);
        _promised += Promised(after) - Promised(before);
    }

    /// <summary>Starts anew.</summary>
    public void Clear() => (_granted, _spent, _promised) = (FirstBalance, 0, 0);

    private static decimal Spent(KieTask? task) => task is { Succeeded: true } ? task.Credits : 0;

    private static decimal Promised(KieTask? task) => task is { HasEnded: false } ? task.Credits : 0;

    private sealed record Grant(decimal Credits);
}
