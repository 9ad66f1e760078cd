using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>
/// Attempts of which nobody knows whether the provider got them: still being verified, or given up when their window ended.
/// Newest first, a page at a time. For staff: asked on the platform's login.
/// </summary>
public sealed class ListLostAttempts(AppDbContext db)
{
    private const int PageSize = 50;

    /// <summary>An attempt.</summary>
    /// <param name="Id">Its identity, ordered by time.</param>
    /// <param name="JobId">The job.</param>
    /// <param name="Tenant">Whose.</param>
    /// <param name="Mode">Live or test.</param>
    /// <param name="EntryKey">The model.</param>
    /// <param name="Price">What was held for the job.</param>
    /// <param name="Provider">"kie" or "sandbox".</param>
    /// <param name="Number">The job's first, second … attempt.</param>
    /// <param name="IsGivenUp">True when its window ended without a sign; false while it is verified.</param>
    /// <param name="StartedAt">When the call went out (UTC).</param>
    /// <param name="VerifyUntil">When its window ends (UTC).</param>
    /// <param name="Error">What went wrong on the way.</param>
    public sealed record Line(
        Guid Id, Guid JobId, TenantId Tenant, Mode Mode, string EntryKey, Credits Price, string Provider, int Number, bool IsGivenUp,
        DateTimeOffset StartedAt, DateTimeOffset? VerifyUntil, string? Error);

    /// <summary>A page, and the attempt to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<Line> Attempts, Guid? Next);

    /// <summary>Attempts before one (from the newest when null).</summary>
    public async Task<Page> RunAsync(Guid? before, CancellationToken ct)
    {
        var lost = db.Set<Attempt>().AcrossTenants().AsNoTracking().Where(a => a.State == AttemptState.Unknown || a.State == AttemptState.Lost);
        if (before is { } last)
        {
            lost = lost.Where(a => a.Id < last);
        }

        var lines = await lost.OrderByDescending(a => a.Id).Take(PageSize + 1)
            .Join(db.Set<Job>().AcrossTenants(), a => a.JobId, j => j.Id, (a, j) => new { a, j })
            .OrderByDescending(row => row.a.Id)
            .Select(row => new Line(
                row.a.Id, row.a.JobId, row.a.TenantId, row.a.Mode, row.j.EntryKey, row.j.Price, row.a.Provider, row.a.Number,
                row.a.State == AttemptState.Lost, row.a.StartedAt, row.a.VerifyUntil, row.a.Error))
            .ToListAsync(ct);
        return lines.Count > PageSize ? new Page(lines[..PageSize], lines[PageSize - 1].Id) : new Page(lines, null);
    }
}
