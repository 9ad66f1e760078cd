using System.Collections.Immutable;
using System.Text.Json;

namespace KieSaaS.Catalog;

/// <summary>What the upstream asks for although its schema does not say so: when these parameters have these values, one of those must be given.</summary>
/// <param name="When">All of them must hold; empty for always.</param>
/// <param name="OneOf">Names of parameters; one is enough. An empty text or list does not count.</param>
public sealed record Requirement(ImmutableArray<PriceCondition> When, ImmutableArray<string> OneOf)
{
    /// <summary>True when an input does not need it, or has it.</summary>
    public bool IsMet(JsonElement input) => !When.All(condition => input.TryGetProperty(condition.Name, out var value) && JsonElement.DeepEquals(value, condition.Value))
        || OneOf.Any(name => input.TryGetProperty(name, out var value) && !IsEmpty(value));

    /// <summary>What to change, as the end of a sentence that starts with the first parameter: "or image_urls is required".</summary>
    internal string Cure => string.Concat(OneOf.Skip(1).Select(name => $"or {name} ")) + "is required"
        + (When.IsEmpty ? "" : " when " + string.Join(" and ", When.Select(condition => $"{condition.Name} is {condition.Value.GetRawText()}")));

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };
}
