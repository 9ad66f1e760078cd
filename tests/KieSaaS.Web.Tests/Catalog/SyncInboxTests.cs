using System.Net;
using Bunit;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Tenancy;
using KieSaaS.Web.Catalog;
using KieSaaS.Web.Tests.Reporting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Catalog;

/// <summary>The sync inbox: with plain forms as a page is sent, and its live part as bUnit renders it.</summary>
public sealed class SyncInboxTests(StaffHost host) : IClassFixture<StaffHost>
{
    [Fact]
    public async Task Many_are_chosen_by_boxes_and_decided_together_with_a_reason()
    {
        var rows = await AddAsync(Price("nano-banana", 4, 5), Price("z-image", 1, 2));
        var browser = host.Browser();
        var page = await ReadAsync(browser, "/staff/sync");
        Assert.All(rows, row => Assert.Contains($"name=\"Form.Ids\" value=\"{row.Id}\"", page, StringComparison.Ordinal));

        var sent = await SendAsync(browser, "reject", rows, ("Form.Reason", "Not now"));

        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        Assert.Contains("2 differences rejected", await ReadAsync(browser, sent.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.DoesNotContain($"{rows[0].Id}", await ReadAsync(browser, "/staff/sync"), StringComparison.Ordinal);
        var one = await ReadAsync(browser, $"/staff/sync/{rows[0].Id}");
        Assert.Contains("Not now", one, StringComparison.Ordinal);
        Assert.Contains("ada@platform", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_unusual_asks_for_its_box_and_keeps_what_was_chosen_and_typed()
    {
        var rows = await AddAsync(Price("nano-banana", 4, 40, DifferenceCaution.LargeMove));
        var browser = host.Browser();

        var refused = await SendAsync(browser, "accept", rows, ("Form.Reason", "Looks right"));
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("error-summary", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#sure\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Looks right\"", page, StringComparison.Ordinal);
        Assert.Matches($"value=\"{rows[0].Id}\"[^>]*checked", page);

        var sent = await SendAsync(browser, "accept", rows, ("Form.Reason", "Looks right"), ("Form.IsSure", "true"));
        Assert.Matches("done=accepted&count=1&draft=", sent.Headers.Location!.ToString());
    }

    [Fact]
    public async Task What_could_not_be_decided_is_named_and_the_rest_is_done()
    {
        var rows = await AddAsync(Price("nano-banana", 4, 5), Differences.Row(DifferenceKind.PriceAdded, $"prose {Guid.NewGuid():n}", null, null, null, 5));

        var page = await (await SendAsync(host.Browser(), "accept", rows, ("Form.Reason", "A test"))).Content.ReadAsStringAsync();

        Assert.Contains($"href=\"/staff/sync/{rows[1].Id}\"", page, StringComparison.Ordinal);
        Assert.Contains("Choose the price row that this line belongs to.", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal("Accepted", await host.House.ScalarAsync<string>("select state from catalog_differences where id = $1", rows[0].Id));
        Assert.Equal("Open", await host.House.ScalarAsync<string>("select state from catalog_differences where id = $1", rows[1].Id));
    }

    [Fact]
    public async Task Filters_stay_in_the_address_and_an_empty_list_says_why()
    {
        var rows = await AddAsync(Price("nano-banana", 4, 6, DifferenceCaution.Contradictory), Price("z-image", 1, 2));
        var browser = host.Browser();

        var unusual = await ReadAsync(browser, $"/staff/sync?unusual=true&kind=PriceChanged&search={rows[0].Subject}");
        Assert.Contains($"{rows[0].Id}", unusual, StringComparison.Ordinal);
        Assert.DoesNotContain($"{rows[1].Id}", unusual, StringComparison.Ordinal);
        Assert.Contains("No such differences", await ReadAsync(browser, "/staff/sync?search=100%25_nobody"), StringComparison.Ordinal);
        Assert.Contains("\u0420\u0430\u0441\u0445\u043e\u0436\u0434\u0435\u043d\u0438\u044f", WebUtility.HtmlDecode(await ReadAsync(host.Browser(language: "ru"), "/staff/sync")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_anybody_to_ask_a_reading_is_refused_in_words()
    {
        var refused = await host.SendFormAsync(host.Browser(), "/staff/sync", "read");

        Assert.Contains("There is nobody to ask", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_readings_follow_a_running_one_by_themselves_and_say_what_it_refused()
    {
        var run = new SyncRun { Id = Guid.CreateVersion7(), StartedAt = host.House.Clock.GetUtcNow(), StartedBy = "staff ada@platform", Phase = SyncPhase.Schemas, Read = 7, Total = 179, MovedAt = host.House.Clock.GetUtcNow() };
        await SaveAsync(db => db.Add(run));
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeStaff(Guid.Empty, "ada@platform", StaffRole.Pricing);
        await using var browser = new BunitContext();
        browser.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        browser.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));

        var part = browser.Render<SyncRuns>();
        part.WaitForElement("progress", TimeSpan.FromSeconds(10));
        Assert.Equal(("7", "179"), (part.Find("progress").GetAttribute("value"), part.Find("progress").GetAttribute("max")));
        Assert.Contains("7 of 179", part.Markup, StringComparison.Ordinal);

        await SaveAsync(db =>
        {
            db.Attach(run);
            run.End(SyncPhase.Done, host.House.Clock.GetUtcNow());
            run.Faults = 1;
            db.Add(new SyncFault { Id = Guid.CreateVersion7(), RunId = run.Id, Cause = SyncFaultCause.PriceNegative, Place = "price feed, page 1, record 2", Subject = "nano-banana", Detail = "-1000000" });
        });
        part.WaitForState(() => part.FindAll("progress").Count == 0, TimeSpan.FromSeconds(20));

        var page = await ReadAsync(host.Browser(), $"/staff/sync/runs/{run.Id}");
        Assert.Contains("The price is below zero", page, StringComparison.Ordinal);
        Assert.Contains("-1000000", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_without_the_right_are_kept_out()
    {
        foreach (var address in (string[])["/staff/sync", $"/staff/sync/{Guid.NewGuid()}", $"/staff/sync/runs/{Guid.NewGuid()}"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await host.Browser(StaffRole.Support).GetAsync(address)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync($"/staff/sync/{Guid.NewGuid()}")).StatusCode);
    }

    private static CatalogDifferenceRow Price(string entry, int before, int after, DifferenceCaution caution = DifferenceCaution.None) =>
        Differences.Row(DifferenceKind.PriceChanged, Guid.NewGuid().ToString("n"), entry, "any", before, after, caution);

    private static async Task<string> ReadAsync(HttpClient browser, string address) => await (await browser.GetAsync(address)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();

    private Task<HttpResponseMessage> SendAsync(HttpClient browser, string step, CatalogDifferenceRow[] rows, params (string Name, string Value)[] values) => host.SendFormAsync(
        browser, "/staff/sync", "decide", [("Form.Step", step), .. rows.Select(row => ("Form.Ids", row.Id.ToString())), .. values]);

    private async Task<CatalogDifferenceRow[]> AddAsync(params CatalogDifferenceRow[] rows)
    {
        await SaveAsync(db => db.AddRange(rows));
        return rows;
    }

    private Task SaveAsync(Action<AppDbContext> change) => host.House.InTransactionAsync(async services =>
    {
        var db = services.GetRequiredService<AppDbContext>();
        change(db);
        await db.SaveChangesAsync();
        await Signals.SendAsync(db, SyncSignal.Topic, "", CancellationToken.None);
    });
}
