using System.Data;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>
/// The current tenant's statement of a month, closed or running. The ledger line decides to which month a delivered job belongs,
/// because the ledger's time never runs backwards; a failed job has no line and belongs to the month in which it ended.
/// </summary>
public sealed class ReadStatement(AppDbContext db, SumLedger ledger, JobsOfPeriod jobs, Catalogue catalogue, TimeProvider clock)
{
    // A movement that was dated in the last moment of a month may be committed in the first moments of the next.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    // In the order in which people add up. The balance itself is what they add up to.
    private static readonly LedgerAccount[] Reasons =
    [
        LedgerAccount.Bought, LedgerAccount.Granted, LedgerAccount.Spent, LedgerAccount.Expired, LedgerAccount.Reversed, LedgerAccount.Withdrawn, LedgerAccount.Debt,
    ];

    private static readonly LedgerAccount[] AlwaysShown = [LedgerAccount.Bought, LedgerAccount.Granted, LedgerAccount.Spent];

    /// <summary>The statement; refused for a month before the workspace was opened or after the present one.</summary>
    /// <exception cref="StatementException">The figures do not agree: a wrong statement is never shown.</exception>
    public async Task<Result<Statement>> RunAsync(StatementMonth month, CancellationToken ct)
    {
        // One snapshot: a job that ends while we read is in all of the figures or in none.
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var now = clock.GetUtcNow();
        var tenant = await db.Set<Tenant>().AsNoTracking().SingleAsync(ct);
        if (month.Start > now || month.End <= tenant.CreatedAt)
        {
            return new Refusal(RefusalKind.NotFound, "reporting.no-such-statement", $"There is no statement of {month}: the workspace was opened in {StatementMonth.Of(tenant.CreatedAt)}.");
        }

        var period = await ledger.RunAsync(month.Start, month.End, ct);
        var ended = await jobs.RunAsync(period, month.Start, month.End, ct);
        var statement = Compose(month, tenant, now, period, ended);
        StatementCheck.Verify(statement, period, ended);
        return statement;
    }

    private Statement Compose(StatementMonth month, Tenant tenant, DateTimeOffset now, SumLedger.Period period, IReadOnlyList<EndedJob> ended) => new()
    {
        Tenant = tenant.TenantId,
        Workspace = tenant.Name,
        Mode = db.Actor.Mode,
        Language = tenant.Language,
        Month = month,
        IsToDate = now < month.End + Settling,
        MadeAt = now,
        Opening = period.Opening,
        Movements = [.. Reasons.Select(reason => MovementOf(reason, period)).OfType<StatementMovement>()],
        Closing = period.Closing,
        Models = ModelsOf(ended),
        SpentByDay = SpentByDay(month, period.Lines),
        Lines = [.. period.Lines.Select(Named)],
        MeanDuration = MeanDuration(ended),
    };

    // A job's line is noted with the catalogue's key; people know the model by its name.
    private SumLedger.Line Named(SumLedger.Line line) => line.Kind == LedgerKind.Capture ? line with { Note = NameOf(line.Note) } : line;

    private string NameOf(string entryKey) => catalogue.Find(entryKey)?.Name ?? entryKey;

    // What an account gained, the balance lost.
    private static StatementMovement? MovementOf(LedgerAccount reason, SumLedger.Period period)
    {
        var amount = -period.Accounts.GetValueOrDefault(reason);
        return amount != Credits.Zero || AlwaysShown.Contains(reason) ? new StatementMovement(reason, amount) : null;
    }

    private StatementModel[] ModelsOf(IReadOnlyList<EndedJob> ended) =>
    [
        .. ended.GroupBy(job => job.EntryKey)
            .Select(model => new StatementModel(
                NameOf(model.Key),
                model.Count(job => job.IsDelivered),
                model.Count(job => !job.IsDelivered),
                model.Aggregate(Credits.Zero, (sum, job) => sum + job.Cost)))
            .OrderByDescending(model => model.Spent).ThenBy(model => model.Name, StringComparer.Ordinal),
    ];

    private static Credits[] SpentByDay(StatementMonth month, IReadOnlyList<SumLedger.Line> lines)
    {
        var days = new Credits[month.Days];
        foreach (var line in lines.Where(line => line.Kind == LedgerKind.Capture))
        {
            days[line.PostedAt.UtcDateTime.Day - 1] -= line.Change;
        }

        return days;
    }

    private static TimeSpan? MeanDuration(IReadOnlyList<EndedJob> ended)
    {
        var delivered = ended.Where(job => job.IsDelivered).ToList();
        return delivered.Count > 0 ? TimeSpan.FromMilliseconds(delivered.Sum(job => job.DurationMilliseconds) / delivered.Count) : null;
    }
}
