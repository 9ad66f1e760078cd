using KieSaaS.Catalog;
using Npgsql;

namespace KieSaaS.Tests.Catalog;

/// <summary>Numbers, times and the way back.</summary>
public sealed class PublishBookTests(PricingHouse house) : IClassFixture<PricingHouse>
{
    private static readonly PriceRuleKey Video = PriceRuleKey.Of(MediaKind.Video);

    [Fact]
    public async Task Many_who_publish_at_once_make_one_book()
    {
        var newest = await house.NewestAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => house.ChangeAsync(Video, 2000 + i, newest)));

        Assert.Equal(newest + 1, Assert.Single(answers, answer => answer.Succeeded).Value);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("catalog.book-moved-on", answer.Refusal!.Code));
        Assert.Equal(newest + 1, await house.NewestAsync());
    }

    [Fact]
    public async Task The_platforms_and_a_kinds_markup_are_changed_in_place()
    {
        var first = (await house.ChangeAsync(PriceRuleKey.Platform, 2200, await house.NewestAsync())).Value;
        var second = (await house.ChangeAsync(Video, 1700, first)).Value;
        var third = (await house.ChangeAsync(Video, null, second)).Value;

        var (changed, removed) = (await FindAsync(second), await FindAsync(third));
        Assert.Equal((2200, 1700), (changed.Markups.Platform.Thousandths, changed.Markups.Kinds[MediaKind.Video].Thousandths));
        Assert.DoesNotContain(MediaKind.Video, removed.Markups.Kinds.Keys);
        Assert.Equal("catalog.markup-out-of-range", (await house.ChangeAsync(PriceRuleKey.Platform, 0, third)).Refusal!.Code);
    }

    [Fact]
    public async Task A_scheduled_book_comes_into_force_at_its_time_without_a_signal()
    {
        var before = await house.Prices.GetAsync(CancellationToken.None);
        var at = house.Clock.GetUtcNow().AddHours(2);
        var scheduled = await house.PublishAsync(Video, PriceRuleValue.Of(new Markup(2750)), at);
        await UntilKnownAsync(scheduled);

        Assert.Equal(before.Number, (await house.Prices.GetAsync(CancellationToken.None)).Number);
        house.Clock.Advance(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(1));

        var after = await house.Prices.GetAsync(CancellationToken.None);
        Assert.Equal((scheduled, 2750), (after.Number, after.Markups.Kinds[MediaKind.Video].Thousandths));
    }

    [Fact]
    public async Task Nothing_slips_in_front_of_a_scheduled_book_but_bringing_the_former_back_which_withdraws_it()
    {
        var former = await house.Prices.GetAsync(CancellationToken.None);
        var at = house.Clock.GetUtcNow().AddHours(2);
        var scheduled = await house.PublishAsync(Video, PriceRuleValue.Of(new Markup(2850)), at);

        Assert.Equal("catalog.book-scheduled", (await house.ChangeAsync(Video, 2000, scheduled)).Refusal!.Code);
        var draft = await house.StartAsync();
        await house.EditAsync(draft, Video, PriceRuleValue.Of(new Markup(2950)));
        draft = await house.ReadAsync(draft.Draft.Id);
        Assert.Equal("catalog.book-scheduled", (await house.PublishAsync(draft, at.AddMinutes(-1))).Refusal!.Code);

        var restored = (await house.RestoreAsync(former.Number, scheduled)).Value;
        house.Clock.Advance(TimeSpan.FromHours(3));
        await UntilKnownAsync(restored);

        var now = await house.Prices.GetAsync(CancellationToken.None);
        Assert.Equal(restored, now.Number);
        Assert.Empty(PriceRules.Of(former).ChangesTo(PriceRules.Of(now)));
        var lines = (await house.AsStaffAsync((ListPriceBooks list) => list.RunAsync(null, CancellationToken.None))).Books;
        Assert.Equal(
            [(restored, PriceBookState.InForce, (int?)former.Number), (scheduled, PriceBookState.Withdrawn, null)],
            lines.Take(2).Select(line => (line.Number, line.State, line.Restores)));
    }

    [Fact]
    public async Task A_published_book_cannot_be_changed_or_removed_by_any_login_of_the_product()
    {
        foreach (var login in (string[])[house.Connections.Application, house.Connections.Platform])
        {
            await using var source = NpgsqlDataSource.Create(login);
            foreach (var sql in (string[])["update catalog_price_books set content = '[]'", "delete from catalog_price_books", "truncate catalog_price_books", "delete from catalog_price_drafts"])
            {
                await using var command = source.CreateCommand(sql);
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
            }
        }
    }

    [Fact]
    public async Task A_book_that_is_not_there_is_not_brought_back() =>
        Assert.Equal("catalog.unknown-book", (await house.RestoreAsync(9_999, await house.NewestAsync())).Refusal!.Code);

    private async Task<PriceBook> FindAsync(int number) => (await house.Prices.FindAsync(number, CancellationToken.None))!;

    // The signal of a publication comes a moment after it; the switch at a scheduled time needs none.
    private async Task UntilKnownAsync(int number)
    {
        for (var i = 0; i < 200; i++)
        {
            await Task.Delay(10);
            if (await house.ScalarAsync<int>("select max(number) from catalog_price_books") == number && i > 20)
            {
                await house.Prices.GetAsync(CancellationToken.None);
                return;
            }
        }

        Assert.Fail("The book was never published.");
    }
}
