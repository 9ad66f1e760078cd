using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Catalog;

/// <summary>
/// The JSON Schema 2020-12 of a model's input as people and programs read it: the upstream's schema with our own limits and defaults
/// in front, hints as descriptions, and what is required although the upstream's schema does not say so.
/// </summary>
public static class DescribedSchema
{
    // Which dialect it is says the document around it.
    private const string Dialect = "$schema", Properties = "properties";

    /// <summary>A new tree at each call; the caller may change it.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="language">Of the descriptions: "en", "ru".</param>
    public static JsonObject Of(CatalogueEntry entry, string language)
    {
        var schema = Copy(entry.Schema);
        schema.Remove(Dialect);
        var properties = schema[Properties]!.AsObject();
        foreach (var bound in entry.Bounds.EnumerateObject())
        {
            Narrow(properties[bound.Name]!.AsObject(), Copy(bound.Value));
        }

        foreach (var parameter in entry.Parameters)
        {
            if (parameter.Hint is { } hint)
            {
                properties[parameter.Name]!["description"] = hint.In(language);
            }
        }

        if (entry.Requirements.Length > 0)
        {
            schema["allOf"] = new JsonArray([.. entry.Requirements.Select(Condition)]);
        }

        return schema;
    }

    // Our keyword replaces the upstream's, however deep it stands.
    private static void Narrow(JsonObject schema, JsonObject bound)
    {
        foreach (var (keyword, value) in bound)
        {
            if (value is JsonObject inner && schema[keyword] is JsonObject outer)
            {
                Narrow(outer, inner);
            }
            else
            {
                schema[keyword] = value?.DeepClone();
            }
        }
    }

    private static JsonObject Condition(Requirement requirement)
    {
        // An empty text or list does not count as given.
        var given = new JsonObject
        {
            ["anyOf"] = new JsonArray([.. requirement.OneOf.Select(name => new JsonObject
            {
                ["required"] = new JsonArray(name),
                [Properties] = new JsonObject { [name] = new JsonObject { ["minLength"] = 1, ["minItems"] = 1 } },
            })]),
        };
        return requirement.When.IsEmpty ? given : new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["required"] = new JsonArray([.. requirement.When.Select(condition => JsonValue.Create(condition.Name))]),
                [Properties] = new JsonObject(requirement.When.Select(condition =>
                    KeyValuePair.Create<string, JsonNode?>(condition.Name, new JsonObject { ["const"] = JsonNode.Parse(condition.Value.GetRawText()) }))),
            },
            ["then"] = given,
        };
    }

    private static JsonObject Copy(JsonElement json) => JsonNode.Parse(json.GetRawText())!.AsObject();
}
