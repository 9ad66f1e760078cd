using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Catalog.Store;

/// <summary>
/// The two halves of an entry. How it is shown (names, texts, order, on sale or off) may change at any time; what it takes and what
/// that costs changes with a price book alone.
/// </summary>
internal static class EntryParts
{
    private static readonly FrozenSet<string> Shown = FrozenSet.ToFrozenSet(
        ["name", "vendor", "modes", "family", "tags", "description", "hints", "expectedSeconds", "timeoutSeconds", "sale", "order"], StringComparer.Ordinal);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonElement Nameless = JsonElement.Parse("""
        {"name":"?","vendor":"?","modes":[],"family":"?","tags":[],"description":{"en":"?","ru":"?"},"expectedSeconds":1,"sale":"off"}
        """);

    /// <summary>How it is shown.</summary>
    public static JsonElement Presentation(JsonElement entry) => Pick(entry, Shown.Contains);

    /// <summary>What it takes and costs.</summary>
    public static JsonElement Definition(JsonElement entry) => Pick(entry, name => !Shown.Contains(name));

    /// <summary>One entry of both halves.</summary>
    public static JsonElement Join(JsonElement presentation, JsonElement definition)
    {
        var whole = new JsonObject();
        foreach (var field in definition.EnumerateObject().Concat(presentation.EnumerateObject()))
        {
            whole[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }

        return ToElement(whole);
    }

    /// <summary>A definition alone, so that a fault can only be its own.</summary>
    public static JsonElement WithoutPresentation(JsonElement definition) => Join(Nameless, definition);

    /// <summary>The same entry with one field changed or (null) removed.</summary>
    public static JsonElement With(JsonElement entry, string name, JsonNode? value)
    {
        var changed = JsonObject.Create(entry)!.DeepClone().AsObject();
        if (value is null)
        {
            changed.Remove(name);
        }
        else
        {
            changed[name] = value;
        }

        return ToElement(changed);
    }

    /// <summary>As it is kept: the order of names stays, because forms follow it.</summary>
    public static string Text(JsonElement part) => JsonSerializer.Serialize(part, Plain);

    private static JsonElement Pick(JsonElement entry, Func<string, bool> belongs)
    {
        var part = new JsonObject();
        foreach (var field in entry.EnumerateObject().Where(field => belongs(field.Name)))
        {
            part[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }

        return ToElement(part);
    }

    private static JsonElement ToElement(JsonObject value) => JsonElement.Parse(value.ToJsonString(Plain));
}
