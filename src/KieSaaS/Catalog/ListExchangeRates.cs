using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Every exchange rate that was ever set, the latest first.</summary>
public sealed class ListExchangeRates(AppDbContext db)
{
    private const decimal Millionths = 1_000_000m;

    /// <summary>Reads them.</summary>
    public async Task<IReadOnlyList<ExchangeRate>> RunAsync(CancellationToken ct) => await ReadAsync(db, ct);

    internal static async Task<List<ExchangeRate>> ReadAsync(AppDbContext db, CancellationToken ct)
    {
        var rows = await db.Set<ExchangeRateRow>().AsNoTracking().OrderByDescending(rate => rate.ValidFrom).ThenByDescending(rate => rate.Id).ToListAsync(ct);
        return rows.ConvertAll(rate => new ExchangeRate(rate.Currency, rate.ValidFrom, rate.MicrosPerDollar / Millionths, rate.SetAt, rate.SetBy));
    }
}
