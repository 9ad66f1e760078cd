using System.Collections.Immutable;

namespace KieSaaS.Catalog;

/// <summary>What was measured of a given picture, video or sound after it was stored: the price follows from this and never from what a sender claims.</summary>
public sealed record MeasuredSource
{
    /// <summary>How long it lasts, above zero; null for a picture.</summary>
    public decimal? Seconds { get; init; }

    /// <summary>Pixels across, above zero; null for a sound.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels down, above zero; null for a sound.</summary>
    public int? Height { get; init; }

    /// <summary>What the earlier task that is continued tells: "@source_resolution" is "480p"; empty where none is.</summary>
    public ImmutableDictionary<string, string> Facts { get; init; } = ImmutableDictionary<string, string>.Empty;
}
