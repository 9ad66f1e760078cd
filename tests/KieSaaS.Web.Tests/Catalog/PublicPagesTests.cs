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

    [Fact]
    public async Task An_unknown_model_is_not_found()
    {
        var answer = await host.Client().GetAsync("/models/no-such-model");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Many_requests_cost_exactly_so_many_times_one()
    {
        var page = await host.Client().GetStringAsync("/prices?model=nano-banana&n=250");

        Assert.Contains("1,000.0 credits", page, StringComparison.Ordinal);
        Assert.Contains("4.0 credits each", page, StringComparison.Ordinal);
    }
}
