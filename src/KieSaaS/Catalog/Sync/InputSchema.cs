using System.Text.Json;

namespace KieSaaS.Catalog.Sync;

/// <summary>Finds the schema of the input in the OpenAPI document that the upstream publishes for a model.</summary>
internal static class InputSchema
{
    private const int DeepestReference = 8;

    /// <summary>The schema; null when the document has none.</summary>
    public static JsonElement? In(JsonElement openApi)
    {
        var body = Bodies(openApi).FirstOrDefault();
        var schema = Resolve(body, openApi, 0);
        var input = Resolve(schema.Inside("properties").Inside("input"), openApi, 0);
        return input.ValueKind == JsonValueKind.Object ? input : null;
    }

    private static IEnumerable<JsonElement> Bodies(JsonElement openApi)
    {
        if (openApi.Inside("paths") is not { ValueKind: JsonValueKind.Object } paths)
        {
            yield break;
        }

        foreach (var path in paths.EnumerateObject())
        {
            var schema = path.Value.Inside("post").Inside("requestBody").Inside("content").Inside("application/json").Inside("schema");
            if (schema.ValueKind == JsonValueKind.Object)
            {
                yield return schema;
            }
        }
    }

    private static JsonElement Resolve(JsonElement schema, JsonElement openApi, int depth)
    {
        if (schema.Words("$ref") is not { } reference || !reference.StartsWith("#/", StringComparison.Ordinal) || depth == DeepestReference)
        {
            return schema;
        }

        return Resolve(reference[2..].Split('/').Aggregate(openApi, (found, step) => found.Inside(step)), openApi, depth + 1);
    }
}
