using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Generation;

/// <summary>A tenant that used a model in the last 30 days is told before its price rises: once, in its owner's language, and only then.</summary>
public sealed class PriceNoticeTests(PriceNoticeHouse house) : IClassFixture<PriceNoticeHouse>
{
    private const string Model = "nano-banana", Other = "qwen2-text-to-image";

    [Fact]
    public async Task Who_used_the_model_is_told_of_a_scheduled_rise_once_and_before_it_counts()
    {
        var (user, stranger, former) = (await house.OpenAsync(), await house.OpenAsync(), await house.OpenAsync());
        await UseAsync(user.Tenant, Model, daysAgo: 3);
        await UseAsync(stranger.Tenant, Other, daysAgo: 3);
        await UseAsync(former.Tenant, Model, daysAgo: 31);
        var from = house.Clock.GetUtcNow().AddDays(10);
        var (before, newest) = (await PriceAsync(), await house.NewestAsync());

        await house.PublishAsync(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(before + Credits.Of(2)), from);
        var mail = Assert.Single(await house.MailOfAsync(user.Email));

        Assert.Equal($"Prices rise on {from.UtcDateTime:d MMMM yyyy}", mail.Subject);
        Assert.Contains($"Nano Banana: {before + Credits.Of(2)} instead of {before} credits per image.", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"From {from.UtcDateTime:d MMMM yyyy, HH:mm} UTC on", mail.Text, StringComparison.Ordinal);
        Assert.Contains("/prices", mail.Text, StringComparison.Ordinal);
        Assert.Empty(await house.MailOfAsync(stranger.Email));
        Assert.Empty(await house.MailOfAsync(former.Email));
        Assert.Equal(before, await PriceAsync());
        var notice = Assert.Single(await NoticesAsync(user.Tenant));
        Assert.Equal((newest + 1, new PriceRise(Model, "any", PriceUnit.Image, before, before + Credits.Of(2), 0)), (notice.Book, Assert.Single(notice.Rises)));
        Assert.Empty(await NoticesAsync(stranger.Tenant));

        // The same item a second time, as after a crash between its commit and its end.
        await AskAgainAsync(newest + 1);
        Assert.Single(await house.MailOfAsync(user.Email));
        await house.RestoreAsync(newest, newest + 1);
        await house.RunDueWorkAsync();
    }

    [Fact]
    public async Task A_scheduled_book_that_is_withdrawn_is_taken_back_in_the_owners_language()
    {
        var (tenant, email) = await house.OpenAsync("ru");
        await UseAsync(tenant, Model, daysAgo: 1);
        var (before, newest, from) = (await PriceAsync(), await house.NewestAsync(), house.Clock.GetUtcNow().AddDays(5));
        await house.PublishAsync(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(before + Credits.Of(1)), from);
        Assert.StartsWith("Цены вырастут ", Assert.Single(await house.MailOfAsync(email)).Subject, StringComparison.Ordinal);

        Assert.True((await house.RestoreAsync(newest, newest + 1)).Succeeded);
        var mail = await house.MailOfAsync(email);

        Assert.Equal(2, mail.Count);
        Assert.Contains("отменено", mail[1].Subject, StringComparison.Ordinal);
        Assert.Empty(await NoticesAsync(tenant));
        await AskAgainAsync(newest + 1);
        await AskAgainAsync(newest + 2);
        Assert.Equal(2, (await house.MailOfAsync(email)).Count);
        Assert.Empty(await NoticesAsync(tenant));
    }

    [Fact]
    public async Task A_rise_at_once_is_told_at_once_and_is_news_for_a_week()
    {
        var (tenant, email) = await house.OpenAsync();
        await UseAsync(tenant, Model, daysAgo: 29);
        await house.PublishAsync(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(await PriceAsync() + Credits.Of(1)));

        Assert.Contains("Since ", Assert.Single(await house.MailOfAsync(email)).Text, StringComparison.Ordinal);
        Assert.Single(await NoticesAsync(tenant));

        house.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Empty(await NoticesAsync(tenant));
    }

    [Fact]
    public async Task A_price_that_falls_is_no_news_and_neither_is_anothers_own_price()
    {
        var (plain, special) = (await house.OpenAsync(), await house.OpenAsync());
        await UseAsync(plain.Tenant, Other, daysAgo: 2);
        await UseAsync(special.Tenant, Other, daysAgo: 2);
        var until = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime).AddDays(90);
        await house.PublishAsync(PriceRuleKey.Of(special.Tenant), PriceRuleValue.Of(new TenantOverride(new Markup(1500), until, "A large customer")));
        Assert.Empty(await house.MailOfAsync(plain.Email));

        // Dearer for all but the one with a markup of its own; then its own markup goes up.
        await house.PublishAsync(PriceRuleKey.OfEntry(Other), PriceRuleValue.Of(new Markup(2800)));
        Assert.Single(await house.MailOfAsync(plain.Email));
        Assert.Empty(await house.MailOfAsync(special.Email));
        await house.PublishAsync(PriceRuleKey.Of(special.Tenant), PriceRuleValue.Of(new TenantOverride(new Markup(1600), until, "A large customer")));
        Assert.Single(await house.MailOfAsync(special.Email));
        await house.PublishAsync(PriceRuleKey.OfEntry(Other), PriceRuleValue.Of(new Markup(1900)));
        Assert.Single(await house.MailOfAsync(plain.Email));
    }

    [Fact]
    public async Task A_rise_by_a_released_definition_alone_is_told_too()
    {
        const string Changed = "z-image";
        var (tenant, email) = await house.OpenAsync();
        await UseAsync(tenant, Changed, daysAgo: 2);
        var seen = (await house.AsStaffAsync((ReadEntry read) => read.RunAsync(Changed, CancellationToken.None))).Value!;
        var entry = JsonNode.Parse(seen.Document.GetRawText())!;
        entry["prices"]![0]!["kieMicroCredits"] = 2 * (long)entry["prices"]![0]!["kieMicroCredits"]!;
        Assert.True((await house.AsStaffAsync((ChangeEntry change) =>
            change.RunAsync(new(Changed, seen.Version, JsonElement.Parse(entry.ToJsonString()), "A test"), CancellationToken.None))).Succeeded);
        Assert.Empty(await house.MailOfAsync(email));

        var published = await house.PublishAsync(await house.StartAsync());

        Assert.True(published.Succeeded, published.Refusal?.Message);
        Assert.Single(await house.MailOfAsync(email));
        var rise = Assert.Single(Assert.Single(await NoticesAsync(tenant)).Rises);
        Assert.Equal((Changed, rise.Before + rise.Before), (rise.EntryKey, rise.After));
    }

    [Fact]
    public async Task Staff_see_beforehand_how_many_will_be_told_and_one_mail_tells_of_many_models()
    {
        var (tenant, email) = await house.OpenAsync();
        await UseAsync(tenant, Model, daysAgo: 2);
        await UseAsync(tenant, "kling-3-0-video", daysAgo: 2, mode: Mode.Live);
        await UseAsync((await house.OpenAsync()).Tenant, "kling-3-0-video", daysAgo: 2, mode: Mode.Test);
        var draft = await house.StartAsync();
        await house.EditAsync(draft, PriceRuleKey.Platform, PriceRuleValue.Of(new Markup(2300)));
        await house.EditAsync(await house.ReadAsync(draft.Draft.Id), PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(new Markup(9000)));
        var seen = await house.ReadAsync(draft.Draft.Id);

        var rises = await house.AsStaffAsync((FindPriceRises find) => find.RunAsync(seen.Former, seen.Book, house.Clock.GetUtcNow(), CancellationToken.None));
        var published = await house.PublishAsync(seen);
        var mail = Assert.Single(await house.MailOfAsync(email));

        Assert.Equal(["kling-3-0-video", Model], Assert.Single(rises, rise => rise.Tenant == tenant).Rises.Select(rise => rise.EntryKey));
        Assert.Equal(rises.Count, await house.ScalarAsync<long>("select count(*) from generation_price_notices where book_number = $1", published.Value));
        Assert.Contains("Kling 3.0", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Other settings of this model", mail.Text, StringComparison.Ordinal);
        await house.PublishAsync(PriceRuleKey.Platform, PriceRuleValue.Of(new Markup(2000)));
    }

    private async Task<Credits> PriceAsync()
    {
        var entry = Catalogue.LoadStarter().Find(Model)!;
        return (await house.Prices.GetAsync(CancellationToken.None)).UnitPrice(entry, entry.Prices[0]);
    }

    private Task<IReadOnlyList<ListPriceNotices.Notice>> NoticesAsync(TenantId tenant) =>
        house.AsMemberAsync(tenant, (ListPriceNotices list) => list.RunAsync(CancellationToken.None));

    private Task AskAgainAsync(int book) => house.ExecuteAsync(
        $$"""
        insert into work_items (id, kind, payload, mode, due_at, created_at, attempts) values (gen_random_uuid(), 'catalog.prices-published', '{"Book":{{book}}}', 'Live', now() - interval '1 day', now(), 0)
        """);

    private Task UseAsync(TenantId tenant, string entry, int daysAgo, Mode mode = Mode.Live) => house.AddUsageAsync(tenant, entry, daysAgo, 1, 0, Credits.Of(4), default, mode);
}
