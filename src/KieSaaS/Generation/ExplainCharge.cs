using System.Collections.Immutable;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>
/// How the price of a job came about, step by step, from what the job itself recorded and the book it was priced with: it says the
/// same for ever. Failure museum 44: these are the job's own numbers, and the ledger line's.
/// </summary>
public sealed class ExplainCharge(AppDbContext db, PricesInForce prices, FindCharge charges)
{
    /// <summary>One line of the calculation.</summary>
    /// <param name="RowId">The price row.</param>
    /// <param name="Unit">What one unit is.</param>
    /// <param name="Quantity">How many units.</param>
    /// <param name="UnitPrice">What one costs the tenant before rounding, in credits.</param>
    /// <param name="IsFixed">True when that is a fixed sale price and not cost times markup.</param>
    public sealed record Line(string RowId, PriceUnit Unit, long Quantity, decimal UnitPrice, bool IsFixed)
    {
        /// <summary>Units times price, before rounding, in credits.</summary>
        public decimal Sum => UnitPrice * Quantity;
    }

    /// <summary>What the platform pays and adds; for staff alone.</summary>
    /// <param name="Costs">The upstream cost line by line.</param>
    /// <param name="Multiplied">The cost of the lines that have no fixed price.</param>
    /// <param name="Total">The cost of all lines.</param>
    /// <param name="Markup">The factor.</param>
    public sealed record Upstream(ImmutableArray<CostLine> Costs, KieCredits Multiplied, KieCredits Total, Markup Markup);

    /// <summary>The explanation.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Lines">The base price first, then surcharges.</param>
    /// <param name="Level">Which rule gave the markup.</param>
    /// <param name="Terms">The terms of the job's book.</param>
    /// <param name="Exact">The sum of the lines before it is rounded up, in credits.</param>
    /// <param name="Rounded">That sum rounded up to the step: the price.</param>
    /// <param name="LedgerLine">The number of the ledger line that charged it; null when it was not charged.</param>
    /// <param name="Staff">What only staff see; null for a tenant.</param>
    public sealed record Answer(
        JobView Job, IReadOnlyList<Line> Lines, MarkupLevel Level, PriceTerms Terms, decimal Exact, Credits Rounded, long? LedgerLine, Upstream? Staff)
    {
        /// <summary>The file that was measured before there was a price; null where none was.</summary>
        public StoredSource? Source { get; init; }

        /// <summary>False when what was recorded does not lead to the price: something to report, never to hide.</summary>
        public bool Agrees => Rounded == Job.Price;
    }

    /// <summary>One job of the current tenant and mode. Another tenant's is answered like an unknown one.</summary>
    public async Task<Result<Answer>> RunAsync(Guid jobId, CancellationToken ct)
    {
        var job = await JobViews.Of(db, db.Set<Job>().AsNoTracking().Where(job => job.Id == jobId)).SingleOrDefaultAsync(ct);
        if (job is null)
        {
            return Refusals.UnknownTask;
        }

        var book = await prices.FindAsync(job.BookNumber, ct) ?? throw new InvalidOperationException($"Price book {job.BookNumber} of job {jobId:n} is gone.");
        return Explain(job, PriceBasis.Read(job.PriceBasis), book.Terms, await charges.RunAsync(jobId, ct));
    }

    private Answer Explain(JobView job, PriceBasis basis, PriceTerms terms, long? ledgerLine)
    {
        var (markup, costs) = (new Markup(basis.MarkupThousandths), basis.CostLines);
        var own = (basis.FixedPrices ?? []).ToDictionary(line => line.Row, line => new Credits(line.UnitMicroCredits), StringComparer.Ordinal);
        var lines = costs.Select(line => own.TryGetValue(line.RowId, out var price)
            ? new Line(line.RowId, line.Unit, line.Quantity, price.ToDecimal(), IsFixed: true)
            : new Line(line.RowId, line.Unit, line.Quantity, InCredits(terms, line.UnitPrice, markup), IsFixed: false)).ToList();
        var multiplied = costs.Where(line => !own.ContainsKey(line.RowId)).Aggregate(default(KieCredits), (sum, line) => sum + line.Cost);
        var fixedPart = costs.Where(line => own.ContainsKey(line.RowId)).Aggregate(Credits.Zero, (sum, line) => sum + new Credits(checked(own[line.RowId].Micros * line.Quantity)));
        return new Answer(
            job,
            lines,
            Enum.Parse<MarkupLevel>(basis.MarkupLevel),
            terms,
            lines.Sum(line => line.Sum),
            multiplied.Micros == 0 && !fixedPart.IsPositive ? Credits.Zero : terms.PriceOf(multiplied, markup, fixedPart),
            ledgerLine,
            db.Actor.IsPlatform ? new Upstream(costs, multiplied, new KieCredits(basis.KieMicroCredits), markup) : null)
        {
            Source = basis.Source,
        };
    }

    private static decimal InCredits(PriceTerms terms, KieCredits cost, Markup markup) =>
        cost.ToDecimal() * terms.KieCreditMicroDollars * markup.Thousandths / (1000m * terms.FaceValueMicroDollars);
}
