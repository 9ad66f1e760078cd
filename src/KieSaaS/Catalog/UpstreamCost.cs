using System.Collections.Immutable;

namespace KieSaaS.Catalog;

/// <summary>One part of an upstream cost: so many units at this row's price.</summary>
/// <param name="RowId">The price row's id within its entry.</param>
/// <param name="Unit">What one unit is.</param>
/// <param name="Quantity">How many, at least one.</param>
/// <param name="UnitPrice">Price of one.</param>
public sealed record CostLine(string RowId, PriceUnit Unit, long Quantity, KieCredits UnitPrice)
{
    /// <summary>Units times price.</summary>
    public KieCredits Cost => UnitPrice * Quantity;
}

/// <summary>What one run costs the platform.</summary>
/// <param name="Lines">The base price first, then surcharges.</param>
public sealed record UpstreamCost(ImmutableArray<CostLine> Lines)
{
    /// <summary>The sum of the lines, above zero; zero only for an entry that is marked free.</summary>
    public KieCredits Total { get; } = Lines.Aggregate(default(KieCredits), (sum, line) => sum + line.Cost);
}
