using KieSaaS.Billing.Purchases;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing;

/// <summary>
/// What became of an order of the current tenant, in either mode, from our own books. The buyer's page asks with a look at the
/// provider, so that a notice that is late or lost holds nobody up.
/// </summary>
public sealed class CheckOrder(AppDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>The order as it is, and the provider is asked about an unpaid one soon after. Refuses another tenant's order as unknown.</summary>
    public async Task<Result<OrderView>> RunAsync(Guid orderId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await Mine(orderId).SingleOrDefaultAsync(ct) is not { } order)
        {
            return BillingRefusals.OrderNotFound;
        }

        // A page of the other mode looks and touches nothing.
        if (order.IsOpen && order.Mode == db.Actor.Mode && (order.CheckedAt is not { } last || now - last >= Pause))
        {
            order.CheckedAt = now;
            db.Enqueue(new FulfilOrder(order.Id, null), now);
            await db.SaveChangesAsync(ct);
        }

        return order.ToView(now);
    }

    /// <summary>The order as it is; nobody is asked. For a page that is told when it changes.</summary>
    public async Task<Result<OrderView>> ReadAsync(Guid orderId, CancellationToken ct) =>
        await Mine(orderId).AsNoTracking().SingleOrDefaultAsync(ct) is { } order ? order.ToView(clock.GetUtcNow()) : BillingRefusals.OrderNotFound;

    private IQueryable<Order> Mine(Guid orderId) => db.Set<Order>().InBothModes().Where(o => o.Id == orderId);
}
