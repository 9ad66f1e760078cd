namespace KieSaaS.Benchmarks;

/// <summary>Where things lie in the checkout that this program was built in.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds KieSaaS.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The portal as this build made it.</summary>
    public static string Portal
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return PathOf("src", "KieSaaS.Web", "bin", framework.Parent!.Name, framework.Name, "KieSaaS.Web.dll");
        }
    }

    /// <summary>A path below the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file beside the benchmarks' sources.</summary>
    public static string Source(params string[] parts) => PathOf(["tests", "KieSaaS.Benchmarks", .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KieSaaS.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The benchmarks do not run inside a checkout: no KieSaaS.sln above " + AppContext.BaseDirectory);
    }
}
