using KieSaaS.Data;
using Npgsql;

namespace KieSaaS.Tests.Data;

public sealed class LoginTests
{
    [Fact]
    public async Task Logins_of_the_operators_own_can_work_after_a_migration()
    {
        var database = await TestCluster.CloneAsync();
        var name = new NpgsqlConnectionStringBuilder(database.Owner).Database;
        await RunAsync(database.Owner!, $"create role {name}_a login password 'one'; create role {name}_p login password 'two'");
        var own = database with { Application = As(database, $"{name}_a", "one"), Platform = As(database, $"{name}_p", "two") };

        await new MigrateDatabase(own).RunAsync(CancellationToken.None);

        await RunAsync(own.Application, "select count(*) from generation_jobs");
        await RunAsync(own.Platform, "select count(*) from generation_jobs");
        var stranger = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(database.Application, "select 1"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, stranger.SqlState);
    }

    [Fact]
    public async Task The_derived_logins_follow_the_owners_password()
    {
        var connections = DatabaseConnections.FromOwner((await TestCluster.CloneAsync()).Owner!);
        var login = new NpgsqlConnectionStringBuilder(connections.Application) { Pooling = false };
        await new MigrateDatabase(connections).RunAsync(CancellationToken.None);
        await RunAsync(connections.Owner!, $"alter role {login.Username} password 'from an owner password of before'");
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(login.ConnectionString, "select 1"));

        await new MigrateDatabase(connections).RunAsync(CancellationToken.None);

        await RunAsync(login.ConnectionString, "select count(*) from generation_jobs");
    }

    private static string As(DatabaseConnections database, string login, string password) =>
        new NpgsqlConnectionStringBuilder(database.Owner) { Username = login, Password = password, Pooling = false }.ConnectionString;

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
