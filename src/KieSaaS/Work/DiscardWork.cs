using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Work;

/// <summary>Gives up dead work for good, and what waited for it. The audit log keeps what it was and why.</summary>
public sealed class DiscardWork
{
    private const int LongestReason = 500;
    private readonly AppDbContext db;
    private readonly WorkRunner runner;
    private readonly TimeProvider clock;

    internal DiscardWork(AppDbContext db, WorkRunner runner, TimeProvider clock) => (this.db, this.runner, this.clock) = (db, runner, clock);

    /// <summary>The kind of the item that is gone. Refused without a reason, and when it is not dead (any more).</summary>
    public async Task<Result<string>> RunAsync(Guid id, string? reason, CancellationToken ct)
    {
        if (!db.Actor.MayAsStaff(Right.Operate))
        {
            return DeadWork.MayNotOperate;
        }

        if (reason?.Trim() is not { Length: >= 3 and <= LongestReason } why)
        {
            return new Refusal(RefusalKind.Invalid, "work.reason-missing", $"The reason must have 3 to {LongestReason} characters.") { Field = "reason" };
        }

        var item = await db.Set<WorkItem>().AsNoTracking().SingleOrDefaultAsync(work => work.Id == id && work.DeadAt != null, ct);
        if (item is null)
        {
            return DeadWork.NotDead;
        }

        // Before the item goes: whoever dies in between leaves it to be discarded again.
        await runner.GiveUpAsync(item, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Database.ExecuteSqlAsync($"delete from work_items where id = {id} and dead_at is not null", ct) == 0)
        {
            return DeadWork.NotDead;
        }

        db.Audit(clock.GetUtcNow(), "work.discarded", id.ToString(), new { item.Kind, item.Payload, item.LastError, reason = why }, item.TenantId);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return item.Kind;
    }
}
