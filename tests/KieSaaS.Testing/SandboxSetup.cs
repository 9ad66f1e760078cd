namespace KieSaaS.Testing;

/// <summary>How a sandbox is started.</summary>
public sealed record SandboxSetup
{
    /// <summary>Fixes the ids of tasks; without it every sandbox makes other ids, so that several can share a database.</summary>
    public int? Seed { get; init; }

    /// <summary>Signs callbacks.</summary>
    public string? CallbackKey { get; init; }

    /// <summary>The models that exist, as JSON; without it every model does.</summary>
    public string? Models { get; init; }

    /// <summary>Lets uploads by URL reach servers of the test.</summary>
    public bool AllowPrivateUrls { get; init; }

    /// <summary>The command line.</summary>
    internal IReadOnlyList<string> Arguments(string directory, string url)
    {
        List<string> arguments = ["--data", directory, "--urls", url];
        if (Seed is { } seed)
        {
            arguments.AddRange(["--seed", $"{seed}"]);
        }

        if (CallbackKey is { } key)
        {
            arguments.AddRange(["--callback-key", key]);
        }

        if (Models is { } models)
        {
            var file = Path.Combine(directory, "models.json");
            File.WriteAllText(file, models);
            arguments.AddRange(["--models", file]);
        }

        if (AllowPrivateUrls)
        {
            arguments.AddRange(["--Sandbox:AllowPrivateUrls", "true"]);
        }

        return arguments;
    }
}
