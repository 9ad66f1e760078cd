using System.Collections.Immutable;
using System.Text.Json;
using KieSaaS.Catalog.Transformations;

namespace KieSaaS.Catalog.Schemas;

/// <summary>Everything an input of one entry must pass: safe JSON, the entry's transformations, the canonical form, the upstream's schema, our own limits and requirements.</summary>
internal sealed class InputRules(
    SchemaNode schema,
    SchemaNode bounds,
    ImmutableArray<Requirement> requirements,
    IReadOnlyList<InputTransformation> transformations,
    IReadOnlyList<KeyValuePair<string, JsonElement>> defaults,
    bool keepUnknown)
{
    private readonly InputNormalizer normalizer = new(schema, bounds, transformations, defaults, keepUnknown);

    public (ReadOnlyMemory<byte> Canonical, JsonElement Root, IReadOnlyList<Violation> Violations) Apply(JsonElement input)
    {
        var violations = new List<Violation>();
        SafeJson.Check(input, violations);
        if (violations.Count == 0 && input.ValueKind != JsonValueKind.Object)
        {
            violations.Add(Violation.Here("type", "must be an object"));
        }

        if (violations.Count > 0)
        {
            return (default, default, violations);
        }

        var canonical = normalizer.Normalize(input);
        var root = JsonElement.Parse(canonical.Span);
        schema.Check(root, violations);
        bounds.Check(root, violations);
        foreach (var requirement in requirements)
        {
            if (!requirement.IsMet(root))
            {
                violations.Add(Violation.Here("required", requirement.Cure).Under(requirement.OneOf[0]));
            }
        }

        return (canonical, root, violations);
    }

    /// <summary>The schema's verdict on the input as it was written, without any leniency: what an independent validator would say.</summary>
    public IReadOnlyList<Violation> ApplyStrictly(JsonElement input)
    {
        var violations = new List<Violation>();
        SafeJson.Check(input, violations);
        if (violations.Count == 0)
        {
            schema.Check(input, violations);
        }

        return violations;
    }
}
