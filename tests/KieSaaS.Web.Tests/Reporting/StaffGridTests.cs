using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using KieSaaS.Catalog;
using KieSaaS.Web.Tests.Shell;

namespace KieSaaS.Web.Tests.Reporting;

/// <summary>The pricing grid of a draft with plain forms: several rows at once, many models at once, and by file.</summary>
public sealed partial class StaffGridTests(StaffHost host) : IClassFixture<StaffHost>
{
    private const string Model = "nano-banana", Other = "flux-2-pro-text-to-image";

    [Fact]
    public async Task Several_rows_are_saved_in_one_step_and_rows_nobody_touched_are_none()
    {
        var browser = host.Browser();
        var draft = await StartAsync(browser, "Several rows");

        var saved = await host.SendFormAsync(browser, draft + "/prices?sort=-price", "grid", ($"markup.{Model}", "2.5"), ($"price.{Other}", "9.5"));

        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.EndsWith("/prices?sort=-price&saved=2", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        var grid = await ReadAsync(browser, draft + "/prices?changed=true&saved=2");
        Assert.Contains("2 changes saved in the draft", grid, StringComparison.Ordinal);
        Assert.Equal([Other, Model], Keys(grid).Order(StringComparer.Ordinal));
        Assert.Contains("value=\"2.5\"", grid, StringComparison.Ordinal);
        Assert.Contains("x2.5", await ReadAsync(browser, draft), StringComparison.Ordinal);
        Assert.Equal(2, await VersionAsync(draft));
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_by_its_field_and_all_that_was_typed_stays()
    {
        var browser = host.Browser();
        var draft = await StartAsync(browser, "Bad numbers");

        var refused = WebUtility.HtmlDecode(await (await host.SendFormAsync(
            browser, draft + "/prices", "grid", ($"markup.{Model}", "cheap"), ($"markup.{Other}", "2"), ($"price.{Other}", "3"))).Content.ReadAsStringAsync());
        var tooLow = WebUtility.HtmlDecode(await (await host.SendFormAsync(browser, draft + "/prices", "grid", ($"markup.{Model}", "0.5"))).Content.ReadAsStringAsync());

        Assert.Contains($"href=\"#markup-{Model}\"", refused, StringComparison.Ordinal);
        Assert.Contains($"href=\"#price-{Other}\"", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"cheap\"", refused, StringComparison.Ordinal);
        Assert.Contains($"href=\"#markup-{Model}\"", tooLow, StringComparison.Ordinal);
        Assert.Contains("value=\"0.5\"", tooLow, StringComparison.Ordinal);
        Assert.Equal(1, await VersionAsync(draft));
    }

    [Fact]
    public async Task Of_two_people_the_second_is_told_and_saving_again_takes_nothing_back()
    {
        var (ada, ben) = (host.Browser(), host.Browser());
        var draft = await StartAsync(ada, "Two at once");
        var seen = await ben.GetAsync(draft + "/prices");
        await host.SendFormAsync(ada, draft + "/prices", "grid", ($"markup.{Model}", "2.6"));

        var told = await host.SendFormAsync(ben, draft + "/prices", seen, "grid", ($"markup.{Other}", "2.7"));
        var html = WebUtility.HtmlDecode(await told.Content.ReadAsStringAsync());
        var again = await host.SendFormAsync(ben, draft + "/prices", told, "grid", ($"markup.{Model}", "2.6"), ($"markup.{Other}", "2.7"));

        Assert.Contains("Somebody changed this draft meanwhile", html, StringComparison.Ordinal);
        Assert.Contains("value=\"2.7\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"2.6\"", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.Equal([Other, Model], Keys(await ReadAsync(ada, draft + "/prices?changed=true")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_address_says_which_models_are_shown_and_in_what_order()
    {
        var browser = host.Browser();
        var draft = await StartAsync(browser, "Filters");
        await host.SendFormAsync(browser, draft + "/prices", "grid", ($"markup.{Model}", "1.1"));
        var catalogue = Catalogue.LoadStarter();

        Assert.Equal(catalogue.Entries.Length, Keys(await ReadAsync(browser, draft + "/prices")).Count);
        Assert.Equal(catalogue.Entries.Count(entry => entry.Kind == MediaKind.Music), Keys(await ReadAsync(browser, draft + "/prices?kind=Music")).Count);
        Assert.Equal(catalogue.Entries.Count(entry => entry.Vendor == "Google"), Keys(await ReadAsync(browser, draft + "/prices?vendor=Google")).Count);
        Assert.Equal([Model], Keys(await ReadAsync(browser, draft + "/prices?thin=true")));
        Assert.Equal([Model], Keys(await ReadAsync(browser, draft + "/prices?own=true")));
        Assert.Empty(Keys(await ReadAsync(browser, draft + "/prices?search=no+such+model")));
        Assert.Empty(Keys(await ReadAsync(browser, "/staff/pricing?thin=true")));
        foreach (var column in (string[])["model", "vendor", "kind", "cost", "markup", "fixed", "price", "margin", "jobs", "revenue"])
        {
            var up = await ReadAsync(browser, $"{draft}/prices?sort={column}");
            Assert.Contains($"sort=-{column}", up, StringComparison.Ordinal);
            Assert.Contains("aria-sort=\"descending\"", await ReadAsync(browser, $"{draft}/prices?sort=-{column}"), StringComparison.Ordinal);
        }

        Assert.Equal(catalogue.Entries.MinBy(entry => entry.Name, StringComparer.CurrentCulture)!.Key, Keys(await ReadAsync(browser, draft + "/prices?sort=model"))[0]);
    }

    [Fact]
    public async Task Many_models_are_changed_in_one_step_after_a_look_at_what_changes()
    {
        var browser = host.Browser();
        var draft = await StartAsync(browser, "All videos");
        var videos = Catalogue.LoadStarter().Entries.Count(entry => entry.Kind == MediaKind.Video);
        var address = draft + "/bulk?kind=Video&act=Set&factor=1.8";

        var preview = await ReadAsync(browser, address);
        Assert.Contains($"Apply to {videos} models", preview, StringComparison.Ordinal);
        Assert.Equal(1, await VersionAsync(draft));
        var applied = await host.SendFormAsync(browser, address, "bulk");
        var again = await ReadAsync(browser, address);
        var wrong = await ReadAsync(browser, draft + "/bulk?act=Set&factor=cheap");
        var tooLow = WebUtility.HtmlDecode(await (await host.SendFormAsync(browser, draft + "/bulk?act=Multiply&factor=0.01", "bulk")).Content.ReadAsStringAsync());

        Assert.EndsWith($"/prices?kind=Video&saved={videos}", applied.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing would change", again, StringComparison.Ordinal);
        Assert.Contains("href=\"#factor\"", wrong, StringComparison.Ordinal);
        Assert.Contains("href=\"#factor\"", tooLow, StringComparison.Ordinal);
        Assert.Equal(2, await VersionAsync(draft));
        Assert.Equal(videos, Keys(await ReadAsync(browser, draft + "/prices?changed=true")).Count);
    }

    [Fact]
    public async Task A_file_goes_out_and_comes_back_with_one_change_or_with_its_faults()
    {
        var browser = host.Browser();
        var draft = await StartAsync(browser, "By file");
        var answer = await browser.GetAsync(draft + "/prices.csv");
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var file = await answer.Content.ReadAsStringAsync();

        var same = await ImportAsync(browser, draft, file);
        var changed = await ImportAsync(browser, draft, OwnMarkup(file, "2.75"));
        var stale = await ImportAsync(browser, draft, OwnMarkup(file, "2.80"));
        var bad = await ImportAsync(browser, draft, OwnMarkup(await browser.GetStringAsync(draft + "/prices.csv"), "a lot"));
        var none = await host.SendFormAsync(browser, draft + "/import", "import");

        Assert.Contains("The file says what the draft says", await TextAsync(same), StringComparison.Ordinal);
        Assert.EndsWith("/prices?changed=true&saved=1", changed.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Export again", await TextAsync(stale), StringComparison.Ordinal);
        Assert.Matches(@"Line \d+, markup: “a lot” is not a number", await TextAsync(bad));
        Assert.Contains("Choose a file", await TextAsync(none), StringComparison.Ordinal);
        Assert.Equal(2, await VersionAsync(draft));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/staff/pricing/drafts/{Guid.NewGuid()}/prices.csv")).StatusCode);
        Assert.StartsWith("model,row,", await browser.GetStringAsync("/staff/pricing/prices.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_platform_pays_is_changed_in_a_form_of_its_own()
    {
        var browser = host.Browser();
        var draft = await StartAsync(browser, "Upstream");
        var rule = PriceRuleKey.OfUpstream(Model, Catalogue.LoadStarter().Find(Model)!.Prices[0].Id).ToString();

        var wrong = await TextAsync(await host.SendFormAsync(browser, draft, "upstream", ("Upstream.Rule", rule), ("Upstream.Amount", "4,5")));
        var zero = await TextAsync(await host.SendFormAsync(browser, draft, "upstream", ("Upstream.Rule", rule), ("Upstream.Amount", "0")));
        var saved = await host.SendFormAsync(browser, draft, "upstream", ("Upstream.Rule", rule), ("Upstream.Amount", "4.5"));

        Assert.Contains("href=\"#cost\"", wrong, StringComparison.Ordinal);
        Assert.Contains("href=\"#cost\"", zero, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Contains("4.5 Kie credits", await ReadAsync(browser, draft), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unusual_change_is_not_published_by_a_request_that_leaves_the_confirmation_out()
    {
        var browser = host.Browser();
        var draft = await StartAsync(browser, "Unusual");
        await host.SendFormAsync(browser, draft + "/prices", "grid", ($"markup.{Model}", "9"));

        var refused = await TextAsync(await host.SendFormAsync(browser, draft, "publish", ("Form.Reason", "A test"), ("Form.Step", "publish")));
        var direct = await TextAsync(await host.SendFormAsync(
            browser, $"/staff/pricing/models/{Model}", "markup", ("Form.Markup", "9"), ("Form.Reason", "A test"), ("Form.Step", "publish")));

        Assert.Contains("href=\"#sure\"", refused, StringComparison.Ordinal);
        Assert.Contains("href=\"#sure\"", direct, StringComparison.Ordinal);
        Assert.Contains("Open", await ReadAsync(browser, "/staff/pricing/drafts"), StringComparison.Ordinal);
    }

    private async Task<string> StartAsync(HttpClient browser, string name) =>
        (await host.SendFormAsync(browser, "/staff/pricing/drafts", "start", ("Form.Name", name))).Headers.Location!.ToString();

    private Task<int> VersionAsync(string draft) => host.House.ScalarAsync<int>("select version from catalog_price_drafts where id = $1", Guid.Parse(draft[(draft.LastIndexOf('/') + 1)..]));

    private static async Task<HttpResponseMessage> ImportAsync(HttpClient browser, string draft, string file)
    {
        var page = await browser.GetAsync(draft + "/import");
        browser.TakeCookies(page);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in HtmlForms.HiddenFields(await page.Content.ReadAsStringAsync(), "value=\"import\""))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "Form.File", "prices.csv");
        return await browser.PostAsync(draft + "/import", content);
    }

    private static string OwnMarkup(string file, string markup)
    {
        var line = Regex.Match(file, $"^{Model},,[^\r]*", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Value;
        var cells = line.Split(',');
        cells[7] = markup;
        return file.Replace(line, string.Join(',', cells), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private static async Task<string> ReadAsync(HttpClient browser, string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(address));

    private static List<string> Keys(string html) => [.. ModelLink().Matches(html).Select(link => link.Groups["key"].Value)];

    [GeneratedRegex("<td><a href=\"/staff/pricing/models/(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ModelLink();
}
