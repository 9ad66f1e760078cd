namespace KieSaaS.Catalog;

/// <summary>What became of a difference.</summary>
public enum DifferenceState
{
    /// <summary>It waits for a person.</summary>
    Open,

    /// <summary>Taken over.</summary>
    Accepted,

    /// <summary>Declined; the same is not shown again.</summary>
    Rejected,

    /// <summary>A later reading found something else, or that the two agree again.</summary>
    Superseded,
}
