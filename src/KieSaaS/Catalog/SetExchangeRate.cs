using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Catalog;

/// <summary>Says what a US dollar is worth in a currency from a day on. Changes what prices are shown to be worth, never a price.</summary>
public sealed class SetExchangeRate(AppDbContext db, TimeProvider clock)
{
    private const decimal Largest = 1_000_000m, Millionths = 1_000_000m;

    /// <summary>A rate.</summary>
    /// <param name="Currency">The code: "rub".</param>
    /// <param name="ValidFrom">The first day (UTC).</param>
    /// <param name="PerDollar">Units of the currency for one US dollar, at most six decimals.</param>
    public sealed record Command(string Currency, DateOnly ValidFrom, decimal PerDollar);

    /// <summary>True, or what is wrong.</summary>
    public async Task<Result<bool>> RunAsync(Command command, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        if (command.Currency.Trim() is not { Length: 3 } code || !code.All(char.IsAsciiLetter) || new Currency(code) == Currency.Usd)
        {
            return new Refusal(RefusalKind.Invalid, "catalog.currency-wrong", "The currency must be a three-letter code other than USD.").For("currency");
        }

        var micros = command.PerDollar * Millionths;
        if (command.PerDollar is <= 0 or > Largest || micros != decimal.Truncate(micros))
        {
            return new Refusal(RefusalKind.Invalid, "catalog.rate-out-of-range", "The rate must be above 0 and at most 1,000,000, with at most six decimals.").For("rate");
        }

        var now = clock.GetUtcNow();
        var row = new ExchangeRateRow
        {
            Id = Guid.CreateVersion7(now),
            Currency = new Currency(code),
            ValidFrom = command.ValidFrom,
            MicrosPerDollar = (long)micros,
            SetAt = now,
            SetBy = db.Actor.Name,
        };
        db.Add(row);
        db.Audit(now, "exchange-rate.set", row.Currency.ToString(), new { row.ValidFrom, command.PerDollar });
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        await Signals.SendAsync(db, ExchangeRates.Topic, "", ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
