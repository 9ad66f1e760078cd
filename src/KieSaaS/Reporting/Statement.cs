using KieSaaS.Billing;
using KieSaaS.Kernel;

namespace KieSaaS.Reporting;

/// <summary>A tenant's month in one mode, checked: its figures are the ledger's to the micro-credit.</summary>
public sealed record Statement
{
    /// <summary>Whose it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The workspace's name.</summary>
    public required string Workspace { get; init; }

    /// <summary>Live or test.</summary>
    public required Mode Mode { get; init; }

    /// <summary>The language to print it in: "en" or "ru".</summary>
    public required string Language { get; init; }

    /// <summary>Which month.</summary>
    public required StatementMonth Month { get; init; }

    /// <summary>True while the month can still move.</summary>
    public required bool IsToDate { get; init; }

    /// <summary>When it was read (UTC).</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The balance before the month's first line.</summary>
    public required Credits Opening { get; init; }

    /// <summary>Why the balance moved. Opening plus all of these is closing.</summary>
    public required IReadOnlyList<StatementMovement> Movements { get; init; }

    /// <summary>The balance after the month's last line.</summary>
    public required Credits Closing { get; init; }

    /// <summary>Jobs by model, the dearest first.</summary>
    public required IReadOnlyList<StatementModel> Models { get; init; }

    /// <summary>Credits of delivered jobs on each day of the month, from the first.</summary>
    public required IReadOnlyList<Credits> SpentByDay { get; init; }

    /// <summary>Every line, oldest first.</summary>
    public required IReadOnlyList<SumLedger.Line> Lines { get; init; }

    /// <summary>From accepted to finished, over the delivered jobs; null when there is none.</summary>
    public required TimeSpan? MeanDuration { get; init; }

    /// <summary>Jobs that delivered.</summary>
    public int Delivered => Models.Sum(model => model.Delivered);

    /// <summary>Jobs that failed.</summary>
    public int Failed => Models.Sum(model => model.Failed);

    /// <summary>The delivered share of the finished jobs, 0 to 1; null when none finished.</summary>
    public decimal? SuccessRate => Delivered + Failed > 0 ? Delivered / (decimal)(Delivered + Failed) : null;

    /// <summary>Credits that the delivered jobs cost.</summary>
    public Credits Spent => Models.Aggregate(Credits.Zero, (sum, model) => sum + model.Spent);
}

/// <summary>One reason for which the balance moved.</summary>
/// <param name="Account">Where the credits came from or went to.</param>
/// <param name="Amount">What it did to the balance; negative when credits left.</param>
public sealed record StatementMovement(LedgerAccount Account, Credits Amount);

/// <summary>One model's month.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Delivered">Jobs that delivered.</param>
/// <param name="Failed">Jobs that failed; they cost nothing.</param>
/// <param name="Spent">What the delivered ones cost.</param>
public sealed record StatementModel(string Name, int Delivered, int Failed, Credits Spent);
