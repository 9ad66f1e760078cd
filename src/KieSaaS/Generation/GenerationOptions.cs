namespace KieSaaS.Generation;

/// <summary>Limits and times of generation.</summary>
public sealed class GenerationOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Generation";

    /// <summary>Jobs a new tenant may have running at the same time, in each mode.</summary>
    public int MaxRunningPerTenant { get; set; } = 100;

    /// <summary>How long a picture whose create answer was lost stays held.</summary>
    public TimeSpan VerifyImage { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long anything else whose create answer was lost stays held.</summary>
    public TimeSpan VerifyOther { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>After how long a picture's task counts as unknown.</summary>
    public TimeSpan TimeoutImage { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long anything else's task counts as unknown.</summary>
    public TimeSpan TimeoutOther { get; set; } = TimeSpan.FromMinutes(10);

    internal TimeSpan VerifyWindow(string kind) => kind == nameof(Catalog.MediaKind.Image) ? VerifyImage : VerifyOther;

    internal TimeSpan Timeout(string kind) => kind == nameof(Catalog.MediaKind.Image) ? TimeoutImage : TimeoutOther;
}
