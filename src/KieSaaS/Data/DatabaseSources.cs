using KieSaaS.Tenancy;
using Npgsql;

namespace KieSaaS.Data;

/// <summary>The two pools of connections that the running product uses.</summary>
public sealed class DatabaseSources : IAsyncDisposable
{
    /// <summary>Opens nothing yet; connections are made when they are asked for.</summary>
    public DatabaseSources(DatabaseConnections connections)
    {
        Application = NpgsqlDataSource.Create(DatabaseConnections.WithPool(connections.Application));
        Platform = NpgsqlDataSource.Create(DatabaseConnections.WithPool(connections.Platform));
        PlatformConnectionString = connections.Platform;
    }

    /// <summary>Bound by row-level security; useless until a tenant is named.</summary>
    internal NpgsqlDataSource Application { get; }

    /// <summary>Sees all tenants. For hand-written statements that decide for many tenants at once.</summary>
    public NpgsqlDataSource Platform { get; }

    /// <summary>For a connection outside the pool, such as the one that listens for signals.</summary>
    internal string PlatformConnectionString { get; }

    /// <summary>The pool that an actor's scope uses.</summary>
    internal NpgsqlDataSource For(Actor actor) => actor.IsPlatform ? Platform : Application;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Platform.DisposeAsync();
    }
}
