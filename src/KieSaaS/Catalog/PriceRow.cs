using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace KieSaaS.Catalog;

/// <summary>When a price row applies: this parameter has this value. A name that starts with "@" is a fact derived from the input.</summary>
/// <param name="Name">The parameter's or the fact's name.</param>
/// <param name="Value">The value it must have.</param>
public sealed record PriceCondition(string Name, JsonElement Value)
{
    /// <summary>True for a fact, such as "@video_input".</summary>
    public bool IsFact => Name.StartsWith('@');

    /// <summary>"resolution=1K".</summary>
    public override string ToString() => $"{Name}={(Value.ValueKind == JsonValueKind.String ? Value.GetString() : Value.GetRawText())}";
}

/// <summary>One upstream price: when the conditions hold, so many Kie credits per unit.</summary>
public sealed record PriceRow
{
    /// <summary>The row's name within its entry, made from its conditions: "duration=5,sound=true", or "any" when it has none.</summary>
    public required string Id { get; init; }

    /// <summary>All of them must hold.</summary>
    public required ImmutableArray<PriceCondition> Conditions { get; init; }

    /// <summary>Price of one unit, above zero; zero only where the entry is marked free.</summary>
    public required KieCredits Price { get; init; }

    /// <summary>What one unit is.</summary>
    public required PriceUnit Unit { get; init; }

    /// <summary>
    /// The parameter that says how many units: "duration", "n", "text", "dialogue[].text", or what is measured of the source ("@source_seconds",
    /// "@source_megapixels"); null where it is always one.
    /// </summary>
    public string? QuantityParameter { get; init; }

    /// <summary>Units for each value of <see cref="QuantityParameter"/> where the values are words ("square_hd" is one megapixel); else empty.</summary>
    public IReadOnlyDictionary<string, long> Quantities { get; init; } = FrozenDictionary<string, long>.Empty;

    /// <summary>A second parameter that multiplies the units: how many pictures of that size; null where there is none.</summary>
    public string? CountParameter { get; init; }

    /// <summary>The day on which the price was seen.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Where it was seen.</summary>
    public required string Source { get; init; }

    /// <summary>True for a row that is added to the base price instead of being one.</summary>
    public bool IsSurcharge => Unit == PriceUnit.InputImage;
}
