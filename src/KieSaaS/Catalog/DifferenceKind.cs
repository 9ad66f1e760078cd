namespace KieSaaS.Catalog;

/// <summary>In which way the upstream differs from the catalogue.</summary>
public enum DifferenceKind
{
    /// <summary>The upstream has a model that the catalogue has not.</summary>
    NewModel,

    /// <summary>A model on sale is no longer listed.</summary>
    ModelGone,

    /// <summary>The upstream describes the input differently.</summary>
    SchemaChanged,

    /// <summary>A tied line of the feed has another price than the newest book.</summary>
    PriceChanged,

    /// <summary>A line of the feed that is tied to no price row.</summary>
    PriceAdded,

    /// <summary>A line that a price row was tied to is no longer in the feed.</summary>
    PriceRemoved,
}
