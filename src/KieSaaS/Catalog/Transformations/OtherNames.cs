using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KieSaaS.Catalog.Transformations;

/// <summary>"other-names": aspectRatio is taken for aspect_ratio and the other way round. The upstream's own name wins when both are given.</summary>
internal sealed partial class OtherNames : InputTransformation
{
    private readonly FrozenDictionary<string, string> names;

    public OtherNames(IReadOnlyCollection<string> parameters) => names = parameters
        .Select(name => (Other: name.Contains('_', StringComparison.Ordinal) ? Camel(name) : Snake(name), Name: name))
        .Where(pair => !parameters.Contains(pair.Other, StringComparer.Ordinal))
        .ToFrozenDictionary(pair => pair.Other, pair => pair.Name, StringComparer.Ordinal);

    public override void Apply(List<KeyValuePair<string, JsonElement>> input)
    {
        for (var i = 0; i < input.Count; i++)
        {
            if (names.TryGetValue(input[i].Key, out var name) && IndexOf(input, name) < 0)
            {
                input[i] = new(name, input[i].Value);
            }
        }
    }

    private static string Camel(string name) => Underscore().Replace(name, match => match.Groups["letter"].Value.ToUpperInvariant());

    private static string Snake(string name) => Capital().Replace(name, match => "_" + match.Value.ToLowerInvariant());

    [GeneratedRegex("_(?<letter>[a-z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Underscore();

    [GeneratedRegex("[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capital();
}
