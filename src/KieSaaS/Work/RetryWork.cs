using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Work;

/// <summary>Brings dead work back to life: it is due at once and has all its attempts again.</summary>
public sealed class RetryWork(AppDbContext db, TimeProvider clock)
{
    /// <summary>The kind of the item that will run again. Refused when it is not dead (any more).</summary>
    public async Task<Result<string>> RunAsync(Guid id, CancellationToken ct)
    {
        if (!db.Actor.MayAsStaff(Right.Operate))
        {
            return DeadWork.MayNotOperate;
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var item = await db.Set<WorkItem>().AsNoTracking().SingleOrDefaultAsync(work => work.Id == id && work.DeadAt != null, ct);

        // Guarded, because a worker may hold the item by the time a second click arrives.
        var changed = await db.Database.ExecuteSqlAsync(
            $"update work_items set dead_at = null, due_at = {now}, attempts = 0 where id = {id} and dead_at is not null", ct);
        if (item is null || changed == 0)
        {
            return DeadWork.NotDead;
        }

        db.Audit(now, "work.retried", id.ToString(), new { item.Kind, item.Payload, item.LastError }, item.TenantId);
        await db.SaveChangesAsync(ct);
        await Signals.SendAsync(db, WorkQueue.Topic, "", ct);
        await transaction.CommitAsync(ct);
        return item.Kind;
    }
}

/// <summary>The "no"s of both decisions on dead work.</summary>
internal static class DeadWork
{
    public static readonly Refusal MayNotOperate = new(RefusalKind.Forbidden, "work.may-not-operate", "Only staff with the role Operator can decide on dead work.");

    public static readonly Refusal NotDead = new(RefusalKind.Conflict, "work.not-dead", "This item is not dead any more: somebody has retried or discarded it.");
}
