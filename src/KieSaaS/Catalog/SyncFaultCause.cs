namespace KieSaaS.Catalog;

/// <summary>Why something the upstream said was refused.</summary>
public enum SyncFaultCause
{
    /// <summary>A call failed, or its answer was none.</summary>
    CallFailed,

    /// <summary>A record is not an object with the fields it should have.</summary>
    NotARecord,

    /// <summary>A model's id cannot be one.</summary>
    UnusableId,

    /// <summary>A model is listed twice.</summary>
    ListedTwice,

    /// <summary>The list or the feed has another number of records than it says.</summary>
    WrongTotal,

    /// <summary>A page is the one before once more.</summary>
    PageRepeats,

    /// <summary>So much is gone that the answer is not believed.</summary>
    TooMuchGone,

    /// <summary>A schema uses what cannot be checked.</summary>
    UnusableSchema,

    /// <summary>A price is not a number.</summary>
    PriceNotANumber,

    /// <summary>A price is below zero (failure museum 12).</summary>
    PriceNegative,

    /// <summary>A price is zero, and the model is not marked free.</summary>
    PriceZero,

    /// <summary>A model that is marked free has a price.</summary>
    PriceForFree,

    /// <summary>A price is above what any price may be.</summary>
    PriceTooHigh,

    /// <summary>A price has more than six decimals.</summary>
    PriceTooFine,

    /// <summary>Two lines say different prices for the same thing.</summary>
    Contradictory,

    /// <summary>The line's unit is not the row's.</summary>
    OtherUnit,
}
