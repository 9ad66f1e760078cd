namespace KieSaaS.Catalog;

/// <summary>How open pages learn that a reading of the upstream got on, or that a difference was decided.</summary>
public static class SyncSignal
{
    /// <summary>The topic of the signal; it has no argument.</summary>
    public const string Topic = "catalog.sync";
}
