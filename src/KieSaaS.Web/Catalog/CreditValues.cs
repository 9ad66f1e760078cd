using System.Globalization;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Web.Shell.Text;

namespace KieSaaS.Web.Catalog;

/// <summary>Says what credits are worth in a currency that the reader knows.</summary>
internal sealed class CreditValues(ExchangeRates rates, TenantCurrencies currencies, PricesInForce prices, TimeProvider clock)
{
    private static readonly Currency Ruble = new("rub");

    /// <summary>
    /// In the currency that was asked for, else in the tenant's, else in the one of the reader's language; in US dollars where that
    /// has no rate today.
    /// </summary>
    public async ValueTask<ShownValues> ForAsync(TenantId? tenant, string? asked, CancellationToken ct)
    {
        var (table, terms, today) = (await rates.GetAsync(ct), (await prices.GetAsync(ct)).Terms, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var own = tenant is { } one ? await currencies.OfAsync(one, ct) : Languages.Current.Code == "ru" ? Ruble : Currency.Usd;
        var choices = table.CurrenciesOn(today);
        var named = choices.Where(currency => string.Equals(currency.Code, asked, StringComparison.OrdinalIgnoreCase)).ToList();
        return new ShownValues(table, terms, named is [var chosen] ? chosen : choices.Contains(own) ? own : Currency.Usd, today);
    }
}

/// <summary>Credits in one currency on one day.</summary>
public sealed record ShownValues(RateTable Rates, PriceTerms Terms, Currency Currency, DateOnly Day)
{
    private const char NoBreakSpace = '\u00a0';

    /// <summary>Before any rate has come.</summary>
    public static ShownValues None { get; } = new(new RateTable([]), PriceTerms.Standard, Currency.Usd, default);

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<Currency> Choices => Rates.CurrenciesOn(Day);

    /// <summary>"≈ 9.98 RUB"; small amounts with as many decimals as say something.</summary>
    public string Of(Credits credits)
    {
        var amount = Rates.ValueOf(credits, Terms, Currency, Day)?.Amount ?? 0;
        var decimals = amount >= 1 || amount == 0 ? "N" + Currency.Exponent.ToString(CultureInfo.InvariantCulture) : "0.00####";
        return $"≈{NoBreakSpace}{amount.ToString(decimals, CultureInfo.CurrentCulture)}{NoBreakSpace}{Currency}";
    }
}
