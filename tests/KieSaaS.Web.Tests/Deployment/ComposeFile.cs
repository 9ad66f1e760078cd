using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace KieSaaS.Web.Tests.Deployment;

/// <summary>What <c>docker-compose.yml</c> says, with its anchors and merges resolved.</summary>
internal sealed partial class ComposeFile(string text)
{
    private readonly Dictionary<object, object?> _root =
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object?>>(new MergingParser(new Parser(new StringReader(text))));

    public static string Text => File.ReadAllText(Repository.PathOf("docker-compose.yml"));

    public IReadOnlyDictionary<string, Dictionary<object, object?>> Services =>
        Map(_root, "services").ToDictionary(service => (string)service.Key, service => (Dictionary<object, object?>)service.Value!);

    /// <summary>Variables that are filled in before the file is understood.</summary>
    public IEnumerable<string> Variables => VariablePattern().Matches(text).Select(match => match.Groups["name"].Value).Distinct();

    /// <summary>Names that one container finds another by.</summary>
    public IEnumerable<string> Hosts => Services.Keys.Concat(
        from service in Services.Values
        where service.GetValueOrDefault("networks") is Dictionary<object, object?>
        from network in Map(service, "networks").Values
        from alias in List(network, "aliases")
        select alias);

    /// <summary>Names under a key at the top, such as "volumes".</summary>
    public IEnumerable<string> Declared(string key) => Map(_root, key).Keys.Cast<string>();

    public static Dictionary<object, object?> Map(object? parent, string key) =>
        (parent as Dictionary<object, object?>)?.GetValueOrDefault(key) as Dictionary<object, object?> ?? [];

    public static IEnumerable<string> List(object? parent, string key) =>
        ((parent as Dictionary<object, object?>)?.GetValueOrDefault(key) as List<object>)?.OfType<string>() ?? [];

    /// <summary>Every text below a node.</summary>
    public static IEnumerable<string> Texts(object? node) => node switch
    {
        string text => [text],
        List<object> list => list.SelectMany(Texts),
        Dictionary<object, object?> map => map.Values.SelectMany(Texts),
        _ => [],
    };

    [GeneratedRegex("\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.None, 1000)]
    private static partial Regex VariablePattern();
}
