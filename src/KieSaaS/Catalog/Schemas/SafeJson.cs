using System.Runtime.InteropServices;
using System.Text.Json;

namespace KieSaaS.Catalog.Schemas;

/// <summary>
/// Refuses JSON that is well formed but would hurt further on: a name given twice (who would win?), texts that PostgreSQL cannot store
/// (U+0000, half a surrogate pair, broken UTF-8), numbers beyond exact arithmetic, and nesting without end.
/// </summary>
internal static class SafeJson
{
    private const int DeepestLevel = 16;

    public static void Check(JsonElement value, List<Violation> violations) => Check(value, 0, violations);

    private static void Check(JsonElement value, int level, List<Violation> violations)
    {
        if (level > DeepestLevel)
        {
            violations.Add(Violation.Here("json.depth", $"must not be nested deeper than {DeepestLevel} levels"));
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(value, level, violations);
                break;
            case JsonValueKind.Array:
                CheckArray(value, level, violations);
                break;
            case JsonValueKind.String:
                if (UnsafeText.Find(JsonMarshal.GetRawUtf8Value(value)[1..^1]) is { } fault)
                {
                    violations.Add(fault);
                }

                break;
            case JsonValueKind.Number when !value.TryGetDecimal(out _):
                violations.Add(Violation.Here("number.range", "must be a number between -7.9e28 and 7.9e28"));
                break;
        }
    }

    private static void CheckObject(JsonElement value, int level, List<Violation> violations)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (UnsafeText.Find(JsonMarshal.GetRawUtf8PropertyName(property)) is { } fault)
            {
                violations.Add(fault with { Cure = "has a parameter name that " + fault.Cure });
                continue;
            }

            var before = violations.Count;
            if (!names.Add(property.Name))
            {
                violations.Add(Violation.Here("json.duplicate", "is given twice: leave one out"));
            }

            Check(property.Value, level + 1, violations);
            for (var i = before; i < violations.Count; i++)
            {
                violations[i] = violations[i].Under(property.Name);
            }
        }
    }

    private static void CheckArray(JsonElement value, int level, List<Violation> violations)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var before = violations.Count;
            Check(item, level + 1, violations);
            for (var i = before; i < violations.Count; i++)
            {
                violations[i] = violations[i].Under(index);
            }

            index++;
        }
    }
}
