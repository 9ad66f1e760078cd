namespace KieSaaS.Catalog;

/// <summary>When a change of price needs a second look.</summary>
public sealed class PricingOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Pricing";

    /// <summary>The lowest margin that needs no second confirmation, in percent of the sale price.</summary>
    public int MarginFloorPercent { get; set; } = 20;

    /// <summary>The largest change of a markup that needs no second confirmation, in percent of the one before.</summary>
    public int LargeChangePercent { get; set; } = 50;

    /// <summary>How long a quote token promises its price.</summary>
    public TimeSpan QuoteLife { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>True when a value moves by more than needs no second look.</summary>
    internal bool IsLarge(decimal before, decimal after) => Math.Abs(after - before) * 100 > before * LargeChangePercent;

    /// <summary>True when a margin is below the floor.</summary>
    internal bool IsThin(decimal? margin) => margin is { } share && share * 100 < MarginFloorPercent;
}
