using System.Text.RegularExpressions;

namespace KieSaaS.Web.Tests.Deployment;

/// <summary>The lines of <c>.env.example</c>: what it sets, and what it only shows.</summary>
internal sealed partial record EnvironmentExample(IReadOnlySet<string> Set, IReadOnlySet<string> Shown, IReadOnlySet<string> SaidToBeInCompose)
{
    public static EnvironmentExample Read()
    {
        var lines = Line().Matches(File.ReadAllText(Repository.PathOf(".env.example")));
        return new EnvironmentExample(
            Names(lines.Where(line => line.Groups["mark"].Length == 0)),
            Names(lines.Where(line => line.Groups["mark"].Length > 0)),
            Names(lines.Where(line => line.Value.Contains("docker-compose.yml", StringComparison.Ordinal))));
    }

    private static HashSet<string> Names(IEnumerable<Match> lines) => lines.Select(line => line.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    // "# NAME=" is shown; a comment in words has a space before its first "=", if it has one.
    [GeneratedRegex("^(?<mark># )?(?<name>[A-Za-z_][A-Za-z0-9_]*)=.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
