using System.Globalization;
using KieSaaS.Web.Shell.Text;

namespace KieSaaS.Web.Tests.Shell;

public sealed class PluralTests
{
    [Theory]
    [InlineData("0", PluralForm.Other, PluralForm.Many)]
    [InlineData("1", PluralForm.One, PluralForm.One)]
    [InlineData("2", PluralForm.Other, PluralForm.Few)]
    [InlineData("5", PluralForm.Other, PluralForm.Many)]
    [InlineData("11", PluralForm.Other, PluralForm.Many)]
    [InlineData("12", PluralForm.Other, PluralForm.Many)]
    [InlineData("21", PluralForm.Other, PluralForm.One)]
    [InlineData("22", PluralForm.Other, PluralForm.Few)]
    [InlineData("25", PluralForm.Other, PluralForm.Many)]
    [InlineData("101", PluralForm.Other, PluralForm.One)]
    [InlineData("111", PluralForm.Other, PluralForm.Many)]
    [InlineData("1.5", PluralForm.Other, PluralForm.Other)]
    [InlineData("1.0", PluralForm.Other, PluralForm.Other)]
    [InlineData("-1", PluralForm.One, PluralForm.One)]
    public void A_count_takes_the_form_of_its_language(string count, PluralForm english, PluralForm russian)
    {
        var number = decimal.Parse(count, CultureInfo.InvariantCulture);

        Assert.Equal(english, Plural.Of(number, CultureInfo.GetCultureInfo("en")));
        Assert.Equal(russian, Plural.Of(number, CultureInfo.GetCultureInfo("ru")));
    }
}
