using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>A price book as an event: what it takes the place of and when.</summary>
/// <param name="Book">The book with its entries.</param>
/// <param name="Former">The book that would be in force at that time without it.</param>
/// <param name="EffectiveAt">From when it counts (UTC).</param>
/// <param name="IsWithdrawn">True when a later one took its place before its time came.</param>
/// <param name="Withdrew">The numbers of the scheduled books whose place it took itself.</param>
public sealed record Publication(PricedBook Book, PricedBook Former, DateTimeOffset EffectiveAt, bool IsWithdrawn, IReadOnlyList<int> Withdrew);

/// <summary>Finds what a published book changed.</summary>
public sealed class FindPublication(AppDbContext db, Catalogue catalogue)
{
    /// <summary>By number; null when there is none such, or none before it.</summary>
    public async Task<Publication?> RunAsync(int number, CancellationToken ct)
    {
        if (await PriceBooks.FindAsync(db, number, ct) is not { } row)
        {
            return null;
        }

        var books = db.Set<PriceBookRow>().AsNoTracking();
        var former = await books.Where(book => book.Number < number && book.EffectiveAt <= row.EffectiveAt).OrderByDescending(book => book.Number).FirstOrDefaultAsync(ct);
        if (former is null)
        {
            return null;
        }

        var entries = await StoredEntries.ReadAsync(db, catalogue.File, ct);
        return new Publication(
            new PricedBook(PriceBookContent.Read(row), await entries.UnderAsync(number, ct)),
            new PricedBook(PriceBookContent.Read(former), await entries.UnderAsync(former.Number, ct)),
            row.EffectiveAt,
            await books.AnyAsync(book => book.Number > number && book.EffectiveAt < row.EffectiveAt, ct),
            await books.Where(book => book.Number < number && book.EffectiveAt > row.EffectiveAt).Select(book => book.Number).ToListAsync(ct));
    }
}
