using System.Collections.Frozen;
using System.Text.Json;

namespace KieSaaS.Catalog.Schemas;

/// <summary>
/// A compiled JSON Schema: what one value must obey. Immutable, so it is shared between requests; a valid value costs no allocation.
/// Values must have passed <see cref="SafeJson"/> first: every number fits a decimal, every text can be read.
/// </summary>
internal sealed class SchemaNode
{
    public static readonly SchemaNode Anything = new();

    /// <summary>The allowed types, or null when the schema names none.</summary>
    public SchemaTypes? Types { get; init; }

    /// <summary>Schemas of the named properties of an object.</summary>
    public FrozenDictionary<string, SchemaNode> Properties { get; init; } = FrozenDictionary<string, SchemaNode>.Empty;

    /// <summary>What every item of a list must obey.</summary>
    public SchemaNode? Items { get; init; }

    /// <summary>The documented default, an annotation: it is filled in for priced parameters only.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>The rules beside the type.</summary>
    public Keyword[] Keywords { get; init; } = [];

    public bool IsValid(JsonElement value)
    {
        var violations = new List<Violation>();
        Check(value, violations);
        return violations.Count == 0;
    }

    public void Check(JsonElement value, List<Violation> violations)
    {
        if (Types is { } types && !types.Accepts(value))
        {
            // A value of the wrong type breaks nearly every other rule too; one message is enough.
            violations.Add(Violation.Here("type", $"must be {SchemaTypeNames.Describe(types)}"));
            return;
        }

        foreach (var keyword in Keywords)
        {
            keyword.Check(value, violations);
        }

        CheckProperties(value, violations);
        CheckItems(value, violations);
    }

    private void CheckProperties(JsonElement value, List<Violation> violations)
    {
        if (Properties.Count == 0 || value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            var name = property.Name;
            if (Properties.TryGetValue(name, out var schema))
            {
                var before = violations.Count;
                schema.Check(property.Value, violations);
                for (var i = before; i < violations.Count; i++)
                {
                    violations[i] = violations[i].Under(name);
                }
            }
        }
    }

    private void CheckItems(JsonElement value, List<Violation> violations)
    {
        if (Items is null || value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var before = violations.Count;
            Items.Check(item, violations);
            for (var i = before; i < violations.Count; i++)
            {
                violations[i] = violations[i].Under(index);
            }

            index++;
        }
    }
}
