namespace KieSaaS.Catalog;

/// <summary>How far a reading of the upstream is.</summary>
public enum SyncPhase
{
    /// <summary>Asked for; no node has begun.</summary>
    Waiting,

    /// <summary>The list of models.</summary>
    Models,

    /// <summary>The schema of each model.</summary>
    Schemas,

    /// <summary>The price feed.</summary>
    Prices,

    /// <summary>Comparing and keeping.</summary>
    Comparing,

    /// <summary>Ended.</summary>
    Done,

    /// <summary>Ended without an answer.</summary>
    Failed,
}
