using System.Collections.Frozen;
using System.Text.Json;

namespace KieSaaS.Catalog.Schemas;

/// <summary><c>required</c>.</summary>
internal sealed class RequiredProperties(string[] names) : Keyword
{
    public string[] Names => names;

    public override void Check(JsonElement value, List<Violation> violations)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var name in names)
        {
            if (!value.TryGetProperty(name, out _))
            {
                violations.Add(Violation.Here("required", "is required").Under(name));
            }
        }
    }
}

/// <summary><c>additionalProperties</c>: a schema for the rest, or none allowed at all (<paramref name="schema"/> is null).</summary>
internal sealed class OtherProperties(FrozenSet<string> named, SchemaNode? schema) : Keyword
{
    public override void Check(JsonElement value, List<Violation> violations)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (named.Contains(property.Name))
            {
                continue;
            }

            if (schema is null)
            {
                violations.Add(Violation.Here("additionalProperties", "is not a known parameter: leave it out").Under(property.Name));
                continue;
            }

            var found = new List<Violation>();
            schema.Check(property.Value, found);
            violations.AddRange(found.Select(violation => violation.Under(property.Name)));
        }
    }
}

/// <summary><c>anyOf</c>: at least one of the branches must hold.</summary>
internal sealed class AnyBranch(SchemaNode[] branches) : Keyword
{
    private readonly string cure = Cure(branches);

    public override void Check(JsonElement value, List<Violation> violations)
    {
        if (!Array.Exists(branches, branch => branch.IsValid(value)))
        {
            violations.Add(Violation.Here("anyOf", cure));
        }
    }

    private static string Cure(SchemaNode[] branches)
    {
        var required = branches.Select(branch => branch.Keywords.OfType<RequiredProperties>().SingleOrDefault()?.Names).ToArray();
        if (Array.TrueForAll(required, names => names is not null))
        {
            return "must have " + string.Join(", or ", required.Select(names => string.Join(" and ", names!)));
        }

        var types = branches.Select(branch => branch.Types).ToArray();
        return Array.TrueForAll(types, type => type is not null)
            ? "must be " + string.Join(" or ", types.Select(type => SchemaTypeNames.Describe(type!.Value)))
            : "has none of the allowed forms";
    }
}
