using System.Collections.Frozen;
using System.Text.Json;

namespace KieSaaS.Catalog.Pricing;

/// <summary>
/// Facts that an input tells by itself: how many media the fields of a fact hold. A fact is true when there is at least one.
/// The facts of an earlier task are told by that task.
/// </summary>
internal sealed class InputFacts(FrozenDictionary<string, string[]> fields, Continuation? continuation)
{
    /// <summary>Each given input image beyond the first counts; the first is included in the base price.</summary>
    public const string ExtraInputImage = "@extra_input_image";

    public bool Knows(string fact) => fields.ContainsKey(fact) || IsTold(fact);

    /// <summary>True for a fact that an earlier task tells.</summary>
    public bool IsTold(string fact) => continuation?.Facts.Any(told => told.Name == fact) == true;

    public IReadOnlyList<string> FieldsOf(string fact) => IsTold(fact) ? [continuation!.Field] : fields[fact];

    /// <summary>What a fact is in an input, in a few words.</summary>
    public string Describe(string fact, JsonElement input, MeasuredSource? source) => IsTold(fact)
        ? $"{fact[1..].Replace('_', ' ')} {source?.Facts.GetValueOrDefault(fact) ?? "unknown"}"
        : (Count(fact, input) > 0 ? "" : "no ") + string.Join(" or ", FieldsOf(fact));

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
        && (IsTold(condition.Name) || condition.Name == SourceRule.OutputResolution ? condition.Value.ValueKind == JsonValueKind.String : condition.Value.ValueKind is JsonValueKind.True or JsonValueKind.False);

    public bool Holds(PriceCondition condition, JsonElement input, MeasuredSource? source)
    {
        if (!condition.IsFact)
        {
            return input.TryGetProperty(condition.Name, out var value) && JsonElement.DeepEquals(value, condition.Value);
        }

        if (IsTold(condition.Name))
        {
            return source is not null && condition.Value.ValueEquals(source.Facts.GetValueOrDefault(condition.Name));
        }

        return condition.Name == SourceRule.OutputResolution
            ? source is not null && condition.Value.ValueEquals(SourceRule.ClassOf(source, input))
            : Count(condition.Name, input) > 0 == (condition.Value.ValueKind == JsonValueKind.True);
    }
}
