using System.Collections.Immutable;
using System.Text.Json;
using KieSaaS.Catalog.Schemas;

namespace KieSaaS.Catalog.Definitions;

/// <summary>Reads the fields of a definition and says which one is wrong.</summary>
internal static class JsonFields
{
    public static JsonElement Required(this JsonElement element, string name, JsonValueKind kind)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
        {
            throw new DefinitionException(name, "is missing");
        }

        return value.ValueKind == kind ? value : throw new DefinitionException(name, $"must be of type {kind.ToString().ToLowerInvariant()}");
    }

    public static string Text(this JsonElement element, string name)
    {
        var text = element.Required(name, JsonValueKind.String).GetString()!;
        return text.Length > 0 ? text : throw new DefinitionException(name, "must not be empty");
    }

    public static string? TextOrNull(this JsonElement element, string name) => element.TryGetProperty(name, out _) ? element.Text(name) : null;

    public static bool Switch(this JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new DefinitionException(name, "must be true or false"),
    };

    public static long Whole(this JsonElement element, string name) =>
        element.Required(name, JsonValueKind.Number).TryGetInt64(out var number) ? number : throw new DefinitionException(name, "must be a whole number");

    public static ImmutableArray<string> Texts(this JsonElement element, string name) =>
    [
        .. element.Required(name, JsonValueKind.Array).EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.String ? item.GetString()! : throw new DefinitionException(name, "must be a list of texts")),
    ];

    public static LocalizedText Localized(this JsonElement element, string name)
    {
        var value = element.Required(name, JsonValueKind.Object);
        return Within(name, () => new LocalizedText(value.Text("en"), value.Text("ru")));
    }

    /// <summary>Runs a reader one level down, so that a fault carries the whole path.</summary>
    public static T Within<T>(string step, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DefinitionException wrong)
        {
            throw wrong.Under(step);
        }
    }
}
