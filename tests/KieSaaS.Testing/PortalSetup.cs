using KieSaaS.Data;

namespace KieSaaS.Testing;

/// <summary>How a portal is started. What is left out the portal finds or starts for itself, as at a newcomer's.</summary>
public sealed record PortalSetup
{
    /// <summary>Where it keeps its state; a temporary directory of the portal's own when not given.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The owner's connection string of a database that runs already; the portal makes the other logins itself.</summary>
    public string? Database { get; init; }

    /// <summary>A sandbox that runs already.</summary>
    public Uri? Sandbox { get; init; }

    /// <summary>The portal's own address.</summary>
    public Uri? Address { get; init; }

    /// <summary>More settings by their names in the configuration, such as <c>Security:MasterKey</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The variables of the process's environment.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Variables()
    {
        yield return new("ASPNETCORE_ENVIRONMENT", "Development");
        foreach (var (name, value) in Settings.Concat(Databases()).Concat(Sandboxes()))
        {
            yield return new(name.Replace(":", "__", StringComparison.Ordinal), value);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Databases() => Database is { } database ? [new(DatabaseConnections.OwnerSetting, database)] : [];

    private IEnumerable<KeyValuePair<string, string>> Sandboxes() => Sandbox is { } sandbox ? [new("Sandbox:Url", sandbox.ToString())] : [];
}
