using System.Collections.Immutable;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>An immutable, numbered version of all sale prices: terms, markups and fixed prices over the catalogue's upstream prices.</summary>
/// <param name="Number">From 1; every quote and job records it.</param>
/// <param name="Terms">Face value, upstream cost, rounding.</param>
/// <param name="Markups">The factors.</param>
public sealed record PriceBook(int Number, PriceTerms Terms, MarkupRules Markups)
{
    /// <summary>Sale prices that stand in place of cost times markup.</summary>
    public FixedPrices FixedPrices { get; init; } = FixedPrices.None;

    /// <summary>Upstream prices of one unit that differ from those the catalogue came with.</summary>
    public IReadOnlyDictionary<RowKey, KieCredits> UpstreamPrices { get; init; } = new Dictionary<RowKey, KieCredits>();

    /// <summary>
    /// The exact price of an input for a tenant, or (null) for the public. Refused when the input's parameters have no single price.
    /// </summary>
    /// <param name="entry">The model.</param>
    /// <param name="input">What is asked of it.</param>
    /// <param name="buyer">Who asks.</param>
    /// <param name="source">What was measured of the given file, or is known of the earlier task, where the price follows from that.</param>
    /// <exception cref="ArgumentException">The input was validated for another entry.</exception>
    /// <exception cref="OverflowException">The price does not fit.</exception>
    public Result<Quote> Quote(CatalogueEntry entry, ValidatedInput input, Buyer? buyer = null, MeasuredSource? source = null)
    {
        var cost = entry.Cost(input, source);
        if (!cost.Succeeded)
        {
            return cost.Refusal;
        }

        var upstream = UpstreamPrices.Count == 0 ? cost.Value : new UpstreamCost(AtOwnCost(entry.Key, cost.Value.Lines));
        var markup = Markups.For(entry.Key, entry.Kind, buyer);
        var fixedLines = FixedLines(entry.Key, upstream.Lines, markup.Level);
        return new Quote
        {
            EntryKey = entry.Key,
            Price = entry.IsFree ? Credits.Zero : PriceOf(upstream.Lines, fixedLines, markup.Markup),
            BookNumber = Number,
            Terms = Terms,
            Lines = upstream.Lines,
            FixedLines = fixedLines,
            KieCost = upstream.Total,
            Markup = markup,
            InputHash = input.Hash,
        };
    }

    /// <summary>The price of so many units that were sold before, line by line, as this book would have it.</summary>
    /// <exception cref="OverflowException">The price does not fit.</exception>
    public Credits Reprice(string entryKey, MediaKind kind, ImmutableArray<CostLine> lines, Buyer? buyer)
    {
        var markup = Markups.For(entryKey, kind, buyer);
        lines = AtOwnCost(entryKey, lines);

        // Only what is marked free is ever sold at no cost.
        return lines.All(line => line.Cost == default) ? Credits.Zero : PriceOf(lines, FixedLines(entryKey, lines, markup.Level), markup.Markup);
    }

    /// <summary>What a tenant, or (null) the public, pays for one unit of a price row.</summary>
    public Credits UnitPrice(CatalogueEntry entry, PriceRow row, Buyer? buyer = null)
    {
        if (entry.IsFree)
        {
            return Credits.Zero;
        }

        var markup = Markups.For(entry.Key, entry.Kind, buyer);
        var own = markup.Level == MarkupLevel.Tenant ? null : FixedPrices.Of(entry.Key, row.Id, row.IsSurcharge);
        return own is { } price ? Terms.PriceOf(default, markup.Markup, price) : Terms.PriceOf(CostOf(entry, row), markup.Markup);
    }

    /// <summary>What the platform pays for one unit of a price row.</summary>
    public KieCredits CostOf(CatalogueEntry entry, PriceRow row) => CostOf(entry.Key, row.Id, row.Price);

    private KieCredits CostOf(string entryKey, string rowId, KieCredits known) => UpstreamPrices.TryGetValue(new(entryKey, rowId), out var price) ? price : known;

    /// <summary>Units that were sold before, at this book's upstream prices where it has any of its own.</summary>
    internal ImmutableArray<CostLine> AtOwnCost(string entryKey, ImmutableArray<CostLine> lines) => UpstreamPrices.Count == 0
        ? lines
        : [.. lines.Select(line => line with { UnitPrice = CostOf(entryKey, line.RowId, line.UnitPrice) })];

    private ImmutableArray<FixedLine> FixedLines(string entryKey, ImmutableArray<CostLine> lines, MarkupLevel level)
    {
        if (FixedPrices.IsEmpty || level == MarkupLevel.Tenant)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<FixedLine>();
        foreach (var line in lines)
        {
            if (FixedPrices.Of(entryKey, line.RowId, line.Unit == PriceUnit.InputImage) is { } price)
            {
                found.Add(new FixedLine(line.RowId, line.Quantity, price));
            }
        }

        return found.ToImmutable();
    }

    // What has a fixed price is not multiplied; one rounding at the end, over all lines.
    private Credits PriceOf(ImmutableArray<CostLine> lines, ImmutableArray<FixedLine> fixedLines, Markup markup)
    {
        var cost = default(KieCredits);
        foreach (var line in lines)
        {
            if (!fixedLines.Any(own => own.RowId == line.RowId))
            {
                cost += line.Cost;
            }
        }

        return Terms.PriceOf(cost, markup, fixedLines.Aggregate(Credits.Zero, (sum, own) => sum + own.Price));
    }
}
