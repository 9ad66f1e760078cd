using System.Collections.Frozen;
using System.Text.Json;

namespace KieSaaS.Catalog.Pricing;

/// <summary>
/// Facts that an input tells by itself: how many media the fields of a fact hold. A fact is true when there is at least one.
/// </summary>
internal sealed class InputFacts(FrozenDictionary<string, string[]> fields)
{
    /// <summary>Each given input image beyond the first counts; the first is included in the base price.</summary>
    public const string ExtraInputImage = "@extra_input_image";

    public bool Knows(string fact) => fields.ContainsKey(fact);

    public IReadOnlyList<string> FieldsOf(string fact) => fields[fact];

    public long Count(string fact, JsonElement input)
    {
        var count = 0L;
        foreach (var field in fields[fact])
        {
            if (input.TryGetProperty(field, out var value))
            {
                count += value.ValueKind switch
                {
                    JsonValueKind.Array => value.GetArrayLength(),
                    JsonValueKind.String => value.ValueEquals("") ? 0 : 1,
                    _ => 0,
                };
            }
        }

        return fact == ExtraInputImage ? Math.Max(0, count - 1) : count;
    }

    /// <summary>True when a condition says of a fact something that this input, with its measured source, can meet.</summary>
    public bool CanTell(PriceCondition condition) => Knows(condition.Name)
        && (condition.Name == SourceRule.OutputResolution ? condition.Value.ValueKind == JsonValueKind.String : condition.Value.ValueKind is JsonValueKind.True or JsonValueKind.False);

    public bool Holds(PriceCondition condition, JsonElement input, MeasuredSource? source)
    {
        if (!condition.IsFact)
        {
            return input.TryGetProperty(condition.Name, out var value) && JsonElement.DeepEquals(value, condition.Value);
        }

        return condition.Name == SourceRule.OutputResolution
            ? source is not null && condition.Value.ValueEquals(SourceRule.ClassOf(source, input))
            : Count(condition.Name, input) > 0 == (condition.Value.ValueKind == JsonValueKind.True);
    }
}
