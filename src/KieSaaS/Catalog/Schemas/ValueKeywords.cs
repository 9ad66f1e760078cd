using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace KieSaaS.Catalog.Schemas;

/// <summary><c>enum</c> and <c>const</c>: the value must equal one of the listed ones; numbers are equal by value, not by spelling.</summary>
internal sealed class OneOfValues : Keyword
{
    private const int ShownValues = 12;
    private readonly JsonElement[] allowed;
    private readonly FrozenSet<string> texts;
    private readonly string cure;

    public OneOfValues(IEnumerable<JsonElement> values)
    {
        allowed = [.. values];
        texts = allowed.Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!).ToFrozenSet(StringComparer.Ordinal);
        var shown = string.Join(", ", allowed.Take(ShownValues).Select(value => value.GetRawText()));
        var more = allowed.Length > ShownValues ? $" and {allowed.Length - ShownValues} more" : "";
        cure = allowed.Length == 1 ? $"must be {shown}" : $"must be one of {shown}{more}";
    }

    public override void Check(JsonElement value, List<Violation> violations)
    {
        var known = value.ValueKind == JsonValueKind.String
            ? texts.Contains(value.GetString()!)
            : Array.Exists(allowed, one => JsonElement.DeepEquals(one, value));
        if (!known)
        {
            violations.Add(Violation.Here("enum", cure));
        }
    }
}

/// <summary><c>minimum</c> and <c>maximum</c>, both inclusive.</summary>
internal sealed class NumberRange(decimal? minimum, decimal? maximum) : Keyword
{
    public override void Check(JsonElement value, List<Violation> violations)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            return;
        }

        var number = value.GetDecimal();
        if (number < minimum)
        {
            violations.Add(Violation.Here("minimum", $"must be at least {minimum.Value.ToString(CultureInfo.InvariantCulture)}"));
        }
        else if (number > maximum)
        {
            violations.Add(Violation.Here("maximum", $"must be at most {maximum.Value.ToString(CultureInfo.InvariantCulture)}"));
        }
    }
}

/// <summary><c>minLength</c> and <c>maxLength</c> in Unicode code points: an emoji counts once, as the standard says.</summary>
internal sealed class TextLength(long? minimum, long? maximum) : Keyword
{
    public long? Maximum => maximum;

    public override void Check(JsonElement value, List<Violation> violations)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return;
        }

        var length = CodePoints(value.GetString()!);
        if (length < minimum)
        {
            violations.Add(Violation.Here("minLength", minimum == 1 ? "must not be empty" : $"must have at least {minimum} characters"));
        }
        else if (length > maximum)
        {
            violations.Add(Violation.Here("maxLength", maximum == 0 ? "must be left out" : $"must have at most {maximum} characters, it has {length}"));
        }
    }

    public static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var character in text)
        {
            count -= char.IsLowSurrogate(character) ? 1 : 0;
        }

        return count;
    }
}

/// <summary><c>minItems</c> and <c>maxItems</c>.</summary>
internal sealed class ItemCount(long? minimum, long? maximum) : Keyword
{
    public override void Check(JsonElement value, List<Violation> violations)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var count = value.GetArrayLength();
        if (count < minimum)
        {
            violations.Add(Violation.Here("minItems", $"must have at least {minimum} items"));
        }
        else if (count > maximum)
        {
            violations.Add(Violation.Here("maxItems", maximum == 0 ? "must be left out" : $"must have at most {maximum} items, it has {count}"));
        }
    }
}
