using KieSaaS.Data;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing.Purchases;

/// <summary>Finds what notices did not tell: events since the last look, and orders that have been open for a while.</summary>
internal sealed record ReconcileOrders : IWork
{
    public static string Kind => "billing.reconcile-orders";
}

/// <summary>With notices switched off, a payment is found within one period; after an outage, everything since the last look is.</summary>
internal sealed class ReconcileOrdersHandler(AppDbContext db, IPayments payments, Notices notices, TimeProvider clock) : IWorkHandler<ReconcileOrders>
{
    // An event may be listed a little after the time it bears; what is read twice counts once.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2), Overlap = TimeSpan.FromMinutes(10), FirstLook = TimeSpan.FromDays(1);

    private const int Most = 1_000;

    public async Task<WorkOutcome> RunAsync(ReconcileOrders work, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await AskAboutOpenOrdersAsync(now, ct);

        var checkpoint = await db.Set<StripeCheckpoint>().SingleOrDefaultAsync(c => c.Name == StripeCheckpoint.Events, ct);
        await foreach (var notice in payments.ListNoticesAsync(Notices.Kinds, (checkpoint?.ReadUntil ?? now - FirstLook) - Overlap, ct))
        {
            await notices.KeepAsync(notice, body: null, ct);
        }

        // Only now: had the reading failed half-way, the next look would begin where this one did.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into billing_stripe_checkpoints (name, read_until) values ({StripeCheckpoint.Events}, {now})
            on conflict (name) do update set read_until = greatest(billing_stripe_checkpoints.read_until, excluded.read_until)
            """,
            ct);
        return WorkOutcome.Done;
    }

    private async Task AskAboutOpenOrdersAsync(DateTimeOffset now, CancellationToken ct)
    {
        var before = now - Grace;
        var open = await db.Set<Order>().AcrossTenants()
            .Where(o => (o.State == OrderState.Created || o.State == OrderState.AwaitingPayment || o.State == OrderState.Processing) && o.CreatedAt < before)
            .OrderBy(o => o.CreatedAt)
            .Take(Most)
            .Select(o => o.Id)
            .ToListAsync(ct);
        foreach (var id in open)
        {
            db.Enqueue(new FulfilOrder(id, null), now);
        }

        await db.SaveChangesAsync(ct);
    }
}
