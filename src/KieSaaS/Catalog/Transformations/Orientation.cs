using System.Collections.Frozen;
using System.Text.Json;

namespace KieSaaS.Catalog.Transformations;

/// <summary>
/// "orientation": landscape, portrait and square become the model's own word or ratio, given as <c>orientation</c> or in the model's own parameter.
/// A word that the model has no value for is put there as it is, and refused by the schema.
/// </summary>
internal sealed class Orientation(string parameter, FrozenDictionary<string, JsonElement> values) : InputTransformation
{
    /// <summary>The name under which tenants may give it.</summary>
    public const string Name = "orientation";

    /// <summary>An input whose orientation stands in the model's name. One that gives it itself is left alone, and so is what is no object.</summary>
    public static JsonElement Add(JsonElement input, string word)
    {
        if (input.ValueKind != JsonValueKind.Object || input.TryGetProperty(Name, out _))
        {
            return input;
        }

        var comma = input.EnumerateObject().Any() ? "," : "";
        return JsonElement.Parse($"{input.GetRawText().TrimEnd()[..^1]}{comma}\"{Name}\":\"{word}\"}}");
    }

    public override void Apply(List<KeyValuePair<string, JsonElement>> input)
    {
        var given = IndexOf(input, Name);
        if (given >= 0 && IndexOf(input, parameter) < 0)
        {
            input[given] = new(parameter, input[given].Value);
        }

        var at = IndexOf(input, parameter);
        if (at >= 0 && input[at].Value is { ValueKind: JsonValueKind.String } word && values.TryGetValue(word.GetString()!, out var value))
        {
            input[at] = new(parameter, value);
        }
    }
}
