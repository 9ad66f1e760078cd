using KieSaaS.Tenancy;
using Npgsql;

namespace KieSaaS.Data;

/// <summary>The pools of connections that the running product uses.</summary>
public sealed class DatabaseSources : IAsyncDisposable
{
    /// <summary>Opens nothing yet; connections are made when they are asked for.</summary>
    public DatabaseSources(DatabaseConnections connections)
    {
        Application = NpgsqlDataSource.Create(DatabaseConnections.WithPool(connections.Application));
        Platform = NpgsqlDataSource.Create(DatabaseConnections.WithPool(connections.Platform));
        Deferred = NpgsqlDataSource.Create(DatabaseConnections.WithDeferredCommits(connections.Platform));
        PlatformConnectionString = connections.Platform;
    }

    /// <summary>Bound by row-level security; useless until a tenant is named.</summary>
    internal NpgsqlDataSource Application { get; }

    /// <summary>Sees all tenants. For hand-written statements that decide for many tenants at once.</summary>
    public NpgsqlDataSource Platform { get; }

    /// <summary>
    /// As <see cref="Platform"/>, but a commit returns before it is on disk: for one who calls <see cref="FlushAsync"/> before
    /// telling anybody.
    /// </summary>
    internal NpgsqlDataSource Deferred { get; }

    /// <summary>For a connection outside the pool, such as the one that listens for signals.</summary>
    internal string PlatformConnectionString { get; }

    /// <summary>The pool that an actor's scope uses.</summary>
    internal NpgsqlDataSource For(Actor actor) => actor.IsPlatform ? Platform : Application;

    /// <summary>Returns when everything that was committed before the call is on disk, deferred or not.</summary>
    internal async Task FlushAsync(CancellationToken ct)
    {
        // A transaction that writes something, committed as usual: the log is flushed up to it, and all before it with it.
        await using var command = Platform.CreateCommand("select pg_logical_emit_message(true, 'kiesaas', '')");
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Platform.DisposeAsync();
        await Deferred.DisposeAsync();
    }
}
