using KieSaaS.Catalog;
using Npgsql;

namespace KieSaaS.Tests.Catalog;

/// <summary>What the unique number is worth: publishers who looked at the same moment, with it and without it.</summary>
public sealed class PublishGuardTests(PricingHouse house) : IClassFixture<PricingHouse>
{
    private const int Publishers = 4;

    [Fact]
    public async Task Only_the_unique_number_keeps_two_who_looked_at_once_from_publishing_both()
    {
        Assert.Equal(1, await PublishTogetherAsync());

        await ExecuteAsync("alter table catalog_price_books drop constraint pk_catalog_price_books");
        try
        {
            Assert.Equal(Publishers, await PublishTogetherAsync());
        }
        finally
        {
            await ExecuteAsync("delete from catalog_price_books b using catalog_price_books c where b.number = c.number and b.ctid > c.ctid");
            await ExecuteAsync("alter table catalog_price_books add constraint pk_catalog_price_books primary key (number)");
        }
    }

    // Everybody has looked before anybody may write: the lock lets readers pass and holds writers until all of them wait.
    private async Task<int> PublishTogetherAsync()
    {
        var newest = await house.NewestAsync();
        await using var connection = new NpgsqlConnection(house.Connections.Owner);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table catalog_price_books in share row exclusive mode", connection))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var publishing = Enumerable.Range(0, Publishers).Select(i => house.ChangeAsync(PriceRuleKey.Platform, 2000 + i, newest)).ToList();
        await using var waiting = new NpgsqlCommand("select count(*) from pg_locks where not granted and relation = 'catalog_price_books'::regclass", connection);
        for (var i = 0; i < 500 && (long)(await waiting.ExecuteScalarAsync())! < Publishers; i++)
        {
            await Task.Delay(10);
        }

        await transaction.CommitAsync();
        return (await Task.WhenAll(publishing)).Count(answer => answer.Succeeded);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(house.Connections.Owner!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
