using System.Text.Json;

namespace KieSaaS.Catalog.Sync;

/// <summary>Reads what strangers wrote: a field that is not what it should be is no field.</summary>
internal static class UpstreamJson
{
    /// <summary>A text field, trimmed; null when there is none.</summary>
    public static string? Words(this JsonElement record, string name) => record.Inside(name).Text()?.Trim();

    /// <summary>The text of a string; null for anything else, half a surrogate pair included.</summary>
    public static string? Text(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A whole number; null when there is none.</summary>
    public static int? Whole(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    /// <summary>The objects and whatever else a list holds; null when it is no list.</summary>
    public static IReadOnlyList<JsonElement>? List(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : null;

    /// <summary>The inner field of an object; default when there is none.</summary>
    public static JsonElement Inside(this JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) ? value : default;
}
