using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Tests.Catalog;

public sealed class ExchangeRateTests(PricingHouse house) : IClassFixture<PricingHouse>
{
    private static readonly Currency Ruble = new("rub");
    private static readonly DateOnly March = new(2026, 3, 1);

    [Fact]
    public async Task The_rate_of_the_day_counts_and_of_two_for_one_day_the_later_one()
    {
        await SetAsync("rub", March, 80.5m);
        await SetAsync("RUB", March.AddDays(10), 90m);
        await SetAsync("rub", March.AddDays(10), 91.25m);
        var rates = new RateTable(await house.AsStaffAsync((ListExchangeRates list) => list.RunAsync(CancellationToken.None)));

        CurrencyValue? On(int days) => rates.ValueOf(new Credits(12_400_000), PriceTerms.Standard, Ruble, March.AddDays(days));
        Assert.Null(On(-1));
        Assert.Equal(new CurrencyValue(9.982m, Ruble, March), On(9));
        Assert.Equal(new CurrencyValue(11.315m, Ruble, March.AddDays(10)), On(10));
        Assert.Equal(new CurrencyValue(0.124m, Currency.Usd, null), rates.ValueOf(new Credits(12_400_000), PriceTerms.Standard, Currency.Usd, March));
        Assert.Equal([Currency.Usd], rates.CurrenciesOn(March.AddDays(-1)));
        Assert.Equal([Currency.Usd, Ruble], rates.CurrenciesOn(March));
    }

    [Theory]
    [InlineData("usd", 90, "currency")]
    [InlineData("ruble", 90, "currency")]
    [InlineData("rub", 0, "rate")]
    [InlineData("rub", -90, "rate")]
    [InlineData("rub", 0.0000001, "rate")]
    public async Task What_is_no_rate_is_refused(string currency, double rate, string field) =>
        Assert.Equal(field, (await SetAsync(currency, March, (decimal)rate)).Refusal!.Field);

    [Fact]
    public async Task A_workspace_chooses_among_currencies_with_a_rate()
    {
        var tenant = await house.OpenWorkspaceAsync();
        await SetAsync("eur", March.AddDays(90), 0.9m);

        Assert.Equal(Currency.Usd, await CurrencyOfAsync(tenant));
        Assert.Equal("catalog.currency-without-rate", (await ChooseAsync(tenant, "chf")).Refusal!.Code);
        Assert.Equal(RefusalKind.Forbidden, (await ChooseAsync(tenant, "eur", Role.Developer)).Refusal!.Kind);
        Assert.True((await ChooseAsync(tenant, "EUR")).Succeeded);

        for (var i = 0; i < 200 && await CurrencyOfAsync(tenant) != new Currency("eur"); i++)
        {
            await Task.Delay(10);
        }

        Assert.Equal(new Currency("eur"), await CurrencyOfAsync(tenant));
    }

    private Task<Result<bool>> SetAsync(string currency, DateOnly from, decimal rate) =>
        house.AsStaffAsync((SetExchangeRate set) => set.RunAsync(new(currency, from, rate), CancellationToken.None));

    private Task<Result<bool>> ChooseAsync(TenantId tenant, string code, Role role = Role.Owner) =>
        house.AsMemberAsync(tenant, (ChooseCurrency choose) => choose.RunAsync(code, CancellationToken.None), role);

    private Task<Currency> CurrencyOfAsync(TenantId tenant) => house.AsPlatformAsync((TenantCurrencies currencies) => currencies.OfAsync(tenant, CancellationToken.None).AsTask());
}
