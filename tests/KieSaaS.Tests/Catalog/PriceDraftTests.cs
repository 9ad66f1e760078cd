using KieSaaS.Audit;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Tests.Catalog;

/// <summary>Drafts of price books. Failure museum 12 (a price below zero) and 59 (one wrong price, and a way back).</summary>
public sealed class PriceDraftTests(PricingHouse house) : IClassFixture<PricingHouse>
{
    private static readonly PriceRuleKey Video = PriceRuleKey.Of(MediaKind.Video), Image = PriceRuleKey.Of(MediaKind.Image), Music = PriceRuleKey.Of(MediaKind.Music);

    [Fact]
    public async Task A_published_draft_is_the_next_book_with_its_changes_and_a_line_in_the_audit_log()
    {
        var before = await house.NewestAsync();
        var draft = await house.StartAsync("Autumn prices");
        await house.EditAsync(draft, Video, Factor(1900));
        var edited = await house.ReadAsync(draft.Draft.Id);
        Assert.Equal(Video, Assert.Single(edited.Changes).Rule);

        var book = (await house.PublishAsync(edited)).Value;

        Assert.Equal(before + 1, book);
        Assert.Equal(1900, (await house.Prices.FindAsync(book, CancellationToken.None))!.Markups.Kinds[MediaKind.Video].Thousandths);
        var line = (await house.AsStaffAsync((ListPriceBooks list) => list.RunAsync(null, CancellationToken.None))).Books[0];
        Assert.Equal((book, PriceBookState.InForce), (line.Number, line.State));
        Assert.Equal(Factor(1900), Assert.Single(line.Changes).After);
        var audit = await house.AsStaffAsync((ListAudit list) => list.RunAsync(new(Action: "prices.published"), CancellationToken.None));
        Assert.Contains("x1.9", audit.Entries[0].Facts, StringComparison.Ordinal);
        Assert.Equal("catalog.draft-closed", (await house.EditAsync(edited, Video, Factor(2000))).Refusal!.Code);
    }

    [Fact]
    public async Task Of_two_people_who_edit_at_once_one_is_told_and_nothing_is_lost()
    {
        var seen = await house.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => house.EditAsync(seen, Video, Factor(2000 + i))));

        var told = answers.Where(answer => !answer.Succeeded).ToList();
        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(told, answer => Assert.Equal((RefusalKind.Conflict, "catalog.draft-moved-on"), (answer.Refusal!.Kind, answer.Refusal.Code)));
        var now = await house.ReadAsync(seen.Draft.Id);
        Assert.Equal(seen.Draft.Version + 1, now.Draft.Version);
        Assert.True((await house.EditAsync(now, Image, Factor(2100))).Succeeded);
        Assert.Equal(2, (await house.ReadAsync(seen.Draft.Id)).Changes.Count);
    }

    [Fact]
    public async Task A_draft_based_on_an_old_book_says_so_and_is_carried_over_before_it_is_published()
    {
        var draft = await house.StartAsync();
        await house.EditAsync(draft, Video, Factor(2300));
        var newer = await house.PublishAsync(Image, Factor(2150));

        var behind = await house.ReadAsync(draft.Draft.Id);
        Assert.True(behind.IsBehind);
        Assert.Equal("catalog.draft-behind", (await house.PublishAsync(behind)).Refusal!.Code);

        Assert.True((await CarryOverAsync(behind, newer)).Succeeded);
        var current = await house.ReadAsync(draft.Draft.Id);
        Assert.False(current.IsBehind);
        Assert.Equal(Factor(2150), current.Rules.Find(Image));
        Assert.Equal(Video, Assert.Single(current.Changes).Rule);
        Assert.True((await house.PublishAsync(current)).Succeeded);
    }

    [Theory]
    [InlineData(true, 2400)]
    [InlineData(false, 2500)]
    public async Task What_a_draft_and_a_newer_book_both_changed_is_decided_by_a_person(bool isMine, int expected)
    {
        var draft = await house.StartAsync();
        await house.EditAsync(draft, Music, Factor(2400));
        var newer = await house.PublishAsync(Music, Factor(2500));
        var behind = await house.ReadAsync(draft.Draft.Id);
        Assert.Equal(new PriceRuleConflict(Music, Factor(2400), Factor(2500)), Assert.Single(behind.Conflicts));

        var undecided = await CarryOverAsync(behind, newer);
        Assert.Equal(("catalog.rule-in-conflict", Music.ToString()), (undecided.Refusal!.Code, undecided.Refusal.Field));
        Assert.True((await CarryOverAsync(behind, newer, (Music, isMine))).Succeeded);

        Assert.Equal(Factor(expected), (await house.ReadAsync(draft.Draft.Id)).Rules.Find(Music));
        await house.PublishAsync(Music, Factor(2600));
    }

    [Fact]
    public async Task An_unusual_change_needs_a_second_confirmation()
    {
        var draft = await house.StartAsync();
        await house.EditAsync(draft, PriceRuleKey.OfEntry("nano-banana"), PriceRuleValue.Of(Credits.Of(400)));
        var seen = await house.ReadAsync(draft.Draft.Id);
        Assert.Contains(seen.Warnings, warning => warning is { EntryKey: "nano-banana", IsThin: false });

        Assert.Equal("catalog.not-confirmed", (await house.PublishAsync(seen, isSure: false)).Refusal!.Code);
        Assert.Equal(seen.Newest, await house.NewestAsync());
        Assert.True((await house.AsStaffAsync((DiscardDraft discard) => discard.RunAsync(seen.Draft.Id, seen.Draft.Version, CancellationToken.None))).Succeeded);
        Assert.Equal("catalog.draft-closed", (await house.PublishAsync(seen)).Refusal!.Code);
    }

    [Fact]
    public async Task A_draft_that_changes_nothing_is_not_published() =>
        Assert.Equal("catalog.nothing-changed", (await house.PublishAsync(await house.StartAsync())).Refusal!.Code);

    [Fact]
    public async Task Prices_that_would_be_given_away_are_refused_where_they_are_written()
    {
        var draft = await house.StartAsync();
        var tenant = PriceRuleKey.Of(await house.OpenWorkspaceAsync());
        var (today, row) = (DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime), Catalogue.LoadStarter().Find("nano-banana")!.Prices[0].Id);
        (PriceRuleKey Rule, PriceRuleValue? Value, string Field)[] wrong =
        [
            (PriceRuleKey.OfEntry("nano-banana"), PriceRuleValue.Of(Credits.Zero), "price"),
            (PriceRuleKey.OfEntry("nano-banana"), PriceRuleValue.Of(new Credits(-1)), "price"),
            (PriceRuleKey.OfEntry("no-such-model"), Factor(2000), "entry"),
            (PriceRuleKey.OfRow("nano-banana", "no-such-row"), PriceRuleValue.Of(Credits.Of(1)), "row"),
            (PriceRuleKey.OfUpstream("nano-banana", row), PriceRuleValue.Of(new KieCredits(-1_000_000)), "cost"),
            (PriceRuleKey.OfUpstream("nano-banana", row), PriceRuleValue.Of(new KieCredits(0)), "cost"),
            (new(PriceRuleKind.Step), PriceRuleValue.Of(Credits.Zero), "price"),
            (new(PriceRuleKind.FaceValue), PriceRuleValue.OfMicroDollars(0), "amount"),
            (new(PriceRuleKind.FaceValue), PriceRuleValue.OfMicroDollars(1), "price"),
            (PriceRuleKey.Platform, null, "rule"),
            (PriceRuleKey.Platform, Factor(999), "markup"),
            (tenant, Factor(2000), "until"),
            (tenant, PriceRuleValue.Of(new TenantOverride(new Markup(1500), today.AddDays(-1), "A customer")), "until"),
            (tenant, PriceRuleValue.Of(new TenantOverride(new Markup(1500), today, " ")), "reason"),
            (PriceRuleKey.Of(TenantId.New()), PriceRuleValue.Of(new TenantOverride(new Markup(1500), today, "A customer")), "tenant"),
        ];

        foreach (var (rule, value, field) in wrong)
        {
            Assert.Equal((rule, field), (rule, (await house.EditAsync(draft, rule, value)).Refusal?.Field));
        }

        Assert.Equal(draft.Draft.Version, (await house.ReadAsync(draft.Draft.Id)).Draft.Version);
        Assert.True((await house.EditAsync(draft, tenant, PriceRuleValue.Of(new TenantOverride(new Markup(1500), today, "A customer")))).Succeeded);
    }

    [Fact]
    public async Task Roles_without_the_right_can_do_nothing_with_drafts()
    {
        var draft = await house.StartAsync();
        var (id, version) = (draft.Draft.Id, draft.Draft.Version);

        Refusal?[] refusals =
        [
            (await house.AsStaffAsync((StartDraft start) => start.RunAsync("Mine", CancellationToken.None), StaffRole.Finance)).Refusal,
            (await house.AsStaffAsync((ReadDraft read) => read.RunAsync(id, CancellationToken.None), StaffRole.Finance)).Refusal,
            (await house.EditAsync(draft, Video, Factor(2000), StaffRole.Finance)).Refusal,
            (await house.AsStaffAsync((RebaseDraft rebase) => rebase.RunAsync(new(id, version, draft.Newest, new Dictionary<PriceRuleKey, bool>()), CancellationToken.None), StaffRole.Finance)).Refusal,
            (await house.AsStaffAsync((PublishDraft publish) => publish.RunAsync(new(id, version, null, "A test", true), CancellationToken.None), StaffRole.Finance)).Refusal,
            (await house.AsStaffAsync((DiscardDraft discard) => discard.RunAsync(id, version, CancellationToken.None), StaffRole.Finance)).Refusal,
            (await house.AsStaffAsync((RestoreBook restore) => restore.RunAsync(new(1, draft.Newest, "A test"), CancellationToken.None), StaffRole.Finance)).Refusal,
            (await house.AsStaffAsync((ChangeMarkup change) => change.RunAsync(new(Video, 2000, draft.Newest, "A test"), CancellationToken.None), StaffRole.Finance)).Refusal,
            (await house.AsStaffAsync((SetExchangeRate set) => set.RunAsync(new("rub", new DateOnly(2026, 1, 1), 90), CancellationToken.None), StaffRole.Finance)).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.Equal(RefusalKind.Forbidden, refusal?.Kind));
    }

    private static PriceRuleValue Factor(int thousandths) => PriceRuleValue.Of(new Markup(thousandths));

    private Task<Result<int>> CarryOverAsync(ReadDraft.Answer seen, int newest, params (PriceRuleKey Rule, bool IsMine)[] decided) =>
        house.AsStaffAsync((RebaseDraft rebase) => rebase.RunAsync(
            new(seen.Draft.Id, seen.Draft.Version, newest, decided.ToDictionary(one => one.Rule, one => one.IsMine)), CancellationToken.None));
}
