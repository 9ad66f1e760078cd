using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Work;

/// <summary>Work that failed too often and waits for a person, newest first, a page at a time. For staff: asked on the platform's login.</summary>
public sealed class ListDeadWork(AppDbContext db)
{
    private const int PageSize = 50;

    /// <summary>A dead item.</summary>
    /// <param name="Id">Its identity, ordered by when it was asked for.</param>
    /// <param name="Kind">The kind of work.</param>
    /// <param name="Payload">The work as JSON.</param>
    /// <param name="Tenant">The tenant it serves; null for the platform's own.</param>
    /// <param name="Mode">Live or test.</param>
    /// <param name="Attempts">How often it was tried.</param>
    /// <param name="CreatedAt">When it was asked for (UTC).</param>
    /// <param name="DeadAt">When it was given up (UTC).</param>
    /// <param name="Error">Why it failed last.</param>
    public sealed record Item(
        Guid Id, string Kind, string Payload, TenantId? Tenant, Mode Mode, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset DeadAt, string? Error);

    /// <summary>A page, and the item to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<Item> Items, Guid? Next);

    /// <summary>Items before one (from the newest when null).</summary>
    public async Task<Page> RunAsync(Guid? before, CancellationToken ct)
    {
        var dead = Dead();
        if (before is { } last)
        {
            dead = dead.Where(item => item.Id < last);
        }

        var items = await Items(dead.OrderByDescending(item => item.Id).Take(PageSize + 1)).ToListAsync(ct);
        return items.Count > PageSize ? new Page(items[..PageSize], items[PageSize - 1].Id) : new Page(items, null);
    }

    /// <summary>One dead item, or null when it is not dead or not there any more.</summary>
    public Task<Item?> FindAsync(Guid id, CancellationToken ct) => Items(Dead().Where(item => item.Id == id)).SingleOrDefaultAsync(ct);

    private IQueryable<WorkItem> Dead() => db.Set<WorkItem>().AsNoTracking().Where(item => item.DeadAt != null);

    private static IQueryable<Item> Items(IQueryable<WorkItem> rows) => rows.Select(item => new Item(
        item.Id, item.Kind, item.Payload, item.TenantId, item.Mode, item.Attempts, item.CreatedAt, item.DeadAt!.Value, item.LastError));
}
