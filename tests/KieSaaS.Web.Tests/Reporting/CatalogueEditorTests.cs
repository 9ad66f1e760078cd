using System.Net;
using KieSaaS.Catalog;

namespace KieSaaS.Web.Tests.Reporting;

/// <summary>The catalogue by hand: found, changed, refused with what was typed, proposed, published and brought back, all with plain forms.</summary>
public sealed class CatalogueEditorTests(StaffHost host) : IClassFixture<StaffHost>
{
    [Fact]
    public async Task A_price_is_proposed_seen_in_the_list_and_published_with_a_draft()
    {
        var browser = host.Browser();
        var saved = await SendAsync(browser, "nano-banana-pro", "prices", [.. await RowsAsync("nano-banana-pro"), ("Prices.Rows[0].Price", "19.5"), ("Prices.Reason", "The upstream charges more")]);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var page = await ReadAsync(browser, saved.Headers.Location!.ToString());
        Assert.Contains("comes into force when a draft of prices is published", page, StringComparison.Ordinal);
        Assert.Contains("prices/0/kieMicroCredits", page, StringComparison.Ordinal);
        Assert.Contains("The upstream charges more", page, StringComparison.Ordinal);

        var list = await ReadAsync(browser, "/staff/catalogue?proposed=true");
        Assert.Contains("href=\"/staff/catalogue/nano-banana-pro\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/staff/catalogue/z-image\"", list, StringComparison.Ordinal);

        var draft = (await host.SendFormAsync(browser, "/staff/pricing/drafts", "start", ("Form.Name", "Of proposals"))).Headers.Location!.ToString();
        Assert.Contains("href=\"/staff/catalogue/nano-banana-pro\"", await ReadAsync(browser, draft), StringComparison.Ordinal);
        var published = await host.SendFormAsync(browser, draft, "publish", ("Form.Reason", "A test"), ("Form.IsSure", "true"), ("Form.Step", "publish"));
        Assert.Equal(HttpStatusCode.Found, published.StatusCode);
        Assert.Null((await EntryAsync("nano-banana-pro")).Proposed);
        Assert.Contains("in force with price book", await ReadAsync(browser, "/staff/catalogue/nano-banana-pro"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_with_what_was_typed_and_nothing_is_kept()
    {
        var browser = host.Browser();

        var price = await HtmlAsync(await SendAsync(browser, "z-image", "prices", [.. await RowsAsync("z-image"), ("Prices.Rows[0].Price", "cheap"), ("Prices.Reason", "A test")]));
        var schema = await HtmlAsync(await SendAsync(browser, "z-image", "definition", ("Definitions.Step", "save"), ("Definitions.Reason", "A test"),
            ("Definitions.Text", """{"kind":"image","offer":"on-sale","api":"jobs","fixed":{},"free":false,"unknownKeys":"drop","schema":{"type":"object","properties":{"prompt":{"type":"string","oneOf":[]}}},"bounds":{},"facts":{}}""")));

        Assert.Contains("id=\"row-0-error\"", price, StringComparison.Ordinal);
        Assert.Contains("value=\"cheap\"", price, StringComparison.Ordinal);
        Assert.Contains("href=\"#row-0-price\"", price, StringComparison.Ordinal);
        Assert.Contains("schema/properties/prompt/oneOf", schema, StringComparison.Ordinal);
        Assert.Contains("\"oneOf\":[]", schema, StringComparison.Ordinal);
        Assert.Contains("id=\"definition-error\"", schema, StringComparison.Ordinal);
        Assert.Equal(0, (await EntryAsync("z-image")).Version);
    }

    [Fact]
    public async Task A_definition_is_looked_at_as_a_form_before_it_is_saved()
    {
        var seen = await EntryAsync("z-image");
        var text = KieSaaS.Web.Catalog.DefinitionEdit.TextOf(seen.Document).Replace("\"prompt\": {", "\"weather\": { \"type\": \"string\", \"enum\": [\"sun\", \"rain\"] }, \"prompt\": {", StringComparison.Ordinal);

        var page = await HtmlAsync(await SendAsync(host.Browser(), "z-image", "definition", ("Definitions.Step", "check"), ("Definitions.Text", text)));

        Assert.Contains("The form as it would be", page, StringComparison.Ordinal);
        Assert.Contains("id=\"p-weather\"", page, StringComparison.Ordinal);
        Assert.Equal(0, (await EntryAsync("z-image")).Version);
    }

    [Fact]
    public async Task Who_saves_over_somebody_elses_change_sees_it_and_keeps_what_was_typed()
    {
        var (ada, ben) = (host.Browser(), host.Browser());
        var seen = await ben.GetAsync("/staff/catalogue/imagen4");
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(ada, "imagen4", "sale", ("Sales.Sale", "off"), ("Sales.Reason", "A test"))).StatusCode);

        var told = await HtmlAsync(await host.SendFormAsync(ben, "/staff/catalogue/imagen4", seen, "sale", ("Sales.Order", "7"), ("Sales.Reason", "Another")));

        Assert.Contains("Somebody changed this model meanwhile", told, StringComparison.Ordinal);
        Assert.Contains("value=\"7\"", told, StringComparison.Ordinal);
        Assert.Contains("value=\"Another\"", told, StringComparison.Ordinal);
        Assert.Equal(EntryOffer.Off, (await EntryAsync("imagen4")).Entry!.Offer);

        var back = await SendAsync(ada, "imagen4", "restore", ("Restores.Former", "0"), ("Restores.Reason", "A mistake"));
        Assert.Equal(HttpStatusCode.Found, back.StatusCode);
        Assert.Equal(EntryOffer.OnSale, (await EntryAsync("imagen4")).Entry!.Offer);
        Assert.Contains("brings back version 0", await ReadAsync(ada, "/staff/catalogue/imagen4"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_changed_in_both_languages_and_a_reader_of_russian_edits_in_russian()
    {
        var browser = host.Browser(language: "ru");
        var saved = await SendAsync(browser, "imagen4-fast", "words",
            ("Words.Name", "Imagen быстрый"), ("Words.Vendor", "Google"), ("Words.Family", "imagen"), ("Words.Modes", "t2i"), ("Words.Tags", "fastest, artistic"),
            ("Words.DescriptionEn", "Fast pictures."), ("Words.DescriptionRu", "Быстрые картинки."), ("Words.Expected", "9"), ("Words.Timeout", "90"),
            ("Words.Hints[0].Parameter", "prompt"), ("Words.Hints[0].En", "What to draw"), ("Words.Hints[0].Ru", "Что нарисовать"), ("Words.Reason", "Проверка"));

        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var page = await ReadAsync(browser, saved.Headers.Location!.ToString());
        Assert.Contains("сохранена и уже действует", page, StringComparison.Ordinal);
        Assert.Contains("Что нарисовать", page, StringComparison.Ordinal);
        var entry = (await EntryAsync("imagen4-fast")).Entry!;
        Assert.Equal(("Fast pictures.", "Быстрые картинки.", TimeSpan.FromSeconds(90)), (entry.Description.En, entry.Description.Ru, entry.Timeout));
        Assert.Equal(["fastest", "artistic"], entry.Tags);
    }

    [Fact]
    public async Task What_cannot_be_sold_says_why()
    {
        var key = Catalogue.LoadStarter().All.First(entry => entry.Offer == EntryOffer.UnknownBeforehand).Key;

        var page = await ReadAsync(host.Browser(), $"/staff/catalogue/{key}");
        var refused = await HtmlAsync(await SendAsync(host.Browser(), key, "sale", ("Sales.Sale", "on"), ("Sales.Reason", "A test")));

        Assert.Contains("It cannot be put on sale: its price is not known before it has run.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#sale\"", refused, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(HttpClient browser, string key, string form, params (string Name, string Value)[] values) =>
        host.SendFormAsync(browser, $"/staff/catalogue/{key}", form, values);

    private async Task<ReadEntry.Answer> EntryAsync(string key) =>
        (await host.AskAsync((ReadEntry read) => read.RunAsync(key, CancellationToken.None))).Value!;

    // Every field of the rows but the price of the first, as the page has them.
    private async Task<IEnumerable<(string Name, string Value)>> RowsAsync(string key)
    {
        var rows = KieSaaS.Web.Catalog.PricesEdit.Of((await EntryAsync(key)).Document);
        return rows.SelectMany((row, i) => new (string Name, string? Value)[]
        {
            ($"Prices.Rows[{i}].At", row.At?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ($"Prices.Rows[{i}].When", row.When), ($"Prices.Rows[{i}].Per", row.Per),
            ($"Prices.Rows[{i}].Quantity", row.Quantity), ($"Prices.Rows[{i}].Count", row.Count), ($"Prices.Rows[{i}].Price", i == 0 ? null : row.Price),
        }).Where(field => field.Value is not null).Select(field => (field.Name, field.Value!));
    }

    private static async Task<string> HtmlAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> ReadAsync(HttpClient browser, string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(address));
}
