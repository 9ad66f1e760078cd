using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Every model with its cost, markup, price and margin under the newest price book, read from the database and not from a cache.</summary>
public sealed class ReadPricing(AppDbContext db, Catalogue catalogue)
{
    /// <summary>The whole price list and the book it comes from.</summary>
    public sealed record Answer(PriceBook Book, IReadOnlyList<EntryPricing> Entries);

    /// <summary>In the catalogue's order.</summary>
    public async Task<Answer> RunAsync(CancellationToken ct)
    {
        var book = await NewestBookAsync(db, ct);
        return new Answer(book, [.. catalogue.Entries.Select(entry => EntryPricing.Of(entry, book))]);
    }

    /// <summary>The newest book; changes are made against it.</summary>
    internal static async Task<PriceBook> NewestBookAsync(AppDbContext db, CancellationToken ct)
    {
        var row = await db.Set<PriceBookRow>().AsNoTracking().OrderByDescending(book => book.Number).FirstAsync(ct);
        return PriceBookContent.Read(row.Number, row.Content);
    }
}
