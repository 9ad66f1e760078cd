using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Generation;

/// <summary>An entry to test and its input.</summary>
/// <param name="EntryKey">The catalogue entry.</param>
/// <param name="Input">The input as JSON text.</param>
public sealed record BenchInput(string EntryKey, string Input);

/// <summary>A run before it is started: what each test costs, or why it cannot run.</summary>
public sealed record BenchReview
{
    /// <summary>One test: a price or a reason, never both.</summary>
    /// <param name="Test">What was asked.</param>
    /// <param name="Quote">What it costs.</param>
    /// <param name="Refusal">Why it cannot run; the details may list several errors.</param>
    public sealed record Line(BenchInput Test, Quote? Quote, Refusal? Refusal)
    {
        /// <summary>The promise of that cost.</summary>
        internal string? QuoteToken { get; init; }
    }

    /// <summary>In the order in which they were asked.</summary>
    public required IReadOnlyList<Line> Lines { get; init; }

    /// <summary>What one Kie credit costs, in millionths of a US dollar.</summary>
    public required long KieCreditMicroDollars { get; init; }

    /// <summary>How many cannot run.</summary>
    public int Refused => Lines.Count(line => line.Refusal is not null);

    /// <summary>What the others cost upstream: in live mode real money, in test mode what it would be.</summary>
    public KieCredits Cost => Lines.Aggregate(default(KieCredits), (sum, line) => sum + (line.Quote?.KieCost ?? default));

    /// <summary>The same in US dollars, exact, for showing only.</summary>
    public decimal Dollars => DollarsOf(Cost, KieCreditMicroDollars);

    /// <summary>What the jobs are charged when all deliver.</summary>
    public Credits Price => Lines.Aggregate(Credits.Zero, (sum, line) => sum + (line.Quote?.Price ?? Credits.Zero));

    internal static decimal DollarsOf(KieCredits cost, long microDollars) => (decimal)cost.Micros * microDollars / 1_000_000_000_000m;
}
