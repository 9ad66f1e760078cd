using Bunit;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Web.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Catalog;

public sealed class ModelFactsTests
{
    private static readonly Catalogue Catalogue = Catalogue.LoadStarter();

    private static readonly CatalogueEntry Entry = Catalogue.Find("nano-banana")!;

    [Theory]
    [InlineData(5, Pace.Fast)]
    [InlineData(15, Pace.Fast)]
    [InlineData(16, Pace.Medium)]
    [InlineData(60, Pace.Medium)]
    [InlineData(61, Pace.Slow)]
    public void A_word_says_how_fast_a_model_is(int seconds, Pace pace) => Assert.Equal(pace, new ModelSpeed(TimeSpan.FromSeconds(seconds), null).Pace);

    [Fact]
    public async Task What_was_measured_stands_in_place_of_the_estimate()
    {
        await using var browser = new BunitContext();
        browser.Services.AddLogging().AddLocalization().AddSingleton(Catalogue);

        var measured = Show(browser, new MeasuredSpeed(1234, TimeSpan.FromSeconds(33), TimeSpan.FromSeconds(120)));
        var expected = Show(browser, null);

        Assert.Contains("about 33 seconds; nine of ten: about 2 minutes", measured, StringComparison.Ordinal);
        Assert.Contains("medium", measured, StringComparison.Ordinal);
        Assert.Contains("measured on 1,234 runs of the last 30 days", measured, StringComparison.Ordinal);
        Assert.Contains("about 4 seconds", expected, StringComparison.Ordinal);
        Assert.Contains("an estimate until enough runs are measured", expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_continues_and_that_its_result_is_a_text_is_said()
    {
        await using var browser = new BunitContext();
        browser.Services.AddLogging().AddLocalization().AddSingleton(Catalogue);
        var entry = Catalogue.Find("suno-timestamped-lyrics")!;

        var facts = browser.Render<ModelFacts>(parameters => parameters.Add(facts => facts.Entry, entry).Add(facts => facts.Speed, ModelSpeed.Of(entry, null)));

        Assert.Equal(Catalogue.Entries.Where(model => entry.Continues!.From.Contains(model.Key)).Select(model => "/models/" + model.Key), facts.FindAll("dd a").Select(link => link.GetAttribute("href")));
        Assert.Contains("a text or data, in resultObject", facts.Markup, StringComparison.Ordinal);
    }

    private static string Show(BunitContext browser, MeasuredSpeed? measured) => browser.Render<ModelFacts>(parameters => parameters
        .Add(facts => facts.Entry, Entry)
        .Add(facts => facts.Speed, ModelSpeed.Of(Entry, measured))).Find("dl").TextContent;
}
