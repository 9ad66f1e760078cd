using System.Net;
using System.Text.RegularExpressions;
using KieSaaS.Billing;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Web.Tests.Reporting;

public sealed partial class StaffPagesTests(StaffHost host) : IClassFixture<StaffHost>
{
    private static readonly string[] Pages = ["/staff", "/staff/tenants", "/staff/pricing", "/staff/pricing/books", "/staff/pricing/drafts", "/staff/pricing/rates", "/staff/catalogue", "/staff/queue", "/staff/proof", "/staff/audit"];

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task Every_page_is_rendered_in_both_languages_with_one_heading_and_no_missing_text(string language)
    {
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(380));
        foreach (var address in (string[])[.. Pages, $"/staff/tenants/{tenant}", $"/staff/tenants/{tenant}/grant", "/staff/pricing/models/nano-banana"])
        {
            var answer = await host.Browser(language: language).GetAsync(address, TestContext.Current.CancellationToken);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {answer.StatusCode}: {html}");
            Assert.Equal(1, html.Split("<h1").Length - 1);
            Assert.Empty(MissingText().Matches(Code().Replace(html[html.IndexOf("<main", StringComparison.Ordinal)..], "")).Select(match => $"{address}: {match.Value}"));
        }
    }

    [Fact]
    public async Task Nobody_and_roles_without_the_right_are_kept_out()
    {
        foreach (var address in Pages)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser(role: null).GetAsync(address, TestContext.Current.CancellationToken)).StatusCode);
        }

        foreach (var address in (string[])["/staff/pricing", "/staff/queue", "/staff/proof", "/staff/audit", $"/staff/tenants/{Guid.NewGuid()}/grant"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await host.Browser(StaffRole.Support).GetAsync(address, TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    [Fact]
    public async Task An_unknown_tenant_and_an_unknown_model_are_not_found()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync($"/staff/tenants/{Guid.NewGuid()}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync("/staff/pricing/models/no-such-model", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_grant_is_reviewed_named_on_its_button_and_counts_once_though_sent_twice()
    {
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(10));
        var (browser, address) = (host.Browser(), $"/staff/tenants/{tenant}/grant");

        var review = await host.SendFormAsync(browser, address, "grant", ("Form.Amount", "25"), ("Form.Reason", "Sorry"), ("Form.Step", "review"));
        var html = await review.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Grant 25.0 credits", html, StringComparison.Ordinal);
        Assert.Contains("value=\"35.0\"", html, StringComparison.Ordinal);
        Assert.Equal(Credits.Of(10), await BalanceAsync(tenant));

        var first = await host.SendFormAsync(browser, address, review, "grant", ("Form.Step", "grant"));
        var second = await host.SendFormAsync(browser, address, review, "grant", ("Form.Step", "grant"));

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (first.StatusCode, second.StatusCode));
        Assert.Equal(Credits.Of(35), await BalanceAsync(tenant));
    }

    [Fact]
    public async Task A_wrong_amount_is_told_beside_its_field_and_the_input_is_kept()
    {
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(10));

        var answer = await host.SendFormAsync(
            host.Browser(), $"/staff/tenants/{tenant}/grant", "grant", ("Form.Amount", "0.0000001"), ("Form.Reason", "Sorry"), ("Form.Step", "review"));

        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("id=\"amount-error\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#amount\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"0.0000001\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_markup_is_changed_after_a_look_and_an_unusual_one_only_when_confirmed()
    {
        const string address = "/staff/pricing/models/flux-2-pro-text-to-image";
        var browser = host.Browser();
        (string, string)[] change = [("Form.Markup", "9"), ("Form.Reason", "Demand")];

        var review = await host.SendFormAsync(browser, address, "markup", [.. change, ("Form.Step", "review")]);
        Assert.Contains("Publish x9", await review.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var hasty = await host.SendFormAsync(browser, address, review, "markup", ("Form.Step", "publish"));
        Assert.Contains("Confirm the unusual change.", await hasty.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var confirmed = await host.SendFormAsync(browser, address, review, "markup", ("Form.Step", "publish"), ("Form.IsSure", "true"));
        var late = await host.SendFormAsync(browser, address, review, "markup", ("Form.Step", "publish"), ("Form.IsSure", "true"), ("Form.Markup", "8.9"));

        Assert.Equal(HttpStatusCode.Found, confirmed.StatusCode);
        Assert.Contains("Another price book was published meanwhile", await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("x9", await browser.GetStringAsync("/staff/pricing?own=true", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proof_is_run_by_its_button_and_shown_with_every_invariant()
    {
        var browser = host.Browser();

        var answer = await host.SendFormAsync(browser, "/staff/proof", "prove");
        var html = await browser.GetStringAsync("/staff/proof", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("By staff ada@platform", html, StringComparison.Ordinal);
        Assert.Contains("wallet-is-ledger", html, StringComparison.Ordinal);
    }

    private Task<Credits> BalanceAsync(TenantId tenant) => host.House.AsMemberAsync(tenant, async (ReadBalance read) => (await read.RunAsync(CancellationToken.None)).Balance);

    [GeneratedRegex("<code.*?</code>", RegexOptions.Singleline, 1000)]
    private static partial Regex Code();

    // A key that has no text is shown as itself.
    [GeneratedRegex(@"[>""][a-z][a-z-]*(\.[a-zA-Z0-9-]+)+[<""]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MissingText();
}
