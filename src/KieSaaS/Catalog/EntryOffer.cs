namespace KieSaaS.Catalog;

/// <summary>Whether an entry is sold, and if not, what is missing.</summary>
public enum EntryOffer
{
    /// <summary>In live and in test mode.</summary>
    OnSale,

    /// <summary>The upstream took it away, or its price was never confirmed: in test mode only, so that its flows still run.</summary>
    Retired,

    /// <summary>Its price is known only afterwards (tokens, layers), or follows from something the input does not say.</summary>
    UnknownBeforehand,

    /// <summary>Staff took it off sale.</summary>
    Off,
}
