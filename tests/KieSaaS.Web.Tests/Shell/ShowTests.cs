using System.Globalization;
using KieSaaS.Kernel;
using KieSaaS.Web.Catalog;
using KieSaaS.Web.Shell.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Tests.Shell;

public sealed class ShowTests
{
    [Theory]
    [InlineData("en", 125_000, "usd", "1,250.00\u00a0USD")]
    [InlineData("en", 125_000, "jpy", "125,000\u00a0JPY")]
    [InlineData("en", 1_250_000, "kwd", "1,250.000\u00a0KWD")]
    [InlineData("en", -50, "eur", "-0.50\u00a0EUR")]
    [InlineData("ru", 125_000, "rub", "1\u00a0250,00\u00a0RUB")]
    [InlineData("ru", 125_000, "jpy", "125\u00a0000\u00a0JPY")]
    [InlineData("ru", 1_250_000, "kwd", "1\u00a0250,000\u00a0KWD")]
    public void Money_has_its_currency_s_decimals_and_never_breaks(string culture, long minor, string currency, string expected)
    {
        In(culture, () => Assert.Equal(expected, Show.Money(new Money(minor, new Currency(currency)))));
    }

    [Theory]
    [InlineData("en", 1_234_567_890, "1,234.6", "1,234.56789")]
    [InlineData("ru", 1_234_567_890, "1\u00a0234,6", "1\u00a0234,56789")]
    [InlineData("en", 380_000_000, "380.0", "380.0")]
    [InlineData("en", 0, "0.0", "0.0")]
    [InlineData("en", 1, "<\u00a00.1", "0.000001")]
    [InlineData("ru", -30_000, ">\u00a0-0,1", "-0,03")]
    public void Credits_have_one_decimal_and_the_exact_amount_beside(string culture, long micros, string shown, string exact)
    {
        In(culture, () =>
        {
            Assert.Equal(shown, Show.Credits(new Credits(micros)));
            Assert.Equal(exact, Show.ExactCredits(new Credits(micros)));
        });
    }

    [Theory]
    [InlineData("en", 1, "about 1 second")]
    [InlineData("en", 89, "about 89 seconds")]
    [InlineData("en", 90, "about 2 minutes")]
    [InlineData("en", 200, "about 3 minutes")]
    [InlineData("ru", 40, "около 40 секунд")]
    [InlineData("ru", 200, "около 3 минут")]
    [InlineData("ru", 1260, "около 21 минуты")]
    public void A_guessed_time_is_told_in_minutes_from_a_minute_and_a_half_on(string culture, int seconds, string expected)
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        In(culture, () => Assert.Equal(expected, services.GetRequiredService<IStringLocalizer<CatalogTexts>>().Duration(TimeSpan.FromSeconds(seconds))));
    }

    [Fact]
    public void An_exact_time_names_its_zone()
    {
        var time = new DateTimeOffset(2026, 11, 21, 8, 19, 46, TimeSpan.Zero);
        var zone = TimeZoneInfo.CreateCustomTimeZone("three", TimeSpan.FromHours(3), "three", "three");

        In("en", () =>
        {
            Assert.Equal("21 Nov 2026, 08:19:46 (UTC)", Show.ExactTime(time, TimeZoneInfo.Utc));
            Assert.Equal("21 Nov 2026, 11:19:46 (UTC+03:00)", Show.ExactTime(time, zone));
        });
    }

    private static void In(string culture, Action check)
    {
        var (before, wordsBefore) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            check();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, wordsBefore);
        }
    }
}
