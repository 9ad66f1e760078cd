using System.Text.Json;
using KieSaaS.Catalog.Definitions;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Store;

/// <summary>Reads an entry that people or another system wrote: whatever is wrong with it is a refusal.</summary>
internal static class EntryDocument
{
    /// <summary>The place of an added entry in the list, until somebody says otherwise: after those the product came with.</summary>
    public const int LastPlace = 100_000;

    public static Result<CatalogueEntry> Read(JsonElement entry, CatalogueFile file)
    {
        try
        {
            var read = EntryReader.Read(entry, file.Hints, PlaceOf(entry, file));
            return read.Succeeded && TooDear(read.Value) is { } wrong ? wrong : read;
        }

        // One entry that the reader did not foresee must not take the others down.
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException or OverflowException)
        {
            return new Refusal(RefusalKind.Invalid, "catalog.invalid-definition", "The definition cannot be used: " + e.Message).For("definition");
        }
    }

    private static Refusal? TooDear(CatalogueEntry entry)
    {
        for (var i = 0; i < entry.Prices.Length; i++)
        {
            if (entry.Prices[i].Price > PriceRuleCheck.LargestCost)
            {
                var path = FormattableString.Invariant($"prices/{i}/kieMicroCredits");
                return new Refusal(RefusalKind.Invalid, "catalog.invalid-definition", $"{entry.Key}: {path} must be at most 1,000,000 Kie credits").For(path);
            }
        }

        return null;
    }

    private static int PlaceOf(JsonElement entry, CatalogueFile file) =>
        entry.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String && file.Place(key.GetString()!) is { } place ? place : LastPlace;
}
