using System.Net;
using System.Text.RegularExpressions;

namespace KieSaaS.Web.Tests.Reporting;

/// <summary>Prices by hand: a draft is edited, compared, looked at and published, and undone, all with plain forms.</summary>
public sealed partial class StaffPricingTests(StaffHost host) : IClassFixture<StaffHost>
{
    [Fact]
    public async Task A_draft_goes_from_its_first_change_to_a_published_book_and_back()
    {
        var browser = host.Browser();
        var started = await host.SendFormAsync(browser, "/staff/pricing/drafts", "start", ("Form.Name", "Autumn prices"));
        Assert.Equal(HttpStatusCode.Found, started.StatusCode);
        var address = started.Headers.Location!.ToString();

        await Found(host.SendFormAsync(browser, address, "markup", ("Markups.Rule", "Kind Video"), ("Markups.Amount", "2.4")));
        await Found(host.SendFormAsync(browser, address, "price", ("Prices.Rule", "Entry nano-banana"), ("Prices.Amount", "5.5")));
        var page = await ReadAsync(browser, address + "?effect=true");
        Assert.Contains("x2.4", page, StringComparison.Ordinal);
        Assert.Contains("5.5 credits", page, StringComparison.Ordinal);
        Assert.Contains("Revenue at face value", page, StringComparison.Ordinal);

        var wrong = await host.SendFormAsync(browser, address, "markup", ("Markups.Rule", "Kind Video"), ("Markups.Amount", "cheap"));
        Assert.Contains("value=\"cheap\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await Found(host.SendFormAsync(browser, address, "publish", ("Form.Reason", "A test"), ("Form.IsSure", "true"), ("Form.Step", "publish")));
        var books = await ReadAsync(browser, "/staff/pricing/books");
        Assert.Contains("In force", books, StringComparison.Ordinal);
        var number = int.Parse(RestoreLink().Matches(books)[^1].Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture);
        await Found(host.SendFormAsync(browser, $"/staff/pricing/books/{number}/restore", "restore", ("Form.Reason", "A mistake")));
        Assert.Contains($"brings back book {number}", await ReadAsync(browser, "/staff/pricing/books"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saves_over_somebody_elses_change_sees_it_and_keeps_what_was_typed()
    {
        var (ada, ben) = (host.Browser(), host.Browser());
        var address = (await host.SendFormAsync(ada, "/staff/pricing/drafts", "start", ("Form.Name", "Two people"))).Headers.Location!.ToString();
        var seen = await ben.GetAsync(address);
        await Found(host.SendFormAsync(ada, address, "markup", ("Markups.Rule", "Kind Video"), ("Markups.Amount", "2.6")));

        var told = await host.SendFormAsync(ben, address, seen, "markup", ("Markups.Rule", "Kind Video"), ("Markups.Amount", "2.7"));

        var html = WebUtility.HtmlDecode(await told.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        Assert.Contains("Somebody changed this draft meanwhile", html, StringComparison.Ordinal);
        Assert.Contains("x2.6", html, StringComparison.Ordinal);
        Assert.Contains("value=\"2.7\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_is_set_and_listed()
    {
        var browser = host.Browser();

        await Found(host.SendFormAsync(browser, "/staff/pricing/rates", "rate", ("Form.Currency", "RUB"), ("Form.Rate", "92.35"), ("Form.From", "2026-03-01")));
        var wrong = await host.SendFormAsync(browser, "/staff/pricing/rates", "rate", ("Form.Currency", "USD"), ("Form.Rate", "1"), ("Form.From", "2026-03-01"));

        Assert.Contains("92.35", await ReadAsync(browser, "/staff/pricing/rates"), StringComparison.Ordinal);
        Assert.Contains("three-letter code other than USD", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_draft_book_and_job_are_not_found()
    {
        foreach (var address in (string[])[$"/staff/pricing/drafts/{Guid.NewGuid()}", "/staff/pricing/books/9999/restore", $"/staff/tenants/{Guid.NewGuid()}/jobs/{Guid.NewGuid()}/price"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync(address)).StatusCode);
        }
    }

    private static async Task Found(Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<string> ReadAsync(HttpClient browser, string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(address));

    [GeneratedRegex("/staff/pricing/books/(?<number>[0-9]+)/restore", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RestoreLink();
}
