using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Billing.Stripe.Contract;

/// <summary>Stripe's published contract: which operation a request is, and what its request and its answer must look like.</summary>
internal sealed class OpenApiContract
{
    private static readonly string[] Methods = ["get", "post", "delete"];
    private readonly JsonElement _root;

    private OpenApiContract(JsonElement root) => _root = root;

    /// <summary>Loads it from the reference folder, or skips the test where that folder is not.</summary>
    public static OpenApiContract Load() => new(JsonDocument.Parse(File.ReadAllBytes(Prerequisite.Reference("stripe-openapi-reduced.json"))).RootElement);

    public string Version => _root.GetProperty("info").GetProperty("version").GetString()!;

    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = _root.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!["#/components/schemas/".Length..]);
        }

        return schema;
    }

    /// <summary>What is wrong with a request of ours: no such operation, a parameter it does not know, a value of the wrong type, one that is missing.</summary>
    public IReadOnlyList<string> CheckRequest(string method, string path, IReadOnlyDictionary<string, string> parameters)
    {
        if (Operation(method, path) is not { } operation)
        {
            return [$"{method} {path} is not an operation of the contract"];
        }

        var schema = method == "POST" ? BodySchema(operation) : QuerySchema(operation);
        var check = new SchemaCheck(this, closed: true);
        check.Run(FormCoercion.Coerce(this, schema, parameters), schema, "");
        return check.Complaints;
    }

    public IReadOnlyList<string> CheckResponse(string method, string path, int status, JsonNode body)
    {
        if (Operation(method, path) is not { } operation)
        {
            return [$"{method} {path} is not an operation of the contract"];
        }

        var responses = operation.GetProperty("responses");
        var response = responses.TryGetProperty(status == 200 ? "200" : "default", out var found) ? found : responses.GetProperty("default");
        return CheckObject(body, response.GetProperty("content").GetProperty("application/json").GetProperty("schema"));
    }

    /// <summary>What is wrong with an event's <c>data.object</c>.</summary>
    public IReadOnlyList<string> CheckEventObject(string eventType, JsonNode subject) =>
        _root.GetProperty("x-eventObjects").TryGetProperty(eventType, out var schema) ? CheckObject(subject, schema) : [eventType + " is not an event of the contract"];

    public IReadOnlyList<string> CheckObject(JsonNode body, string schema) => CheckObject(body, _root.GetProperty("components").GetProperty("schemas").GetProperty(schema));

    private IReadOnlyList<string> CheckObject(JsonNode body, JsonElement schema)
    {
        var check = new SchemaCheck(this, closed: false);
        check.Run(body, schema, "");
        return check.Complaints;
    }

    /// <summary>By structure: a parameter in braces takes any one segment; a literal segment goes before it.</summary>
    private JsonElement? Operation(string method, string path)
    {
        var segments = path.Split('/');
        var routes = _root.GetProperty("paths").EnumerateObject()
            .Where(route => Fits(route.Name.Split('/'), segments))
            .OrderBy(route => route.Name.Count(letter => letter == '{'));
        var name = method.ToLowerInvariant();
        return !Methods.Contains(name) ? null : routes.Select(route => route.Value.TryGetProperty(name, out var operation) ? operation : (JsonElement?)null).FirstOrDefault();
    }

    private static bool Fits(string[] pattern, string[] segments) =>
        pattern.Length == segments.Length && pattern.Zip(segments).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    private static JsonElement BodySchema(JsonElement operation) =>
        operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/x-www-form-urlencoded").GetProperty("schema");

    private static JsonElement QuerySchema(JsonElement operation)
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var parameter in operation.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query"))
        {
            var name = parameter.GetProperty("name").GetString()!;
            properties[name] = JsonNode.Parse(parameter.GetProperty("schema").GetRawText());
            if (parameter.TryGetProperty("required", out var must) && must.GetBoolean())
            {
                required.Add(name);
            }
        }

        schema["properties"] = properties;
        schema["required"] = required;
        return JsonSerializer.SerializeToElement(schema);
    }
}
