using KieSaaS.Audit;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Catalog.Sync;

/// <summary>What becomes of differences. Failure museum 59: one wrong price, and its second confirmation.</summary>
public sealed class DecideDifferencesTests(SyncHouse house) : IClassFixture<SyncHouse>, IAsyncLifetime
{
    private const string Banana = "nano-banana-2, resolution=";

    // Each test begins with the first prices and without a draft of the one before.
    public async ValueTask InitializeAsync()
    {
        await house.ExecuteAsync("delete from catalog_feed_links");
        await house.ExecuteAsync("update catalog_price_drafts set state = 'Discarded' where state = 'Open'");
        if (await NewestAsync() is > 1 and var newest)
        {
            await house.AsStaffAsync((RestoreBook restore) => restore.RunAsync(new(1, newest, "A test"), CancellationToken.None));
        }

        await house.AgreeAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_accepted_price_waits_in_a_draft_and_is_charged_only_when_that_is_published()
    {
        var found = await FindAsync(("1K", "9"), ("2K", "13"));
        var before = await NewestAsync();

        var answer = (await house.DecideAsync(found)).Value!;

        Assert.Equal((2, 0), (answer.Decided, answer.Leftover.Count));
        Assert.Equal(before, await NewestAsync());
        Assert.Empty(await house.DifferencesAsync());
        Assert.Equal(0, (await house.SyncAsync()).Run.Found);
        var draft = (await house.AsStaffAsync((ReadDraft read) => read.RunAsync(answer.DraftId!.Value, CancellationToken.None))).Value!;
        Assert.Equal([(PriceRuleKey.OfUpstream("nano-banana-2", "resolution=1K"), "9 Kie credits"), (PriceRuleKey.OfUpstream("nano-banana-2", "resolution=2K"), "13 Kie credits")],
            draft.Changes.Select(change => (change.Rule, change.After!.ToString())));
        var audit = await house.AsStaffAsync((ListAudit list) => list.RunAsync(new(Action: "catalog-difference.accepted"), CancellationToken.None));
        Assert.Contains("A test", audit.Entries[0].Facts, StringComparison.Ordinal);
        Assert.Equal("staff staff@test", audit.Entries[0].Actor);

        var published = await house.AsStaffAsync((PublishDraft publish) => publish.RunAsync(new(draft.Draft.Id, draft.Draft.Version, null, "A test", true), CancellationToken.None));
        Assert.Equal(before + 1, published.Value);
        Assert.Equal(0, (await house.SyncAsync()).Run.Found);
        await house.PriceAsync(Banana + "1K", "8");
        Assert.Equal(1, (await house.SyncAsync()).Run.Found);
    }

    [Fact]
    public async Task A_draft_that_is_given_up_brings_its_differences_back()
    {
        var answer = (await house.DecideAsync(await FindAsync(("4K", "19")))).Value!;
        var draft = (await house.AsStaffAsync((ReadDraft read) => read.RunAsync(answer.DraftId!.Value, CancellationToken.None))).Value!.Draft;
        await house.AsStaffAsync((DiscardDraft discard) => discard.RunAsync(draft.Id, draft.Version, CancellationToken.None));

        Assert.Equal(1, (await house.SyncAsync()).Run.Found);
        Assert.Equal(Banana + "4K", Assert.Single(await house.DifferencesAsync()).Subject);
    }

    [Fact]
    public async Task What_was_declined_comes_back_only_when_the_upstream_says_something_else()
    {
        Assert.Equal(1, (await house.DecideAsync(await FindAsync(("1K", "9.5")), accept: false)).Value!.Decided);
        Assert.Equal(0, (await house.SyncAsync()).Run.Found);

        Assert.Equal("9.6", Assert.Single(await FindAsync(("1K", "9.6"))).NewCost.ToString());
    }

    [Fact]
    public async Task Museum_59_what_is_unusual_is_accepted_only_with_a_second_confirmation()
    {
        var found = await FindAsync(("1K", "13"), ("2K", "12.5"));

        var refused = await house.DecideAsync(found);
        Assert.Equal("catalog.not-confirmed", refused.Refusal!.Code);
        Assert.Equal(2, (await house.DifferencesAsync()).Count);
        Assert.Equal(2, (await house.DecideAsync(found, sure: true)).Value!.Decided);
    }

    [Fact]
    public async Task One_that_was_decided_meanwhile_does_not_stop_the_rest_of_many()
    {
        var found = await FindAsync(("1K", "8.1"), ("2K", "12.1"), ("4K", "18.1"));
        await house.DecideAsync(found.Take(1), accept: false);

        var answer = (await house.DecideAsync([.. found, found[0]])).Value!;

        Assert.Equal(2, answer.Decided);
        Assert.Equal((found[0].Id, "catalog.difference-decided"), (Assert.Single(answer.Leftover).Id, answer.Leftover[0].Why.Code));
        Assert.Equal("catalog.difference-decided", (await house.DecideAsync(found)).Refusal!.Code);
    }

    [Theory]
    [InlineData("", "catalog.reason-missing")]
    [InlineData("  x ", "catalog.reason-missing")]
    public async Task A_decision_needs_a_reason(string reason, string code)
    {
        var found = await FindAsync(("1K", "8.2"));

        var answer = await house.AsStaffAsync((DecideDifferences decide) => decide.RunAsync(new([found[0].Id], true, reason), CancellationToken.None));

        Assert.Equal((code, "reason"), (answer.Refusal!.Code, answer.Refusal.Field));
        Assert.Equal("catalog.nothing-chosen", (await house.DecideAsync([])).Refusal!.Code);
    }

    [Fact]
    public async Task A_line_is_tied_by_a_person_and_compared_from_then_on()
    {
        await house.EditFeedAsync(null, System.Text.Json.Nodes.JsonNode.Parse("""{"modelDescription":"Z Image, fast","interfaceType":"image","creditPrice":"0.9","creditUnit":"per image","anchor":"https://kie.ai/z-image"}"""));
        await house.EditFeedAsync("z-image", null);
        await house.SyncAsync();
        var added = Assert.Single(await house.DifferencesAsync(), row => row.Kind == DifferenceKind.PriceAdded);
        var removed = Assert.Single(await house.DifferencesAsync(), row => row.Kind == DifferenceKind.PriceRemoved);
        Assert.Equal("z-image", added.EntryKey);
        Assert.Equal("catalog.line-not-tied", (await house.DecideAsync([added])).Refusal!.Code);
        Assert.Equal("catalog.row-taken", (await TieAsync(added, "z-image", "any")).Refusal!.Code);
        Assert.Equal("catalog.line-not-tied", (await TieAsync(added, "z-image", "none")).Refusal!.Code);

        await house.DecideAsync([removed]);
        Assert.True((await TieAsync(added, "z-image", "any")).Succeeded);
        Assert.Equal("catalog.difference-decided", (await TieAsync(added, "z-image", "any")).Refusal!.Code);

        await house.SyncAsync();
        var changed = Assert.Single(await house.DifferencesAsync());
        Assert.Equal((DifferenceKind.PriceChanged, "Z Image, fast", "any", "0.9"), (changed.Kind, changed.Subject, changed.RowId, changed.NewCost.ToString()));
    }

    [Fact]
    public async Task A_declined_line_does_not_concern_us_from_then_on()
    {
        await house.EditFeedAsync(null, System.Text.Json.Nodes.JsonNode.Parse("""{"modelDescription":"Somebody else's thing","interfaceType":"image","creditPrice":"2"}"""));
        await house.SyncAsync();
        await house.DecideAsync(await house.DifferencesAsync(), accept: false);
        await house.EditFeedAsync("Somebody else's thing", System.Text.Json.Nodes.JsonNode.Parse("""{"creditPrice":"3"}"""));

        Assert.Equal(0, (await house.SyncAsync()).Run.Found);
    }

    private Task<Result<bool>> TieAsync(CatalogDifference difference, string entry, string row) =>
        house.AsStaffAsync((TieFeedLine tie) => tie.RunAsync(new(difference.Id, entry, row, "A test"), CancellationToken.None));

    private async Task<int> NewestAsync() => (await house.AsStaffAsync((ListDrafts list) => list.RunAsync(CancellationToken.None))).Newest;

    private async Task<IReadOnlyList<CatalogDifference>> FindAsync(params (string Resolution, string Credits)[] prices)
    {
        foreach (var (resolution, credits) in prices)
        {
            await house.PriceAsync(Banana + resolution, credits);
        }

        await house.SyncAsync();
        return await house.DifferencesAsync();
    }
}
