using KieSaaS.Data;

namespace KieSaaS.Catalog;

/// <summary>Every model with its cost, markup, price and margin under the book in force, read from the database and not from a cache.</summary>
public sealed class ReadPricing(AppDbContext db, Catalogue catalogue, TimeProvider clock)
{
    /// <summary>The whole price list and the book it comes from.</summary>
    /// <param name="Book">In force.</param>
    /// <param name="Entries">In the catalogue's order.</param>
    /// <param name="Scheduled">When the next book comes into force; null when none is scheduled.</param>
    public sealed record Answer(PriceBook Book, IReadOnlyList<EntryPricing> Entries, DateTimeOffset? Scheduled);

    /// <summary>In the catalogue's order.</summary>
    public async Task<Answer> RunAsync(CancellationToken ct)
    {
        var rows = await PriceBooks.FromInForceAsync(db, clock.GetUtcNow(), ct);
        var book = PriceBookContent.Read(rows[0]);
        return new Answer(book, [.. catalogue.Entries.Select(entry => EntryPricing.Of(entry, book))], rows.Count > 1 ? rows[1].EffectiveAt : null);
    }

    /// <summary>The book in force.</summary>
    internal static async Task<PriceBook> InForceAsync(AppDbContext db, DateTimeOffset now, CancellationToken ct) =>
        PriceBookContent.Read((await PriceBooks.FromInForceAsync(db, now, ct))[0]);
}
