using System.Globalization;
using KieSaaS.Data.Embedded;
using Npgsql;

namespace KieSaaS.Data;

/// <summary>
/// A private PostgreSQL for machines where nobody configured one. It lives in the data directory, listens on loopback alone,
/// and is shared by the processes that use the directory: the last to leave stops it, a crash leaves it to be found again.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Owner = "kiesaas_owner";

    private readonly SharedUse _use;
    private readonly Cluster _cluster;

    private EmbeddedPostgres(SharedUse use, Cluster cluster, string owner) => (_use, _cluster, OwnerConnectionString) = (use, cluster, owner);

    /// <summary>The connection string of the database's owner, which is not a superuser.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>Finds the directory's server running or starts it, and makes the database if it is not there.</summary>
    /// <param name="directory">Where its state lives.</param>
    /// <param name="npmRoot">The folder whose <c>node_modules</c> may hold a PostgreSQL.</param>
    /// <param name="isDurable">False switches fsync off: for tests only.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="InvalidOperationException">No PostgreSQL to run, or it does not start; the message says why.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(DataDirectory directory, string? npmRoot, bool isDurable, CancellationToken ct)
    {
        var folder = directory.Folder("postgres");
        var password = directory.Secret("postgres");
        var (use, running) = await SharedUse.JoinAsync(
            Path.Combine(folder, "users.lock"),
            async () =>
            {
                var home = ReachableHome(folder);
                var binaries = await ReachableAsync(PostgresBinaries.Find(MajorOf(home), npmRoot), ct);
                var cluster = new Cluster(home, binaries, password, isDurable);
                var port = await cluster.StartAsync(ct);
                return (cluster, owner: await EnsureDatabaseAsync(cluster, port, directory.Secret("postgres-owner"), ct));
            },
            ct);
        return new EmbeddedPostgres(use, running.cluster, running.owner);
    }

    /// <summary>Stops the server unless another process uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _use.LeaveAsync(() => _cluster.StopAsync(CancellationToken.None));
        _use.Dispose();
    }

    // The server's user cannot pass a folder like /root: the cluster then lives where it can, and the data directory keeps the address.
    private static string ReachableHome(string folder)
    {
        var address = Path.Combine(folder, "location");
        if (File.Exists(address))
        {
            var kept = File.ReadAllText(address).Trim();
            Directory.CreateDirectory(kept);
            return kept;
        }

        if (UnprivilegedUser.IsNeeded && !OperatingSystem.IsWindows())
        {
            // Passing through is enough; the cluster's own folder stays closed to others.
            Open(folder);
            Open(Path.GetDirectoryName(folder)!);
        }

        var home = Path.Combine(folder, "cluster");
        if (!UnprivilegedUser.CanReach(Path.Combine(home, "data")))
        {
            home = $"/var/lib/kiesaas/{Guid.NewGuid():n}";
            File.WriteAllText(address, home);
        }

        Directory.CreateDirectory(home);
        return home;
    }

    private static void Open(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute);
        }
    }

    private static int? MajorOf(string home)
    {
        var version = Path.Combine(home, "data", "PG_VERSION");
        return File.Exists(version) ? int.Parse(File.ReadAllText(version).Trim(), CultureInfo.InvariantCulture) : null;
    }

    private static async Task<PostgresBinaries> ReachableAsync(PostgresBinaries binaries, CancellationToken ct)
    {
        if (UnprivilegedUser.CanReach(binaries.Program("postgres")))
        {
            return binaries;
        }

        var copy = $"/var/lib/kiesaas/postgresql-{binaries.Major}";
        if (!File.Exists(Path.Combine(copy, "bin", "postgres")))
        {
            Directory.CreateDirectory("/var/lib/kiesaas");
            var draft = $"{copy}.{Guid.NewGuid():n}";
            await Command.RunAsync("cp", ["-a", Path.GetDirectoryName(binaries.Folder)!, draft], ct);
            await Command.RunAsync("chmod", ["-R", "o+rX", draft], ct);
            Directory.Move(draft, copy);
        }

        return binaries with { Folder = Path.Combine(copy, "bin") };
    }

    private static async Task<string> EnsureDatabaseAsync(Cluster cluster, int port, string ownerPassword, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString(port, "postgres"));
        await connection.OpenAsync(ct);
        await using var role = new NpgsqlCommand(
            $"""
            do $$ begin
              if not exists (select from pg_roles where rolname = '{Owner}') then
                create role {Owner} login createrole createdb password '{ownerPassword}';
              end if;
            end $$;
            """,
            connection);
        await role.ExecuteNonQueryAsync(ct);
        await using var exists = new NpgsqlCommand("select exists (select from pg_database where datname = 'kiesaas')", connection);
        if (!(bool)(await exists.ExecuteScalarAsync(ct))!)
        {
            await using var create = new NpgsqlCommand($"create database kiesaas owner {Owner}", connection);
            await create.ExecuteNonQueryAsync(ct);
        }

        return new NpgsqlConnectionStringBuilder(cluster.ConnectionString(port, "kiesaas"))
        {
            Username = Owner,
            Password = ownerPassword,
            Timeout = 15,
            Pooling = true,
        }.ConnectionString;
    }
}
