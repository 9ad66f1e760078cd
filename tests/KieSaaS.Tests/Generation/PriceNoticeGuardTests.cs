using KieSaaS.Catalog;
using KieSaaS.Generation.Notices;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Generation;

/// <summary>What keeps a tenant from being told of a book twice, or of one that will not come: with it and without it.</summary>
public sealed class PriceNoticeGuardTests
{
    private static readonly Guard Lock = Guard.InStatement(@"select pg_advisory_xact_lock\(hashtextextended\((@\w+), 0\)\)", "select $1::text");

    [Fact]
    public async Task Two_nodes_that_tell_of_one_book_send_one_mail() => Assert.Equal(
        ["Done: 1", "pk_generation_price_notices: 1", "Done: 2"],
        await Guards.PeelAsync<PriceNoticeHouse, string>(
            async house =>
            {
                var (tenant, email) = await house.OpenAsync();
                await house.AddUsageAsync(tenant, "nano-banana", 1, 1, 0, Credits.Of(4), default);
                var book = await PublishAsync(house);
                var second = await house.RaceAsync(() => TellAsync(house, book), () => Race.OutcomeAsync(async () => (await TellAsync(house, book)).Again is null ? "Done" : "Again"));
                return $"{second}: {await house.ScalarAsync<long>("select count(*) from work_items where kind = 'mail.send' and payload like '%' || $1 || '%'", email)}";
            },
            Lock,
            Guard.Constraint("generation_price_notices", "pk_generation_price_notices")));

    [Fact]
    public async Task A_book_that_is_withdrawn_while_it_is_told_of_is_taken_back() => Assert.Equal(
        (long[])[0, 1],
        await Guards.PeelAsync<PriceNoticeHouse, long>(
            async house =>
            {
                var (tenant, _) = await house.OpenAsync();
                await house.AddUsageAsync(tenant, "nano-banana", 1, 1, 0, Credits.Of(4), default);
                var newest = await house.NewestAsync();
                var book = await PublishAsync(house, house.Clock.GetUtcNow().AddDays(3));
                await house.RaceAsync(() => TellAsync(house, book), async () =>
                {
                    var restored = (await house.RestoreAsync(newest, book)).Value;
                    return await TellAsync(house, restored);
                });
                return await house.ScalarAsync<long>("select count(*) from generation_price_notices where tenant_id = $1 and withdrawn_at is null", tenant.Value);
            },
            Lock));

    private static Task<KieSaaS.Work.WorkOutcome> TellAsync(PriceNoticeHouse house, int book) =>
        house.AsPlatformAsync((TellPrices tell) => tell.RunAsync(new PricesPublished(book), CancellationToken.None));

    private static async Task<int> PublishAsync(PriceNoticeHouse house, DateTimeOffset? at = null)
    {
        var price = (await house.Prices.GetAsync(CancellationToken.None)).UnitPrice(Catalogue.LoadStarter().Find("nano-banana")!, Catalogue.LoadStarter().Find("nano-banana")!.Prices[0]);
        return await house.PublishAsync(PriceRuleKey.OfEntry("nano-banana"), PriceRuleValue.Of(price + Credits.Of(1)), at);
    }
}
