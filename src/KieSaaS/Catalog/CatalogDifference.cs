namespace KieSaaS.Catalog;

/// <summary>A difference as staff see it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Kind">In which way the two differ.</param>
/// <param name="Subject">About what: a model's id, or the words of a line of the price feed.</param>
/// <param name="Title">The name people read.</param>
/// <param name="EntryKey">The entry; for a line that is tied to none, the likely one; null where there is none.</param>
/// <param name="RowId">The price row; null where there is none.</param>
/// <param name="Before">What we have, as JSON; null for nothing.</param>
/// <param name="After">What the upstream has, as JSON; null for nothing.</param>
/// <param name="Cost">The price of one unit in the newest book when it was found.</param>
/// <param name="NewCost">The upstream's price of one unit.</param>
/// <param name="Caution">Why it needs a second confirmation.</param>
/// <param name="State">What became of it.</param>
/// <param name="FoundAt">When it was found (UTC).</param>
/// <param name="DecidedAt">When it was decided (UTC).</param>
/// <param name="DecidedBy">By whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="DraftId">The draft that took the price over.</param>
public sealed record CatalogDifference(
    Guid Id, DifferenceKind Kind, string Subject, string Title, string? EntryKey, string? RowId, string? Before, string? After, KieCredits? Cost, KieCredits? NewCost,
    DifferenceCaution Caution, DifferenceState State, DateTimeOffset FoundAt, DateTimeOffset? DecidedAt, string? DecidedBy, string? Reason, Guid? DraftId)
{
    /// <summary>How far the price moves, 0.5 is 50 % up; null where there are not two prices.</summary>
    public decimal? Move => Cost is { } before && NewCost is { } after ? ((decimal)after.Micros / before.Micros) - 1 : null;

    internal static CatalogDifference Of(CatalogDifferenceRow row) => new(
        row.Id, row.Kind, row.Subject, row.Title, row.EntryKey, row.RowId, row.Before, row.After, Price(row.Cost), Price(row.NewCost),
        row.Caution, row.State, row.FoundAt, row.DecidedAt, row.DecidedBy, row.Reason, row.DraftId);

    private static KieCredits? Price(long? micros) => micros is { } known ? new KieCredits(known) : null;
}
