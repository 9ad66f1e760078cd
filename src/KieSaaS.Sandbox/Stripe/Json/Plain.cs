using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Stripe.Json;

/// <summary>Pieces that many objects share.</summary>
internal static class Plain
{
    public static JsonObject Map(IReadOnlyDictionary<string, string> entries)
    {
        var json = new JsonObject();
        foreach (var (key, value) in entries)
        {
            json[key] = value;
        }

        return json;
    }

    public static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
