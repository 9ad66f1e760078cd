using System.Text.Json;
using KieSaaS.Catalog.Schemas;

namespace KieSaaS.Catalog.Definitions;

/// <summary>Reads what an entry says for people alone: its place, its times and its own words on parameters.</summary>
internal static class PresentationReader
{
    private const int LongestDay = 86_400, LastOrder = 1_000_000;

    public static TimeSpan? Seconds(JsonElement entry, string name) => !entry.TryGetProperty(name, out _) ? null
        : entry.Whole(name) is > 0 and <= LongestDay and var seconds ? TimeSpan.FromSeconds(seconds)
        : throw new DefinitionException(name, "must be above zero and at most 86400");

    public static int? Order(JsonElement entry) => !entry.TryGetProperty("order", out _) ? null
        : entry.Whole("order") is >= 0 and <= LastOrder and var order ? (int)order
        : throw new DefinitionException("order", "must be 0 to 1000000");

    /// <summary>Own words stand in place of those that hold for every entry. Words on a parameter that is no more do no harm.</summary>
    public static IReadOnlyDictionary<string, LocalizedText> Hints(JsonElement entry, IReadOnlyDictionary<string, LocalizedText> common)
    {
        if (!entry.TryGetProperty("hints", out _))
        {
            return common;
        }

        var hints = new Dictionary<string, LocalizedText>(common, StringComparer.Ordinal);
        foreach (var own in entry.Required("hints", JsonValueKind.Object).EnumerateObject())
        {
            hints[own.Name] = JsonFields.Within("hints/" + own.Name, () => own.Value.ValueKind == JsonValueKind.Object
                ? new LocalizedText(own.Value.Text("en"), own.Value.Text("ru"))
                : throw new DefinitionException("en", "is missing"));
        }

        return hints;
    }
}
