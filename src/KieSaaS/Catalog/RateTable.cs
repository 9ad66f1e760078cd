using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>About how much credits are worth in a currency. Nobody is charged this: credits are.</summary>
/// <param name="Amount">In units of the currency, rounded to its millionth.</param>
/// <param name="Currency">The currency.</param>
/// <param name="RateFrom">Since when its rate holds; null for US dollars, which need none.</param>
public sealed record CurrencyValue(decimal Amount, Currency Currency, DateOnly? RateFrom);

/// <summary>A rate that staff set.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="ValidFrom">The first day (UTC).</param>
/// <param name="PerDollar">Units of the currency for one US dollar.</param>
/// <param name="SetAt">When it was set (UTC).</param>
/// <param name="SetBy">By whom.</param>
public sealed record ExchangeRate(Currency Currency, DateOnly ValidFrom, decimal PerDollar, DateTimeOffset SetAt, string SetBy);

/// <summary>All exchange rates by day. Immutable.</summary>
public sealed class RateTable
{
    private const decimal Millionths = 1_000_000m;
    private const int Decimals = 6;

    private readonly ILookup<Currency, ExchangeRate> _rates;

    /// <summary>Takes rates in any order; of two for one day the one set later counts.</summary>
    public RateTable(IEnumerable<ExchangeRate> rates) =>
        _rates = rates.OrderByDescending(rate => rate.ValidFrom).ThenByDescending(rate => rate.SetAt).ToLookup(rate => rate.Currency);

    /// <summary>US dollars, and every currency that has a rate on a day, by code.</summary>
    public IReadOnlyList<Currency> CurrenciesOn(DateOnly day) =>
        [Currency.Usd, .. _rates.Select(rates => rates.Key).Where(currency => Find(currency, day) is not null).OrderBy(currency => currency.Code, StringComparer.Ordinal)];

    /// <summary>The rate of a currency on a day; null when there is none, and for US dollars.</summary>
    public ExchangeRate? Find(Currency currency, DateOnly day) => _rates[currency].FirstOrDefault(rate => rate.ValidFrom <= day);

    /// <summary>What credits are worth on a day; null when the currency has no rate then.</summary>
    /// <exception cref="OverflowException">The amount does not fit.</exception>
    public CurrencyValue? ValueOf(Credits credits, PriceTerms terms, Currency currency, DateOnly day)
    {
        var dollars = credits.ToDecimal() * terms.FaceValueMicroDollars / Millionths;
        if (currency == Currency.Usd)
        {
            return new CurrencyValue(Rounded(dollars), currency, null);
        }

        return Find(currency, day) is { } rate ? new CurrencyValue(Rounded(dollars * rate.PerDollar), currency, rate.ValidFrom) : null;
    }

    private static decimal Rounded(decimal amount) => Math.Round(amount, Decimals, MidpointRounding.AwayFromZero);
}
