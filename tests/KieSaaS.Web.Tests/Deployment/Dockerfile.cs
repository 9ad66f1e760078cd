using System.Text.RegularExpressions;

namespace KieSaaS.Web.Tests.Deployment;

/// <summary>The instructions of the Dockerfile, one per line.</summary>
internal sealed partial class Dockerfile(string text)
{
    private readonly List<string[]> _instructions = [.. Continued().Replace(text, " ").Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    public static string Text => File.ReadAllText(Repository.PathOf("Dockerfile"));

    public IReadOnlySet<string> Stages => Of("FROM").Where(words => words is [_, _, "AS", _]).Select(words => words[3]).ToHashSet(StringComparer.Ordinal);

    /// <summary>What it names and is not there.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var words in Of("COPY"))
        {
            var isFromStage = words[1].StartsWith("--from=", StringComparison.Ordinal);
            if (isFromStage && !Stages.Contains(words[1]["--from=".Length..]))
            {
                yield return $"{words[1]} is no stage";
            }

            foreach (var source in isFromStage ? [] : words[1..^1].Where(source => !Path.Exists(Repository.PathOf(source))))
            {
                yield return $"COPY {source}: it is not in the repository";
            }
        }

        foreach (var program in ProgramPattern().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !File.Exists(Repository.PathOf("src", name, name + ".csproj"))))
        {
            yield return $"{program} is no project";
        }

        foreach (var name in Of("ENV").SelectMany(words => words[1..]).Select(pair => pair.Split('=')[0]).Where(name => !SettingNames.IsSetting(name)))
        {
            yield return $"ENV {name}: the code does not read it";
        }
    }

    private IEnumerable<string[]> Of(string instruction) => _instructions.Where(words => words[0] == instruction);

    [GeneratedRegex("(?:publish src/|ENTRYPOINT \\[\"dotnet\", \")(?<name>[A-Za-z.]+?)(?:\\.dll\"|\\s)", RegexOptions.None, 1000)]
    private static partial Regex ProgramPattern();

    [GeneratedRegex("\\\\\\r?\\n", RegexOptions.None, 1000)]
    private static partial Regex Continued();
}
