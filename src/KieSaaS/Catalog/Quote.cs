using System.Collections.Immutable;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>The exact price of one request under one price book, with all that is needed to explain it later.</summary>
public sealed record Quote
{
    /// <summary>The entry's key.</summary>
    public required string EntryKey { get; init; }

    /// <summary>What the tenant pays.</summary>
    public required Credits Price { get; init; }

    /// <summary>The price book's number.</summary>
    public required int BookNumber { get; init; }

    /// <summary>The terms of that book.</summary>
    public required PriceTerms Terms { get; init; }

    /// <summary>The upstream cost line by line: the base price first, then surcharges.</summary>
    public required ImmutableArray<CostLine> Lines { get; init; }

    /// <summary>The lines that have a fixed sale price and are not multiplied; mostly none.</summary>
    public ImmutableArray<FixedLine> FixedLines { get; init; } = [];

    /// <summary>What the platform pays.</summary>
    public required KieCredits KieCost { get; init; }

    /// <summary>The markup and the rule it came from.</summary>
    public required AppliedMarkup Markup { get; init; }

    /// <summary>SHA-256 of the canonical input: a price is for this input and no other.</summary>
    public required string InputHash { get; init; }

    /// <summary>The base price's row.</summary>
    public string RowId => Lines[0].RowId;

    /// <summary>The base price's unit.</summary>
    public PriceUnit Unit => Lines[0].Unit;

    /// <summary>Units of the base price.</summary>
    public long Quantity => Lines[0].Quantity;
}
