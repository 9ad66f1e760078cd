using System.Collections.Frozen;

namespace KieSaaS.Catalog;

/// <summary>
/// How a line of the upstream's price feed is tied to a price row of ours: by its description, word for word. A person may tie any description to
/// any row; what nobody tied is tied when it is exactly the model's id and the row's conditions, "nano-banana-2, resolution=1K".
/// </summary>
public static class PriceFeedName
{
    private static readonly FrozenDictionary<PriceUnit, string[]> Words = new Dictionary<PriceUnit, string[]>
    {
        [PriceUnit.Generation] = ["per generation", "per request", "per video", "per task", "per song"],
        [PriceUnit.Image] = ["per image", "per picture"],
        [PriceUnit.Second] = ["per second", "per sec"],
        [PriceUnit.ThousandCharacters] = ["per 1000 characters", "per 1,000 characters", "per 1k characters"],
        [PriceUnit.InputImage] = ["per input image"],
        [PriceUnit.Megapixel] = ["per megapixel", "per mp"],
        [PriceUnit.MillionTokens] = ["per 1m tokens", "per million tokens"],
    }.ToFrozenDictionary();

    /// <summary>The description that belongs to a row without a person's word.</summary>
    public static string Of(CatalogueEntry entry, PriceRow row) => row.Conditions.IsEmpty ? entry.Model : $"{entry.Model}, {row.Id}";

    /// <summary>A unit as the feed writes it.</summary>
    public static string Of(PriceUnit unit) => Words[unit][0];

    /// <summary>The unit that the feed's words mean; null when they are none that are known.</summary>
    internal static PriceUnit? UnitOf(string? words) => words is null ? null
        : Words.Where(unit => unit.Value.Contains(words.Trim(), StringComparer.OrdinalIgnoreCase)).Select(unit => (PriceUnit?)unit.Key).FirstOrDefault();
}
