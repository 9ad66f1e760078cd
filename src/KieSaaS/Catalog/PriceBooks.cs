using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Which book is which.</summary>
internal static class PriceBooks
{
    /// <summary>The newest book, in force or scheduled: changes are made against it.</summary>
    public static Task<PriceBookRow> NewestAsync(AppDbContext db, CancellationToken ct) =>
        db.Set<PriceBookRow>().AsNoTracking().OrderByDescending(book => book.Number).FirstAsync(ct);

    /// <summary>The book in force now, and those after it that wait for their time; by number. Empty when none was ever published.</summary>
    public static Task<List<PriceBookRow>> FromInForceAsync(AppDbContext db, DateTimeOffset now, CancellationToken ct) =>
        FromInForce(db, now).ToListAsync(ct);

    /// <summary>The same books by number, with their times alone.</summary>
    public static Task<List<Time>> TimesAsync(AppDbContext db, DateTimeOffset now, CancellationToken ct) =>
        FromInForce(db, now).Select(book => new Time(book.Number, book.EffectiveAt)).ToListAsync(ct);

    /// <summary>One book by its number; null when there is none such.</summary>
    public static Task<PriceBookRow?> FindAsync(AppDbContext db, int number, CancellationToken ct) =>
        db.Set<PriceBookRow>().AsNoTracking().SingleOrDefaultAsync(book => book.Number == number, ct);

    private static IQueryable<PriceBookRow> FromInForce(AppDbContext db, DateTimeOffset now) => db.Set<PriceBookRow>().AsNoTracking()
        .Where(book => book.Number >= db.Set<PriceBookRow>().Where(past => past.EffectiveAt <= now).Max(past => past.Number))
        .OrderBy(book => book.Number);

    /// <summary>From when a book is in force.</summary>
    internal sealed record Time(int Number, DateTimeOffset EffectiveAt);
}
