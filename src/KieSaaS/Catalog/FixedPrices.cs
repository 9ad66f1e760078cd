using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>One price row of one entry.</summary>
public readonly record struct RowKey(string EntryKey, string RowId);

/// <summary>
/// Sale prices of one unit that stand in place of cost times markup. A row's is more specific than its entry's; a tenant's own
/// markup is more specific than both.
/// </summary>
public sealed record FixedPrices
{
    /// <summary>No fixed prices.</summary>
    public static readonly FixedPrices None = new();

    /// <summary>By entry key: one unit of the base price, whichever row it is. Surcharges are not part of it.</summary>
    public IReadOnlyDictionary<string, Credits> Entries { get; init; } = new Dictionary<string, Credits>(StringComparer.Ordinal);

    /// <summary>By price row.</summary>
    public IReadOnlyDictionary<RowKey, Credits> Rows { get; init; } = new Dictionary<RowKey, Credits>();

    /// <summary>True when there is none, which is the ordinary case.</summary>
    public bool IsEmpty => Entries.Count == 0 && Rows.Count == 0;

    /// <summary>The fixed price of one unit; null when cost and markup make it.</summary>
    public Credits? Of(string entryKey, string rowId, bool isSurcharge) =>
        Rows.TryGetValue(new(entryKey, rowId), out var forRow) ? forRow
        : !isSurcharge && Entries.TryGetValue(entryKey, out var forEntry) ? forEntry
        : null;
}

/// <summary>A part of a quote that was priced by a fixed sale price.</summary>
/// <param name="RowId">The price row.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="UnitPrice">What one costs the tenant.</param>
public sealed record FixedLine(string RowId, long Quantity, Credits UnitPrice)
{
    /// <summary>Units times price, checked.</summary>
    public Credits Price => new(checked(UnitPrice.Micros * Quantity));
}
