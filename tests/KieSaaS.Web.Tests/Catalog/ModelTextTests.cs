using System.Globalization;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Web.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Tests.Catalog;

public sealed class ModelTextTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void When_each_price_holds_is_said_in_words(string culture)
    {
        var texts = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<CatalogTexts>>();
        var book = PriceRules.Standard.ToBook(1);
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var shown = Catalogue.LoadStarter().OfferedIn(Mode.Test).SelectMany(entry => SalePrices.Of(book, entry).Select(price => $"{entry.Key}: {texts.When(price)}")).ToList();

            Assert.NotEmpty(shown);
            Assert.Equal([], shown.Where(words => words.Contains("fact.", StringComparison.Ordinal)));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
