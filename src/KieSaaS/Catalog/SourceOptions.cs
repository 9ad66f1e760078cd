namespace KieSaaS.Catalog;

/// <summary>How files whose length or size decides a price are fetched and kept.</summary>
public sealed class SourceOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Sources";

    /// <summary>Most bytes of a file.</summary>
    public long MaxBytes { get; set; } = 100_000_000;

    /// <summary>How long fetching one may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>For how long the copy stands for the address, so that a request right after its quote does not fetch again.</summary>
    public TimeSpan Reuse { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long our copy is kept.</summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many files a node fetches at once.</summary>
    public int AtOnce { get; set; } = 16;

    /// <summary>How many of them for one tenant.</summary>
    public int PerTenant { get; set; } = 4;

    internal bool IsUsable =>
        MaxBytes is >= 1 and <= int.MaxValue && Timeout > TimeSpan.Zero && Timeout <= TimeSpan.FromMinutes(10) && Reuse >= TimeSpan.Zero && Reuse <= TimeSpan.FromHours(1)
        && Keep >= TimeSpan.FromDays(1) && AtOnce > 0 && PerTenant > 0;
}
