using System.Diagnostics;
using System.Globalization;
using KieSaaS.Data;

namespace KieSaaS.Tests.Generation;

/// <summary>A house on a server of its own that writes to a real disk, and that a test can kill.</summary>
public sealed class DurableHouse : AdmissionHouse
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kiesaas-durable-").FullName;
    private EmbeddedPostgres? _postgres;

    /// <summary>The database as its owner, where the server now listens.</summary>
    public string Owner => _postgres!.OwnerConnectionString;

    // What the house knows of its server is no longer true when the class is done.
    protected override bool ProvesTheBooks => false;

    /// <summary>Kills the server with all its processes at once, as a power cut would, and starts it on what the disk holds.</summary>
    public async Task CutThePowerAsync()
    {
        var file = Directory.EnumerateFiles(_folder, "postmaster.pid", SearchOption.AllDirectories).Single();
        var postmaster = int.Parse((await File.ReadAllLinesAsync(file))[0], CultureInfo.InvariantCulture);
        foreach (var process in ChildrenOf(postmaster).Prepend(postmaster).Select(Process.GetProcessById).ToArray())
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await _postgres!.DisposeAsync();
        _postgres = await EmbeddedPostgres.StartAsync(new DataDirectory(_folder), Repository.Root, isDurable: true, CancellationToken.None);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    protected override async Task<DatabaseConnections> OpenDatabaseAsync()
    {
        _postgres = await EmbeddedPostgres.StartAsync(new DataDirectory(_folder), Repository.Root, isDurable: true, CancellationToken.None);
        var connections = DatabaseConnections.FromOwner(_postgres.OwnerConnectionString);
        await new MigrateDatabase(connections).RunAsync(CancellationToken.None);
        return connections;
    }

    // Taken before the first is killed: an orphan has another parent.
    private static List<int> ChildrenOf(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(id => ParentOf(id) == parent),
    ];

    private static int ParentOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 4)..].Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
