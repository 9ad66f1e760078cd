using System.Text.Json;
using KieSaaS.Catalog;

namespace KieSaaS.Generation;

/// <summary>How a job's price came about, kept with the job as JSON so that any charge can be explained for ever.</summary>
/// <param name="Lines">The upstream cost line by line.</param>
/// <param name="KieMicroCredits">What the platform expected to pay, in millionths of a Kie credit.</param>
/// <param name="MarkupThousandths">The factor.</param>
/// <param name="MarkupLevel">Which rule gave it.</param>
/// <param name="InputHash">SHA-256 of the input that was priced.</param>
internal sealed record PriceBasis(
    IReadOnlyList<PriceBasis.Line> Lines, long KieMicroCredits, int MarkupThousandths, string MarkupLevel, string InputHash)
{
    /// <summary>One row of the upstream's prices, so many times.</summary>
    internal sealed record Line(string Row, string Unit, long Quantity, long UnitKieMicroCredits);

    public static string Of(Quote quote) => JsonSerializer.Serialize(new PriceBasis(
        [.. quote.Lines.Select(line => new Line(line.RowId, line.Unit.ToString(), line.Quantity, line.UnitPrice.Micros))],
        quote.KieCost.Micros,
        quote.Markup.Markup.Thousandths,
        quote.Markup.Level.ToString(),
        quote.InputHash));
}
