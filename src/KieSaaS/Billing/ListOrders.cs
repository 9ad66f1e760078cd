using KieSaaS.Billing.Purchases;
using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing;

/// <summary>The current tenant's orders, newest first, a page at a time. In test mode there are none.</summary>
public sealed class ListOrders(AppDbContext db, TimeProvider clock)
{
    private const int PageSize = 20;

    /// <summary>A page, and the id to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<OrderView> Orders, Guid? Next);

    /// <summary>Orders before one (the newest when null).</summary>
    public async Task<Page> RunAsync(Guid? before, CancellationToken ct)
    {
        // Ids are made in the order of time.
        var orders = db.Set<Order>().AsNoTracking();
        if (before is { } last)
        {
            orders = orders.Where(o => o.Id.CompareTo(last) < 0);
        }

        var found = await orders.OrderByDescending(o => o.Id).Take(PageSize + 1).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var page = found.Take(PageSize).Select(o => o.ToView(now)).ToList();
        return new Page(page, found.Count > PageSize ? page[^1].Id : null);
    }
}
