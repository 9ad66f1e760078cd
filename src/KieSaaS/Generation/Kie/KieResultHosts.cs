namespace KieSaaS.Generation.Kie;

/// <summary>Where results may be fetched. A record that names any other place is not followed.</summary>
internal sealed class KieResultHosts
{
    /// <summary>Kie's own result hosts (reference: tempfile and file for media, redpandaai for uploads).</summary>
    public static readonly string[] Kie = ["tempfile.aiquickdraw.com", "file.aiquickdraw.com", "tempfile.redpandaai.co", "kie.ai", "*.kie.ai"];

    private readonly Func<Uri, bool> _allows;

    private KieResultHosts(Func<Uri, bool> allows) => _allows = allows;

    /// <summary>Hosts by name, https and its ordinary port only.</summary>
    public static KieResultHosts Of(IReadOnlyList<string> names) => new(uri =>
        uri.Scheme == "https" && uri.IsDefaultPort && uri.HostNameType == UriHostNameType.Dns && names.Any(name => Matches(name, uri.Host)));

    /// <summary>The sandbox alone, with its scheme and port.</summary>
    public static KieResultHosts OfSandbox(Uri sandbox) => new(uri => uri.Scheme == sandbox.Scheme && uri.Host == sandbox.Host && uri.Port == sandbox.Port);

    /// <summary>True when a result may be fetched there.</summary>
    public bool Allows(Uri result) => result.IsAbsoluteUri && result.UserInfo.Length == 0 && _allows(result);

    /// <summary>True when all are host names, with "*." before them at most.</summary>
    public static bool AreNames(IEnumerable<string> names) =>
        names.All(name => Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name) == UriHostNameType.Dns);

    private static bool Matches(string name, string host) => name.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(name, StringComparison.OrdinalIgnoreCase);
}
