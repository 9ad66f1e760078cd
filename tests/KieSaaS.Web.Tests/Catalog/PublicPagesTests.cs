using System.Net;
using KieSaaS.Catalog;
using KieSaaS.Web.Tests.Generation;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Catalog;

public sealed class PublicPagesTests(TenantHost host) : IClassFixture<TenantHost>
{
    [Fact]
    public async Task Every_model_is_listed_with_a_price_in_both_languages()
    {
        var english = await host.Client().GetStringAsync("/models");
        var russian = WebUtility.HtmlDecode(await host.Client(language: "ru").GetStringAsync("/models"));

        Assert.All(host.Services.GetRequiredService<Catalogue>().Entries, entry => Assert.Contains($"href=\"/models/{entry.Key}\"", english, StringComparison.Ordinal));
        Assert.Matches(@"from [\d.]+ credits per", english);
        Assert.Matches(@"от [\d,]+ кредита за", russian);
    }

    [Fact]
    public async Task Every_models_page_opens()
    {
        var browser = host.Client();
        foreach (var entry in host.Services.GetRequiredService<Catalogue>().Entries)
        {
            var answer = await browser.GetAsync("/models/" + entry.Key);

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{entry.Key}: {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("en", "There is no such model")]
    [InlineData("ru", "Такой модели нет")]
    public async Task An_unknown_model_is_not_found_and_its_page_says_what_to_do(string language, string title)
    {
        var answer = await host.Client(language: language).GetAsync("/models/no-such-model");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains("no-such-model", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/models\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retired_model_says_so_and_offers_no_run()
    {
        var retired = host.Services.GetRequiredService<Catalogue>().All.First(entry => entry.Offer == EntryOffer.Retired);

        var page = await host.Client().GetStringAsync("/models/" + retired.Key);

        Assert.Contains("Retired: runs with a test key only", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/app/studio?model=", page, StringComparison.Ordinal);
        Assert.Contains("data-example=\"create\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_neither_sold_nor_retired_has_no_page()
    {
        var off = host.Services.GetRequiredService<Catalogue>().All.First(entry => entry.Offer == EntryOffer.UnknownBeforehand);

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client().GetAsync("/models/" + off.Key)).StatusCode);
    }

    [Fact]
    public async Task A_page_shows_prices_with_their_value_and_the_limits_and_defaults_of_the_definition()
    {
        var page = WebUtility.HtmlDecode(await host.Client().GetStringAsync("/models/kling-2-6-text-to-video"));

        Assert.Matches(@"(?i:duration): 5.*?55\.0.*?≈\s0\.55\sUSD", page.ReplaceLineEndings(" "));
        Assert.Contains("Text to video", page, StringComparison.Ordinal);
        Assert.Contains("an estimate until enough runs are measured", page, StringComparison.Ordinal);
        Assert.Contains("slow", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_must_be_given_together_is_said()
    {
        var entry = host.Services.GetRequiredService<Catalogue>().Entries.First(entry => entry.Requirements.Length > 0);

        var page = WebUtility.HtmlDecode(await host.Client().GetStringAsync("/models/" + entry.Key));

        Assert.Matches(@"(Give|give) " + System.Text.RegularExpressions.Regex.Escape(string.Join(" or ", entry.Requirements[0].OneOf)), page);
    }

    [Theory]
    [InlineData("infinitalk-from-audio", "m.seconds=7", "at most 15 seconds", 7)]
    [InlineData("infinitalk-from-audio", "m.seconds=6.2", "a started second counts whole", 7)]
    [InlineData("qwen-image-to-image", "m.width=2000&m.height=1500", "at most 16 megapixels", 3)]
    public async Task What_follows_from_a_file_is_worked_out_for_a_length_or_size_of_ones_choice(string key, string measures, string limit, int units)
    {
        var entry = host.Services.GetRequiredService<Catalogue>().Find(key)!;
        var one = (await host.Services.GetRequiredService<PricesInForce>().GetAsync(CancellationToken.None)).UnitPrice(entry, entry.Prices[0]);

        var page = WebUtility.HtmlDecode(await host.Client().GetStringAsync($"/models/{key}?n=10&{measures}"));

        Assert.Contains($"{KieSaaS.Web.Shell.Text.Show.Credits(new KieSaaS.Kernel.Credits(one.Micros * units))} credits each", page, StringComparison.Ordinal);
        Assert.Contains(limit, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_length_that_a_model_does_not_take_has_no_price()
    {
        var page = WebUtility.HtmlDecode(await host.Client().GetStringAsync("/models/infinitalk-from-audio?m.seconds=16"));

        Assert.Contains("at most 15 are allowed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("credits each", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_requests_cost_exactly_so_many_times_one()
    {
        var page = await host.Client().GetStringAsync("/prices?model=nano-banana&n=250");

        Assert.Contains("1,000.0 credits", page, StringComparison.Ordinal);
        Assert.Contains("4.0 credits each", page, StringComparison.Ordinal);
    }
}
