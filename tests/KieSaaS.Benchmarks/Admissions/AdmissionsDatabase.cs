using KieSaaS.Data;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using Npgsql;

namespace KieSaaS.Benchmarks.Admissions;

/// <summary>A private PostgreSQL that syncs every commit to disk, with the present schema and tenants who can pay for everything.</summary>
internal sealed class AdmissionsDatabase : IAsyncDisposable
{
    /// <summary>Tenants of the spread phases; the hot one has the number after the last.</summary>
    public const int Tenants = 1000, Hot = Tenants + 1;

    private const long MicroCredits = 1_000_000_000_000_000;

    private readonly EmbeddedPostgres _postgres;
    private readonly NpgsqlDataSource _platform;

    private AdmissionsDatabase(EmbeddedPostgres postgres, DatabaseConnections connections)
    {
        (_postgres, Connections) = (postgres, connections);
        _platform = NpgsqlDataSource.Create(connections.Platform);
    }

    public DatabaseConnections Connections { get; }

    public static async Task<AdmissionsDatabase> StartAsync(DataDirectory directory)
    {
        var postgres = await EmbeddedPostgres.StartAsync(directory, Checkout.Root, isDurable: true, CancellationToken.None);
        var connections = DatabaseConnections.FromOwner(postgres.OwnerConnectionString);
        await new MigrateDatabase(connections).RunAsync(CancellationToken.None);
        return new AdmissionsDatabase(postgres, connections);
    }

    /// <summary>Makes the tenants, and gives their API keys in the order of their numbers.</summary>
    public async Task<string[]> SeedAsync()
    {
        var keys = Enumerable.Range(1, Hot).Select(_ => ApiKeyFormat.Make(Mode.Live)).ToArray();
        await using var connection = new NpgsqlConnection(Connections.Owner);
        await connection.OpenAsync();
        await using var seed = new NpgsqlCommand(await File.ReadAllTextAsync(Checkout.Source("Admissions", "seed.sql")), connection);
        await seed.ExecuteNonQueryAsync();
        await using var run = new NpgsqlCommand("select pg_temp.seed($1, $2, $3, $4)", connection);
        run.Parameters.AddWithValue(keys.Select(ApiKeyFormat.Hash).ToArray());
        run.Parameters.AddWithValue(keys.Select(ApiKeyFormat.Prefix).ToArray());
        run.Parameters.AddWithValue(keys.Select(key => key[^4..]).ToArray());
        run.Parameters.AddWithValue(MicroCredits);
        await run.ExecuteNonQueryAsync();
        await using var analyze = new NpgsqlCommand("analyze", connection);
        await analyze.ExecuteNonQueryAsync();
        return keys;
    }

    /// <summary>One number.</summary>
    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = _platform.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
