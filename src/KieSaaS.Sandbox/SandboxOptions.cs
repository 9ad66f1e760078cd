using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace KieSaaS.Sandbox;

/// <summary>How this process was started. Every value is a command-line switch or a <c>Sandbox:…</c> setting.</summary>
/// <param name="DataDirectory">Where everything is kept; one process per directory.</param>
/// <param name="Seed">What task ids and colours are derived from; the same seed gives the same ids in the same order.</param>
/// <param name="Url">The address to listen on.</param>
/// <param name="PublicUrl">The address others reach this process by, when it is not the one it listens on; null otherwise.</param>
/// <param name="AllowRemote">True when other machines may call; the controls stay on loopback even then.</param>
/// <param name="AllowPrivateUrls">True when uploads by URL may be fetched from private and loopback addresses.</param>
/// <param name="ModelsFile">A file that lists the models and their prices, or null: then any model is accepted.</param>
/// <param name="CallbackKey">The key that signs callbacks, or null for unsigned ones.</param>
internal sealed record SandboxOptions(
    string DataDirectory,
    int Seed,
    string Url,
    string? PublicUrl,
    bool AllowRemote,
    bool AllowPrivateUrls,
    string? ModelsFile,
    string? CallbackKey)
{
    private static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--data"] = "Sandbox:Data",
        ["--seed"] = "Sandbox:Seed",
        ["--urls"] = "Sandbox:Urls",
        ["--public-url"] = "Sandbox:PublicUrl",
        ["--models"] = "Sandbox:Models",
        ["--callback-key"] = "Sandbox:CallbackKey",
    };

    private bool SeedIsGiven { get; init; }

    /// <summary>Reads the command line over the environment. Throws <see cref="StartRefusedException"/> when a value cannot be used.</summary>
    public static SandboxOptions Read(string[] args)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args, Switches).Build().GetSection("Sandbox");
        var data = settings["Data"] ?? throw new StartRefusedException("--data DIR is missing: name the directory that keeps the sandbox's state.");
        var seed = settings["Seed"];
        var number = 0;
        if (seed is not null && !int.TryParse(seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            throw new StartRefusedException($"--seed '{seed}' is not a whole number.");
        }

        var options = new SandboxOptions(
            Path.GetFullPath(data),
            number,
            settings["Urls"] ?? "http://127.0.0.1:0",
            settings["PublicUrl"]?.TrimEnd('/'),
            IsOn(settings, "AllowRemote"),
            IsOn(settings, "AllowPrivateUrls"),
            settings["Models"],
            settings["CallbackKey"])
        { SeedIsGiven = seed is not null };
        options.RefuseOpenDoors();
        return options;
    }

    /// <summary>Without a given seed each directory gets its own, once: ids of two sandboxes must not meet in one database.</summary>
    public SandboxOptions WithKeptSeed()
    {
        if (SeedIsGiven)
        {
            return this;
        }

        var file = Path.Combine(DataDirectory, "seed");
        if (File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var kept))
        {
            return this with { Seed = kept };
        }

        var fresh = RandomNumberGenerator.GetInt32(int.MaxValue);
        File.WriteAllText(file, fresh.ToString(CultureInfo.InvariantCulture));
        return this with { Seed = fresh };
    }

    private static bool IsOn(IConfigurationSection settings, string name) =>
        settings[name] is { } text && (bool.TryParse(text, out var on) ? on : throw new StartRefusedException($"Sandbox:{name} '{text}' is neither true nor false."));

    private void RefuseOpenDoors()
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(Url);
        }
        catch (FormatException)
        {
            throw new StartRefusedException($"--urls '{Url}' is not one address such as http://127.0.0.1:5080.");
        }

        var parsed = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip);
        if (!AllowRemote && !(parsed ? IPAddress.IsLoopback(ip!) : address.Host is "localhost"))
        {
            throw new StartRefusedException($"{Url} would be open to other machines. Listen on 127.0.0.1, or set Sandbox:AllowRemote=true.");
        }

        var everywhere = parsed ? ip!.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) : address.Host is "*" or "+";
        if (everywhere && PublicUrl is null)
        {
            throw new StartRefusedException($"{Url} names no host that result links could use: set Sandbox:PublicUrl to the address others reach this process by.");
        }
    }
}

/// <summary>The process cannot start as asked; the message says why and what to do.</summary>
/// <param name="message">What is wrong and the cure.</param>
/// <param name="exitCode">What the process ends with: 2 for a wrong setting, 3 when the directory is taken.</param>
internal sealed class StartRefusedException(string message, int exitCode = 2) : Exception(message)
{
    /// <summary>What the process ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
