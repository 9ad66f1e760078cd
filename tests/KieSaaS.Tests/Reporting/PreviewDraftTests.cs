using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Reporting;
using KieSaaS.Tenancy;

namespace KieSaaS.Tests.Reporting;

/// <summary>What a draft would have done to the last 30 days.</summary>
public sealed class PreviewDraftTests(StaffHouse house) : IClassFixture<StaffHouse>
{
    private const string Entry = "nano-banana";

    [Fact]
    public async Task The_last_30_days_are_priced_again_by_their_own_rows_and_quantities()
    {
        var (large, special, quiet) = (await house.OpenWorkspaceAsync(), await house.OpenWorkspaceAsync(), await house.OpenWorkspaceAsync());
        var today = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime);
        var draft = await DraftAsync(
            new(PriceRuleKey.OfEntry(Entry), PriceRuleValue.Of(new Markup(1100))),
            new(PriceRuleKey.Of(special), PriceRuleValue.Of(new TenantOverride(new Markup(4000), today, "A test"))));
        var others = (await PreviewAsync(draft)).Value!;
        await SellAsync(large, jobs: 100, daysAgo: 3);
        await SellAsync(special, jobs: 10, daysAgo: 29);
        await SellAsync(special, jobs: 5, daysAgo: 31);
        await SellAsync(large, jobs: 7, daysAgo: 1, isDelivered: false);
        await SellAsync(large, jobs: 9, daysAgo: 1, mode: "Test");

        var effect = (await PreviewAsync(draft)).Value!;

        // 4 Kie credits and 2 x 1 for the surcharge: 6 x 2 / 2 = 6 credits now, 3.3 with x1.1 and 12 with x4.
        Assert.Equal((110L, Credits.Of(110 * 4)), (effect.Jobs - others.Jobs, effect.Charged - others.Charged));
        Assert.Equal((Credits.Of(660), new Credits(330_000_000 + 120_000_000)), (effect.Total.Now.Sold - others.Total.Now.Sold, effect.Total.Draft.Sold - others.Total.Draft.Sold));
        Assert.Equal(
            [(large.ToString(), new Credits(-270_000_000)), (special.ToString(), Credits.Of(60))],
            effect.Tenants.Select(line => (line.Subject, line.Change)));
        Assert.DoesNotContain(effect.Tenants, line => line.Subject == quiet.ToString());
        Assert.Equal("Test workspace", effect.Tenants[0].Name);
        Assert.Equal(new Money(110 * 3, Currency.Usd), effect.Total.Now.Margin.Cost - others.Total.Now.Margin.Cost);
        Assert.Empty(effect.Thin);
    }

    [Fact]
    public async Task Models_that_fall_below_the_floor_are_named()
    {
        await SellAsync(await house.OpenWorkspaceAsync(), jobs: 3, daysAgo: 2, entry: "qwen2-text-to-image");
        var draft = await DraftAsync(new PriceRuleEdit(PriceRuleKey.OfEntry("qwen2-text-to-image"), PriceRuleValue.Of(new Markup(1050))));

        var effect = (await PreviewAsync(draft)).Value!;

        Assert.Equal("qwen2-text-to-image", Assert.Single(effect.Thin).Subject);
        Assert.True(effect.Thin[0].Draft.Margin.Share < 0.2m);
        Assert.Equal(RefusalKind.Forbidden, (await house.AsStaffAsync((PreviewDraft preview) => preview.RunAsync(draft, CancellationToken.None), StaffRole.Support)).Refusal!.Kind);
    }

    [Fact]
    public async Task An_upstream_price_that_the_draft_changes_moves_the_cost_and_the_margin()
    {
        const string Other = "z-image";
        var row = Catalogue.LoadStarter().Find(Other)!.Prices[0];
        await SellAsync(await house.OpenWorkspaceAsync(), jobs: 10, daysAgo: 2, entry: Other);
        var fixedPrice = new PriceRuleEdit(PriceRuleKey.OfEntry(Other), PriceRuleValue.Of(Credits.Of(4)));
        var cheap = (await PreviewAsync(await DraftAsync(fixedPrice))).Value!;
        var dear = (await PreviewAsync(await DraftAsync(fixedPrice, new(PriceRuleKey.OfUpstream(Other, row.Id), PriceRuleValue.Of(new KieCredits(row.Price.Micros + 4_000_000)))))).Value!;

        // Ten jobs cost four Kie credits more each, at half a cent.
        Assert.Equal(new Money(20, Currency.Usd), dear.Total.Draft.Margin.Cost - dear.Total.Now.Margin.Cost);
        Assert.Equal(cheap.Total.Draft.Sold, dear.Total.Draft.Sold);
        Assert.True(dear.Total.Draft.Margin.Share < cheap.Total.Draft.Margin.Share);
    }

    [Fact]
    public async Task A_definition_that_the_draft_would_release_moves_the_price_and_the_cost()
    {
        const string Proposed = "flux-2-pro-text-to-image";
        var row = Catalogue.LoadStarter().Find(Proposed)!.Prices[0];
        await SellAsync(await house.OpenWorkspaceAsync(), jobs: 10, daysAgo: 2, entry: Proposed, row: row.Id, unitCost: row.Price.Micros);
        var draft = await DraftAsync(new PriceRuleEdit(PriceRuleKey.OfEntry(Proposed), PriceRuleValue.Of(new Markup(2000))));
        var before = (await PreviewAsync(draft)).Value!;
        var seen = (await house.AsStaffAsync((ReadEntry read) => read.RunAsync(Proposed, CancellationToken.None))).Value!;
        var entry = JsonNode.Parse(seen.Document.GetRawText())!.AsObject();
        entry["prices"]![0]!["kieMicroCredits"] = row.Price.Micros + 4_000_000;
        Assert.True((await house.AsStaffAsync((ChangeEntry change) => change.RunAsync(new(Proposed, seen.Version, JsonElement.Parse(entry.ToJsonString()), "A test"), CancellationToken.None))).Succeeded);

        var after = (await PreviewAsync(draft)).Value!;

        // Ten jobs at four Kie credits more each: two cents for the platform, and at twice that four credits for tenants.
        Assert.Equal(before.Total.Now, after.Total.Now);
        Assert.Equal(new Money(20, Currency.Usd), after.Total.Draft.Margin.Cost - before.Total.Draft.Margin.Cost);
        Assert.Equal(Credits.Of(40), after.Total.Draft.Sold - before.Total.Draft.Sold);
    }

    private Task<Result<PreviewDraft.Answer>> PreviewAsync(Guid draft) => house.AsStaffAsync((PreviewDraft preview) => preview.RunAsync(draft, CancellationToken.None));

    private async Task<Guid> DraftAsync(params PriceRuleEdit[] edits)
    {
        var draft = (await house.AsStaffAsync((StartDraft start) => start.RunAsync("A test", CancellationToken.None))).Value;
        var edited = await house.AsStaffAsync((EditDraft edit) => edit.RunAsync(new(draft, 1, edits), CancellationToken.None));
        Assert.True(edited.Succeeded, edited.Refusal?.Message);
        return draft;
    }

    // Half of the jobs know what the provider charged, which is what the book expected.
    private Task SellAsync(TenantId tenant, int jobs, int daysAgo, string entry = Entry, bool isDelivered = true, string mode = "Live",
        string row = "any", long unitCost = 4_000_000) => house.ExecuteAsync($$"""
        insert into generation_usage (job_id, tenant_id, mode, entry_key, kind, is_delivered, cost, price, book_number, row_id, quantity,
                                      unit_kie_micro_credits, surcharges, markup_thousandths, kie_micro_credits, duration_milliseconds, finished_at)
        select gen_random_uuid(), '{{tenant}}', '{{mode}}', '{{entry}}', 'Image', {{isDelivered}}, {{(isDelivered ? 4_000_000 : 0)}}, 4000000, 1, '{{row}}', 1, {{unitCost}},
               '[{"Row":"@input","Unit":"InputImage","Quantity":2,"UnitKieMicroCredits":1000000}]', 2000, case when i % 2 = 0 and {{isDelivered}} then 6000000 else 0 end, 1000,
               now() - interval '{{daysAgo}} days' + interval '1 minute'
        from generate_series(1, {{jobs}}) i
        """);
}
