using KieSaaS.Kernel;

namespace KieSaaS.Tests.Kernel;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("jpy", 500, "500 JPY")]
    [InlineData("usd", 2500, "25.00 USD")]
    [InlineData("kwd", 12340, "12.340 KWD")]
    public void Each_currency_shows_its_own_decimals(string code, long minor, string text) =>
        Assert.Equal(text, new Money(minor, new Currency(code)).ToString());

    [Fact]
    public void Two_currencies_are_never_added() =>
        Assert.Throws<InvalidOperationException>(() => new Money(1, Currency.Usd) + new Money(1, new Currency("eur")));

    [Theory]
    [InlineData("us")]
    [InlineData("dollar")]
    [InlineData("u$d")]
    public void A_code_that_is_not_a_currency_is_refused(string code) => Assert.Throws<ArgumentException>(() => new Currency(code));
}
