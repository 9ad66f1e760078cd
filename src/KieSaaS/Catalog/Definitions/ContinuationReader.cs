using System.Collections.Immutable;
using System.Text.Json;
using KieSaaS.Catalog.Schemas;

namespace KieSaaS.Catalog.Definitions;

/// <summary>Reads how an entry continues earlier tasks; its parameters must be the schema's, and those that name something texts.</summary>
internal static class ContinuationReader
{
    public static Continuation? Read(JsonElement entry, SchemaNode schema)
    {
        if (!entry.TryGetProperty("continues", out _))
        {
            return null;
        }

        var given = entry.Required("continues", JsonValueKind.Object);
        return JsonFields.Within("continues", () => Parse(given, schema));
    }

    private static Continuation Parse(JsonElement given, SchemaNode schema)
    {
        var continuation = new Continuation
        {
            Task = Id(given, "task", schema),
            Track = Id(given, "track", schema),
            Index = Parameter(given, "index", schema),
            From = given.Texts("from"),
            Not = [.. Objects(given, "not").Select(one => new PriceCondition(one.Name, one.Value.Clone()))],
            Facts = [.. Objects(given, "facts").Select(fact => JsonFields.Within("facts/" + fact.Name, () => Fact(fact)))],
        };
        return continuation switch
        {
            { Task: null, Track: null } => throw new DefinitionException("task", "or track must name a parameter"),
            { From.IsEmpty: true } => throw new DefinitionException("from", "must name the entries whose tasks can be continued"),
            _ => continuation,
        };
    }

    private static EarlierFact Fact(JsonProperty fact) => !fact.Name.StartsWith('@')
        ? throw new DefinitionException("", "must begin with @")
        : new EarlierFact(
            fact.Name,
            fact.Value.Text("parameter"),
            Objects(fact.Value, "values").ToImmutableDictionary(value => value.Name, value => value.Value.ToString(), StringComparer.Ordinal));

    private static IEnumerable<JsonProperty> Objects(JsonElement given, string name) =>
        given.TryGetProperty(name, out _) ? given.Required(name, JsonValueKind.Object).EnumerateObject() : [];

    private static string? Id(JsonElement given, string name, SchemaNode schema) => Parameter(given, name, schema) is not { } parameter ? null
        : schema.Properties[parameter].Types == SchemaTypes.String ? parameter : throw new DefinitionException(name, "must name a parameter that is a text");

    private static string? Parameter(JsonElement given, string name, SchemaNode schema) => given.TextOrNull(name) is not { } parameter ? null
        : schema.Properties.ContainsKey(parameter) ? parameter : throw new DefinitionException(name, "must name a parameter of the schema");
}
