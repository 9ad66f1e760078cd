using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing.Purchases;

/// <summary>Waits for an order's row and reads it as it is then. Taken before the wallet, never after it.</summary>
internal static class OrderLock
{
    public static Task<Order?> TakeAsync(AppDbContext db, Guid id, CancellationToken ct) =>
        db.Set<Order>().FromSql($"select * from billing_orders where id = {id} for no key update").AcrossTenants().SingleOrDefaultAsync(ct);
}
