namespace KieSaaS.Testing;

/// <summary>Where things lie in a checkout.</summary>
public static class Repository
{
    /// <summary>The folder that holds KieSaaS.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KieSaaS.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside a checkout: no KieSaaS.sln above " + AppContext.BaseDirectory);
    }
}
