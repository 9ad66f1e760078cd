using System.Text.Json;

namespace KieSaaS.Catalog.Sync;

/// <summary>Takes the two sides of a difference apart, so that only what differs is read.</summary>
internal static class DifferenceParts
{
    private const string Properties = "properties";

    public static IReadOnlyList<ReadDifference.Part> Of(CatalogDifferenceRow row)
    {
        var (before, after) = (Fields(row.Before), Fields(row.After));
        var parts = row.Kind == DifferenceKind.SchemaChanged
            ? Differing(Fields(before.GetValueOrDefault(Properties)), Fields(after.GetValueOrDefault(Properties))).Concat(Differing(Without(before), Without(after)))
            : Differing(before, after);
        return [.. parts];
    }

    private static IEnumerable<ReadDifference.Part> Differing(Dictionary<string, string> before, Dictionary<string, string> after) => before.Keys.Union(after.Keys)
        .Order(StringComparer.Ordinal)
        .Select(name => new ReadDifference.Part(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
        .Where(part => part.Before != part.After);

    private static Dictionary<string, string> Without(Dictionary<string, string> fields) =>
        fields.Where(field => field.Key != Properties).ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);

    private static Dictionary<string, string> Fields(string? json) => json is null
        ? []
        : JsonElement.Parse(json).EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(field => field.Name, field => field.Value.Text() ?? field.Value.GetRawText(), StringComparer.Ordinal);
}
