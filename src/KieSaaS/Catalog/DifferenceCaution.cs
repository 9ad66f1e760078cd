namespace KieSaaS.Catalog;

/// <summary>Why a difference is not taken over without a second confirmation (failure museum 59).</summary>
[Flags]
public enum DifferenceCaution
{
    /// <summary>Nothing is unusual.</summary>
    None = 0,

    /// <summary>The price moves by more than <see cref="SyncOptions.LargeChangePercent"/>.</summary>
    LargeMove = 1,

    /// <summary>The price is above <see cref="SyncOptions.HighPrice"/>.</summary>
    HighPrice = 2,

    /// <summary>The feed's amount in credits and its amount in dollars do not mean the same.</summary>
    Contradictory = 4,
}
