using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Publishes book 1 (twice the upstream cost) in a new installation, so that there is always a price in force.</summary>
public sealed class PublishFirstPrices(AppDbContext db, TimeProvider clock)
{
    /// <summary>Does nothing when a book was published before, by whichever node.</summary>
    public Task RunAsync(CancellationToken ct)
    {
        var (content, now) = (PriceBookContent.Write(PriceRules.Standard), clock.GetUtcNow());
        return db.Database.ExecuteSqlAsync($"""
            insert into catalog_price_books (number, content, published_at, published_by, reason, effective_at)
            values (1, {content}, {now}, 'installation', 'The first prices of this installation', {now})
            on conflict do nothing
            """, ct);
    }
}
