namespace KieSaaS.Catalog.Sync;

/// <summary>One difference as a comparison found it.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Subject">About what, unique within the kind: a model's id, or the description of a line of the feed.</param>
internal sealed record FoundDifference(DifferenceKind Kind, string Subject)
{
    /// <summary>The name people read.</summary>
    public required string Title { get; init; }

    /// <summary>The entry concerned; null where there is none yet.</summary>
    public string? EntryKey { get; init; }

    /// <summary>The price row concerned; null where there is none.</summary>
    public string? RowId { get; init; }

    /// <summary>What we have, as JSON; null for nothing.</summary>
    public string? Before { get; init; }

    /// <summary>What the upstream has, as JSON; null for nothing.</summary>
    public string? After { get; init; }

    /// <summary>The price of the newest book.</summary>
    public KieCredits? Cost { get; init; }

    /// <summary>The upstream's price.</summary>
    public KieCredits? NewCost { get; init; }

    /// <summary>What is unusual.</summary>
    public DifferenceCaution Caution { get; init; }
}

/// <summary>What we have.</summary>
/// <param name="Catalogue">The entries as the next price book would have them: what was accepted and waits for that book is no difference any more.</param>
/// <param name="Book">The newest price book, in force or scheduled.</param>
/// <param name="Links">By description: to which row a line of the feed belongs.</param>
internal sealed record Ours(CatalogueSnapshot Catalogue, PriceBook Book, IReadOnlyDictionary<string, FeedTarget> Links);

/// <summary>A price row that a line of the feed belongs to; both are null for a line that concerns us not.</summary>
/// <param name="EntryKey">The entry.</param>
/// <param name="RowId">Its row.</param>
internal readonly record struct FeedTarget(string? EntryKey, string? RowId);

/// <summary>
/// Compares what the upstream says with what we have. A pure function: the same two sides give the same answer, and nothing is read or written.
/// </summary>
internal sealed class Comparison(SyncOptions options)
{
    /// <summary>The answer.</summary>
    /// <param name="Differences">Each subject at most once per kind.</param>
    /// <param name="Faults">What was refused while comparing.</param>
    /// <param name="Tied">Lines that belong to a row by their words alone, and were not tied before.</param>
    internal sealed record Answer(IReadOnlyList<FoundDifference> Differences, IReadOnlyList<Fault> Faults, IReadOnlyDictionary<string, FeedTarget> Tied);

    public Answer Of(Upstream theirs, Ours ours)
    {
        var faults = new Faults();
        var models = CompareModels.Of(theirs, ours, faults).ToList();
        var prices = new ComparePrices(options, ours, faults);
        var found = models.Concat(CompareSchemas.Of(theirs, ours, faults)).Concat(prices.Of(theirs)).DistinctBy(difference => (difference.Kind, difference.Subject));
        return new Answer([.. found], faults.All, prices.Tied);
    }

    /// <summary>True when so many of the known are missing that it is the answer that must be wrong.</summary>
    internal static bool IsTooMuch(int gone, int known) => gone > 3 && gone * 2 > known;
}

/// <summary>Collects what a comparison refuses.</summary>
internal sealed class Faults
{
    private readonly List<Fault> _all = [];

    public IReadOnlyList<Fault> All => _all;

    public void Add(SyncFaultCause cause, string place, string subject, string detail) => _all.Add(new Fault(cause, place, subject, detail));
}
