using System.Text.Json;

namespace KieSaaS.Catalog.Transformations;

/// <summary>"one-as-list": a single address where the model takes a list becomes a list of one.</summary>
internal sealed class OneAsList(IReadOnlyCollection<string> parameters) : InputTransformation
{
    public override void Apply(List<KeyValuePair<string, JsonElement>> input)
    {
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].Value is { ValueKind: JsonValueKind.String } one && parameters.Contains(input[i].Key, StringComparer.Ordinal))
            {
                input[i] = new(input[i].Key, JsonElement.Parse($"[{one.GetRawText()}]"));
            }
        }
    }
}
