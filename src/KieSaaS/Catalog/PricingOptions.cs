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
}
