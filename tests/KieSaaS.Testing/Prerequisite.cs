using Xunit;

namespace KieSaaS.Testing;

/// <summary>
/// What a test needs from the machine. Where it is missing the test is a visible skip that says what and how to get it;
/// with <c>CI=true</c> it is a failure, so that a build server never goes green by having nothing to run.
/// </summary>
public static class Prerequisite
{
    /// <summary>True on a build server.</summary>
    public static bool IsBuildServer => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of a program, or a skip (a failure with <c>CI=true</c>).</summary>
    public static string Program(string name, string package)
    {
        var found = Find(name);
        Missing(found is null, $"{name} is not on this machine (Debian: apt-get install {package})");
        return found!;
    }

    /// <summary>The path of an npm package of the checkout, or a skip (a failure with <c>CI=true</c>).</summary>
    public static string NpmPackage(string name)
    {
        var folder = Repository.PathOf("node_modules", name.Replace('/', Path.DirectorySeparatorChar));
        Missing(!Directory.Exists(folder), $"npm package {name} is not installed (run: npm ci)");
        return folder;
    }

    /// <summary>
    /// A file of the reference folder that lies beside the checkout. It is not part of the project,
    /// so its absence is a printed skip everywhere, on a build server too.
    /// </summary>
    public static string Reference(string file)
    {
        var path = Path.GetFullPath(Repository.PathOf("..", "shared", "reference", file));
        if (!File.Exists(path))
        {
            Assert.Skip($"the reference file {file} is not beside this checkout (../shared/reference)");
        }

        return path;
    }

    /// <summary>Skips, or fails with <c>CI=true</c>, when <paramref name="missing"/>.</summary>
    public static void Missing(bool missing, string reason)
    {
        if (!missing)
        {
            return;
        }

        if (IsBuildServer)
        {
            Assert.Fail("Missing prerequisite: " + reason);
        }

        Assert.Skip("Missing prerequisite: " + reason);
    }

    /// <summary>Looks for a program on the PATH.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
