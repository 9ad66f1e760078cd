namespace KieSaaS.Catalog;

/// <summary>How the upstream's models and prices are read and what about them needs a second look.</summary>
public sealed class SyncOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Sync";

    /// <summary>How often they are read by themselves; zero reads them on demand only.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The largest move of an upstream price that needs no second confirmation, in percent of the one before.</summary>
    public int LargeChangePercent { get; set; } = 50;

    /// <summary>The highest upstream price of one unit that needs no second confirmation, in Kie credits.</summary>
    public int HighPrice { get; set; } = 5_000;

    /// <summary>True to take new models in without asking; they arrive off all the same.</summary>
    public bool AcceptNewModels { get; set; }

    /// <summary>The pause between two questions about models: the upstream answers one a second per account (kie-api.md, 1.3).</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1.1);

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a question is put before the upstream's silence is taken for an answer.</summary>
    public int Attempts { get; set; } = 4;

    internal bool IsUsable =>
        Every >= TimeSpan.Zero && LargeChangePercent > 0 && HighPrice > 0 && Pause >= TimeSpan.Zero && Pause <= TimeSpan.FromMinutes(1)
        && Timeout > TimeSpan.Zero && Attempts is >= 1 and <= 10;

    /// <summary>True when a price moves by more than needs no second look.</summary>
    internal bool IsLarge(KieCredits before, KieCredits after) => Int128.Abs((Int128)after.Micros - before.Micros) * 100 > (Int128)before.Micros * LargeChangePercent;
}
