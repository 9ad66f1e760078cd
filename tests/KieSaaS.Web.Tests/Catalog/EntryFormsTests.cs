using Bunit;
using KieSaaS.Catalog;
using KieSaaS.Web.Catalog;
using KieSaaS.Web.Generation.Studio;
using KieSaaS.Web.Shell.Text;
using KieSaaS.Web.Tests.Reporting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Catalog;

/// <summary>The parts of the catalogue's editor, drawn for every model that there is.</summary>
public sealed class EntryFormsTests(StaffHost host) : IClassFixture<StaffHost>
{
    private static readonly Catalogue Shipped = Catalogue.LoadStarter();

    [Fact]
    public async Task The_preview_has_a_field_for_every_parameter_and_none_can_be_filled_in()
    {
        await using var scope = host.Services.CreateAsyncScope();
        await using var browser = Browser(scope);
        foreach (var entry in Shipped.All)
        {
            var form = browser.Render<EntryPreview>(parameters => parameters.Add(preview => preview.Entry, entry));

            Assert.True(form.Find("fieldset").HasAttribute("disabled"));
            Assert.All(entry.Parameters, parameter => Assert.NotEmpty(form.FindAll("#" + ParameterField.IdOf(parameter.Name))));
        }
    }

    [Fact]
    public async Task Every_row_stands_with_its_price_and_one_more_waits_to_be_filled_in()
    {
        await using var scope = host.Services.CreateAsyncScope();
        await using var browser = Browser(scope);
        foreach (var entry in Shipped.All)
        {
            var seen = await SeenAsync(entry.Key);
            var form = browser.Render<EntryPricesForm>(parameters => parameters.Add(part => part.Seen, seen));

            var rows = form.FindAll("tbody tr");
            Assert.Equal(entry.Prices.Length + 1, rows.Count);
            for (var i = 0; i < entry.Prices.Length; i++)
            {
                Assert.Equal(entry.Prices[i].Price.ToString(), rows[i].QuerySelector($"#row-{i}-price")!.GetAttribute("value"));
                Assert.Contains(Show.Credits(seen.Book.UnitPrice(entry, entry.Prices[i])), rows[i].TextContent, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_row_and_with_the_json_stands_at_its_field()
    {
        await using var scope = host.Services.CreateAsyncScope();
        await using var browser = Browser(scope);
        var seen = await SeenAsync("nano-banana-pro");

        var rows = browser.Render<EntryPricesForm>(parameters => parameters.Add(part => part.Seen, seen).Add(part => part.Errors, [new("row-1-price", "No number.")]));
        var json = browser.Render<EntryDefinitionForm>(parameters => parameters.Add(part => part.Seen, seen).Add(part => part.Errors, [new("definition", "schema/type is wrong.")]));

        Assert.Equal("No number.", rows.Find("#row-1-error").TextContent.Trim());
        Assert.Equal(("true", "row-1-error"), (rows.Find("#row-1-price").GetAttribute("aria-invalid"), rows.Find("#row-1-price").GetAttribute("aria-describedby")));
        Assert.Null(rows.Find("#row-0-price").GetAttribute("aria-invalid"));
        Assert.Equal("schema/type is wrong.", json.Find("#definition-error").TextContent.Trim());
        Assert.Contains("\"schema\"", json.Find("#definition").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_shows_prices_in_kie_credits_and_what_is_missing_as_a_dash()
    {
        await using var scope = host.Services.CreateAsyncScope();
        await using var browser = Browser(scope);

        var cells = browser.Render<EntryChanges>(parameters => parameters
            .Add(part => part.Changes, [new("prices/0/kieMicroCredits", "2500000", "3000000"), new("sale", null, "\"off\"")])
            .Add(part => part.Label, "What changed")).FindAll("tbody td").Select(cell => cell.TextContent);

        Assert.Equal(["prices/0/kieMicroCredits", "2.5 Kie credits", "3 Kie credits", "sale", "–", "\"off\""], cells);
    }

    private async Task<ReadEntry.Answer> SeenAsync(string key) => (await host.AskAsync((ReadEntry read) => read.RunAsync(key, CancellationToken.None))).Value!;

    private static BunitContext Browser(AsyncServiceScope scope)
    {
        var browser = new BunitContext();
        browser.JSInterop.Mode = JSRuntimeMode.Loose;
        browser.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        browser.Renderer.SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        return browser;
    }
}
