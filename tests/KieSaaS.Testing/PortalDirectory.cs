using System.Globalization;

namespace KieSaaS.Testing;

/// <summary>A temporary data directory of a portal, and what can be seen of it from outside. Disposing it removes it.</summary>
public sealed class PortalDirectory : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kiesaas-portal-").FullName;

    /// <summary>Makes one.</summary>
    /// <param name="below">Folders that lead from a temporary folder, which only its owner may enter, to the directory.</param>
    public PortalDirectory(params string[] below) => Path = System.IO.Path.Combine([_root, .. below]);

    /// <summary>What <c>--data</c> gets.</summary>
    public string Path { get; }

    /// <summary>Where its database lives: elsewhere when PostgreSQL's user cannot come here.</summary>
    public string DatabaseHome => PortalRemains.DatabaseHomeOf(Path);

    /// <summary>The process of its running database server.</summary>
    public int DatabaseProcessId =>
        int.Parse(File.ReadLines(System.IO.Path.Combine(DatabaseHome, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>The command lines of all processes that name the directory or its database's.</summary>
    public IReadOnlyList<string> Processes()
    {
        Prerequisite.Missing(!Directory.Exists("/proc/self"), "processes are listed from /proc, which this system has not");
        return [.. Directory.GetDirectories("/proc").Where(IsProcess).Select(CommandLine).Where(line => line.Contains(Path, StringComparison.Ordinal) || line.Contains(DatabaseHome, StringComparison.Ordinal))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(DatabaseHome))
        {
            Directory.Delete(DatabaseHome, recursive: true);
        }

        Directory.Delete(_root, recursive: true);
    }

    private static bool IsProcess(string folder) => int.TryParse(System.IO.Path.GetFileName(folder), CultureInfo.InvariantCulture, out _);

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(System.IO.Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended while the list was read, or it is somebody else's.
            return "";
        }
    }
}
