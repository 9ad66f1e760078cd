using System.Text.RegularExpressions;

namespace KieSaaS.Web.Tests.Deployment;

/// <summary>The lines of <c>.env.example</c>: what it sets, and what it only shows.</summary>
internal sealed partial record EnvironmentExample(IReadOnlyDictionary<string, string> Values, IReadOnlySet<string> Shown, IReadOnlySet<string> SaidToBeInCompose)
{
    public IReadOnlySet<string> Set { get; } = Values.Keys.ToHashSet(StringComparer.Ordinal);

    public static EnvironmentExample Read()
    {
        var lines = Line().Matches(File.ReadAllText(Repository.PathOf(".env.example")));
        return new EnvironmentExample(
            lines.Where(line => line.Groups["mark"].Length == 0).ToDictionary(line => line.Groups["name"].Value, line => line.Groups["value"].Value, StringComparer.Ordinal),
            Names(lines.Where(line => line.Groups["mark"].Length > 0)),
            Names(lines.Where(line => line.Value.Contains("docker-compose.yml", StringComparison.Ordinal))));
    }

    private static HashSet<string> Names(IEnumerable<Match> lines) => lines.Select(line => line.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    // "# NAME=" is shown; a comment in words has a space before its first "=", if it has one.
    [GeneratedRegex("^(?<mark># )?(?<name>[A-Za-z_][A-Za-z0-9_]*)=(?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
