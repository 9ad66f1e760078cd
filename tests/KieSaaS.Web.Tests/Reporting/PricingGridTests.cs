using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Web.Catalog;
using KieSaaS.Web.Shell.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace KieSaaS.Web.Tests.Reporting;

/// <summary>The grid's table by itself: what each row says, and what its inputs send.</summary>
public sealed class PricingGridTests : IAsyncDisposable
{
    private const string Model = "nano-banana", Thin = "qwen2-text-to-image", Priced = "imagen4";

    private static readonly Catalogue Catalogue = Catalogue.LoadStarter();
    private static readonly PriceRules Before = PriceRules.Standard;

    private static readonly PriceRules After = Before
        .With(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(new Markup(3500)))
        .With(PriceRuleKey.OfEntry(Thin), PriceRuleValue.Of(new Markup(1100)))
        .With(PriceRuleKey.OfEntry(Priced), PriceRuleValue.Of(new Credits(8_200_000)));

    private readonly BunitContext _browser = new();

    public PricingGridTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        _browser.Services.AddLocalization();
        _browser.Services.AddSingleton(Catalogue);
        _browser.Services.AddSingleton(TimeProvider.System);
    }

    public async ValueTask DisposeAsync() => await _browser.DisposeAsync();

    [Fact]
    public void A_row_says_cost_markup_and_its_source_price_margin_and_sales()
    {
        var grid = Render(isEditable: false);

        var row = RowOf(grid, Model);
        Assert.Equal(10, row.QuerySelectorAll("td").Length);
        Assert.Equal("Google", row.Children[1].TextContent);
        Assert.Equal("x3.5 own", Words(row.Children[4]));
        Assert.Equal("7.0was 4.0+75%", Words(row.Children[6]));
        Assert.Equal("71.4%", Words(row.Children[7]));
        Assert.Equal("1,234", Words(row.Children[8]));
        Assert.Equal("56.0", Words(row.Children[9]));
        Assert.Equal("8.2", Words(RowOf(grid, Priced).Children[5]));
        Assert.Equal("x2 default", Words(RowOf(grid, "z-image").Children[4]));
        Assert.Empty(grid.FindAll("input"));
        Assert.Equal(Catalogue.Entries.Length, grid.FindAll("tbody tr").Count);
    }

    [Fact]
    public void What_is_changed_thin_or_moves_too_far_says_so_in_words()
    {
        var grid = Render(isEditable: false);

        Assert.Equal([Thin, Priced, Model], grid.FindAll("tr.is-changed code").Select(code => code.TextContent).Order(Comparer<string>.Create((a, b) => Order(a).CompareTo(Order(b)))));
        Assert.Contains("below the floor", Words(RowOf(grid, Thin).Children[7]), StringComparison.Ordinal);
        Assert.DoesNotContain("below the floor", RowOf(grid, Model).TextContent, StringComparison.Ordinal);
        Assert.Single(grid.FindAll(".is-changed td:nth-child(7) .badge.warning"));

        static int Order(string key) => key switch { Thin => 0, Priced => 1, _ => 2 };
    }

    [Fact]
    public void Every_input_has_a_name_for_those_who_cannot_see_it_and_shows_the_own_rule()
    {
        var grid = Render(isEditable: true);

        var inputs = grid.FindAll("input:not([type=hidden])");
        Assert.Equal(2 * Catalogue.Entries.Length, inputs.Count);
        Assert.Equal(inputs.Count, inputs.Select(input => input.GetAttribute("aria-label")).Where(label => !string.IsNullOrEmpty(label)).Count());
        Assert.Equal("3.5", grid.Find($"#markup-{Model}").GetAttribute("value"));
        Assert.Equal("8.2", grid.Find($"#price-{Priced}").GetAttribute("value"));
        Assert.Equal("", grid.Find("#markup-z-image").GetAttribute("value"));
    }

    [Fact]
    public void Sent_as_it_is_shown_a_grid_changes_nothing_and_one_input_is_one_edit()
    {
        var fields = Fields(Render(isEditable: true));
        Assert.Empty(GridEdits.Read(new FormCollection(fields), Catalogue).Edits);

        fields[$"markup.{Model}"] = "x2.25";
        fields[$"price.{Priced}"] = "";
        var edits = GridEdits.Read(new FormCollection(fields), Catalogue);

        Assert.Empty(edits.Faults);
        Assert.Equal(
            [new PriceRuleEdit(PriceRuleKey.OfEntry(Priced), null), new PriceRuleEdit(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(new Markup(2250)))],
            edits.Edits.OrderBy(edit => edit.Rule.Subject, StringComparer.Ordinal));
    }

    [Fact]
    public void What_was_not_taken_stays_beside_its_error()
    {
        var fields = Fields(Render(isEditable: true));
        fields[$"markup.{Model}"] = "cheap";
        var sent = GridEdits.Read(new FormCollection(fields), Catalogue);

        var grid = Render(isEditable: true, sent, [new FormError($"markup-{Model}", "No.")]);

        Assert.Equal((sent.Faults[0].FieldId, "catalog.markup-not-a-number"), sent.Faults[0]);
        Assert.Equal("cheap", grid.Find($"#markup-{Model}").GetAttribute("value"));
        Assert.Equal("true", grid.Find($"#markup-{Model}").GetAttribute("aria-invalid"));
        Assert.Single(grid.FindAll("[aria-invalid]"));
    }

    [Fact]
    public void A_heading_sorts_by_its_column_and_then_the_other_way_and_keeps_the_filter()
    {
        var grid = Render(isEditable: false, filter: new GridFilter { Kind = MediaKind.Image, Sort = "price" });

        var price = grid.Find("th:nth-child(7)");
        Assert.Equal("ascending", price.GetAttribute("aria-sort"));
        Assert.Equal("/grid?kind=Image&sort=-price", price.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("/grid?kind=Image&sort=margin", grid.Find("th:nth-child(8) a").GetAttribute("href"));
    }

    private IRenderedComponent<PricingGrid> Render(bool isEditable, GridEdits? sent = null, IReadOnlyList<FormError>? errors = null, GridFilter? filter = null)
    {
        var sales = new Dictionary<string, ReadSales.Sum>(StringComparer.Ordinal) { [Model] = new(1_200, 34, Credits.Of(56), default) };
        var rows = GridRow.Of(new PriceGrid(Catalogue, Options.Create(new PricingOptions())).Of(Before.ToBook(1), After.ToBook(1)), sales).ToList();
        return _browser.Render<PricingGrid>(parameters => parameters
            .Add(grid => grid.Rows, rows)
            .Add(grid => grid.Filter, filter ?? new GridFilter())
            .Add(grid => grid.Path, "/grid")
            .Add(grid => grid.Label, "Prices")
            .Add(grid => grid.IsEditable, isEditable)
            .Add(grid => grid.Sent, sent)
            .Add(grid => grid.Errors, errors ?? []));
    }

    private static Dictionary<string, StringValues> Fields(IRenderedComponent<PricingGrid> grid) =>
        grid.FindAll("input").ToDictionary(input => input.GetAttribute("name")!, input => new StringValues(input.GetAttribute("value")), StringComparer.Ordinal);

    private static IElement RowOf(IRenderedComponent<PricingGrid> grid, string key) => grid.FindAll("tbody tr").Single(row => row.QuerySelector("code")!.TextContent == key);

    private static string Words(IElement cell) => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
