using KieSaaS.Data;
using Npgsql;

namespace KieSaaS.Testing;

/// <summary>
/// One private PostgreSQL per test run, without fsync, with a migrated template that each test class clones.
/// It is thrown away when the process ends.
/// </summary>
public static class TestCluster
{
    private static readonly Lazy<Task<Running>> Started = new(StartAsync);

    /// <summary>A fresh database with the present schema, and its three logins.</summary>
    public static async Task<DatabaseConnections> CloneAsync()
    {
        var running = await Started.Value;
        var name = $"t_{Guid.NewGuid():n}";
        await using var connection = new NpgsqlConnection(With(running.Template.Owner!, "postgres", pooling: false));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name} template kiesaas", connection);
        await create.ExecuteNonQueryAsync();
        return new(With(running.Template.Owner!, name), With(running.Template.Application, name), With(running.Template.Platform, name));
    }

    private static async Task<Running> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"kiesaas-tests-{Guid.NewGuid():n}");
        try
        {
            var postgres = await EmbeddedPostgres.StartAsync(new DataDirectory(folder), Repository.Root, isDurable: false, CancellationToken.None);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(postgres, folder);
            var connections = DatabaseConnections.FromOwner(postgres.OwnerConnectionString);
            await new MigrateDatabase(connections).RunAsync(CancellationToken.None);
            NpgsqlConnection.ClearAllPools();
            return new Running(connections);
        }
        catch (InvalidOperationException e) when (e.Message.StartsWith("No PostgreSQL", StringComparison.Ordinal))
        {
            Prerequisite.Missing(missing: true, e.Message);
            throw;
        }
    }

    // At process exit there is nobody left to await it.
    private static void Stop(EmbeddedPostgres postgres, string folder)
    {
        Task.Run(async () => await postgres.DisposeAsync()).Wait(TimeSpan.FromSeconds(20));
        Directory.Delete(folder, recursive: true);
    }

    private static string With(string connectionString, string database, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, Pooling = pooling, MaxPoolSize = 60 }.ConnectionString;

    private sealed record Running(DatabaseConnections Template);
}
