using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tests.Reporting;

namespace KieSaaS.Tests.Catalog;

/// <summary>A price book's number is given once: of two changes made against one book, one is published.</summary>
public sealed class PriceBookGuardTests
{
    [Fact]
    public async Task Two_changes_at_once_publish_one_book_and_the_other_is_told() => Assert.Equal(
        ["catalog.book-moved-on, 1 books", "yes, 2 books"],
        await Guards.PeelAsync<StaffHouse, string>(
            async house =>
            {
                var book = await house.ScalarAsync<int>("select max(number) from catalog_price_books");
                var second = await house.RaceAsync(() => ChangeAsync(house, book, 1500), () => Race.VerdictAsync(() => ChangeAsync(house, book, 2500)));
                return $"{second}, {await house.ScalarAsync<long>("select count(*) from catalog_price_books where number = $1", book + 1)} books";
            },
            Guard.Constraint("catalog_price_books", "pk_catalog_price_books")));

    [Fact]
    public async Task The_first_prices_are_published_once_however_many_nodes_start() => Assert.Equal(
        (long[])[1, 2],
        await Guards.PeelAsync<StaffHouse, long>(
            async house =>
            {
                await house.AsPlatformAsync(async (PublishFirstPrices publish) =>
                {
                    await publish.RunAsync(CancellationToken.None);
                    return true;
                });
                return await house.ScalarAsync<long>("select count(*) from catalog_price_books where number = 1");
            },
            Guard.Constraint("catalog_price_books", "pk_catalog_price_books")));

    private static Task<Result<int>> ChangeAsync(StaffHouse house, int book, int thousandths) => house.AsStaffAsync((ChangeMarkup change) =>
        change.RunAsync(new ChangeMarkup.Command("nano-banana", thousandths, book, "A test of two at once") { IsSure = true }, CancellationToken.None));
}
