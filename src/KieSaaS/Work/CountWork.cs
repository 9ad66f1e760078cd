using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Work;

/// <summary>How much of each kind of work waits, runs or needs a person. For staff: asked on the platform's login.</summary>
public sealed class CountWork(AppDbContext db, TimeProvider clock)
{
    /// <summary>How long after its time an item counts as late.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(1);

    /// <summary>The items of one kind.</summary>
    /// <param name="Kind">The kind of work.</param>
    /// <param name="Planned">Not due yet.</param>
    /// <param name="Due">Due, and no worker has it.</param>
    /// <param name="Late">The part of those that has been due for longer than <see cref="LateAfter"/>.</param>
    /// <param name="Running">A worker has it.</param>
    /// <param name="Dead">Failed too often: a person decides.</param>
    public sealed record Line(string Kind, int Planned, int Due, int Late, int Running, int Dead);

    /// <summary>One line for each kind that has items.</summary>
    public async Task<IReadOnlyList<Line>> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var late = now - LateAfter;
        return await db.Set<WorkItem>().AsNoTracking()
            .GroupBy(item => item.Kind)
            .OrderBy(kind => kind.Key)
            .Select(kind => new Line(
                kind.Key,
                kind.Count(item => item.DeadAt == null && item.LeaseId == null && item.DueAt > now),
                kind.Count(item => item.DeadAt == null && item.LeaseId == null && item.DueAt <= now),
                kind.Count(item => item.DeadAt == null && item.LeaseId == null && item.DueAt <= late),
                kind.Count(item => item.DeadAt == null && item.LeaseId != null),
                kind.Count(item => item.DeadAt != null)))
            .ToListAsync(ct);
    }

    /// <summary>How many items need a person.</summary>
    public Task<int> DeadAsync(CancellationToken ct) => db.Set<WorkItem>().CountAsync(item => item.DeadAt != null, ct);
}
