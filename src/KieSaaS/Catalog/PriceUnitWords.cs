using System.Collections.Frozen;

namespace KieSaaS.Catalog;

/// <summary>Price units by the word that definitions and the upstream's reference use.</summary>
public static class PriceUnitWords
{
    private static readonly FrozenDictionary<PriceUnit, string> Words = new Dictionary<PriceUnit, string>
    {
        [PriceUnit.Generation] = "generation",
        [PriceUnit.Image] = "image",
        [PriceUnit.Second] = "second",
        [PriceUnit.ThousandCharacters] = "character-1000",
        [PriceUnit.InputImage] = "input-image",
        [PriceUnit.Megapixel] = "megapixel",
        [PriceUnit.MillionTokens] = "1m-tokens",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, PriceUnit> Units = Words.ToFrozenDictionary(word => word.Value, word => word.Key, StringComparer.Ordinal);

    /// <summary>All words, in the order of the units.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<PriceUnit>().Select(unit => Words[unit])];

    /// <summary>The word of a unit.</summary>
    public static string Of(PriceUnit unit) => Words[unit];

    /// <summary>The unit of a word; null when it is none.</summary>
    public static PriceUnit? Find(string word) => Units.TryGetValue(word, out var unit) ? unit : null;
}
