using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using KieSaaS.Catalog;

namespace KieSaaS.Generation;

/// <summary>
/// How a job's price came about, kept with the job as JSON so that any charge can be explained for ever. The terms are those of the
/// job's price book, which never changes.
/// </summary>
/// <param name="Lines">The upstream cost line by line.</param>
/// <param name="KieMicroCredits">What the platform expected to pay, in millionths of a Kie credit.</param>
/// <param name="MarkupThousandths">The factor.</param>
/// <param name="MarkupLevel">Which rule gave it.</param>
/// <param name="InputHash">SHA-256 of the input that was priced.</param>
internal sealed record PriceBasis(
    IReadOnlyList<PriceBasis.Line> Lines, long KieMicroCredits, int MarkupThousandths, string MarkupLevel, string InputHash)
{
    /// <summary>Prices of lines that are not cost times markup; null when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Fixed>? FixedPrices { get; init; }

    /// <summary>The file that was measured, and is sent in place of the address that the tenant gave; null where none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StoredSource? Source { get; init; }

    /// <summary>The base price first, then surcharges.</summary>
    [JsonIgnore]
    public ImmutableArray<CostLine> CostLines => [.. Lines.Select(CostLineOf)];

    /// <summary>All lines but the base price as JSON; null when there is none.</summary>
    [JsonIgnore]
    public string? Surcharges => Lines.Count > 1 ? JsonSerializer.Serialize(Lines.Skip(1)) : null;

    /// <summary>One row of the upstream's prices, so many times.</summary>
    internal sealed record Line(string Row, string Unit, long Quantity, long UnitKieMicroCredits);

    /// <summary>The sale price of one unit of a row.</summary>
    internal sealed record Fixed(string Row, long UnitMicroCredits);

    /// <summary>Reads what <see cref="Surcharges"/> wrote.</summary>
    public static IEnumerable<CostLine> ReadSurcharges(string json) => JsonSerializer.Deserialize<List<Line>>(json)!.Select(CostLineOf);

    public static string Of(Quote quote, StoredSource? source = null) => JsonSerializer.Serialize(new PriceBasis(
        [.. quote.Lines.Select(line => new Line(line.RowId, line.Unit.ToString(), line.Quantity, line.UnitPrice.Micros))],
        quote.KieCost.Micros,
        quote.Markup.Markup.Thousandths,
        quote.Markup.Level.ToString(),
        quote.InputHash)
    {
        FixedPrices = quote.FixedLines.IsEmpty ? null : [.. quote.FixedLines.Select(line => new Fixed(line.RowId, line.UnitPrice.Micros))],
        Source = source,
    });

    /// <summary>Reads what <see cref="Of"/> wrote.</summary>
    /// <exception cref="InvalidOperationException">It is not a price's basis.</exception>
    public static PriceBasis Read(string json) => JsonSerializer.Deserialize<PriceBasis>(json) is { Lines.Count: > 0 } basis
        ? basis
        : throw new InvalidOperationException("A job does not say how its price came about.");

    private static CostLine CostLineOf(Line line) => new(line.Row, Enum.Parse<PriceUnit>(line.Unit), line.Quantity, new KieCredits(line.UnitKieMicroCredits));
}
