namespace KieSaaS.Files.Measuring;

/// <summary>What the boxes of one track say: how long its samples play, and what an edit list makes of them.</summary>
internal sealed class Mp4Track
{
    public const string Picture = "vide", Sound = "soun";

    // Encoders of sound put silence in front and behind, which the edit list takes away again; nobody cuts a film by so little.
    private const decimal LongestSilence = 0.25m;

    /// <summary><see cref="Picture"/> or <see cref="Sound"/>; empty where nothing is seen or heard.</summary>
    public string Handler { get; set; } = "";

    /// <summary>Units a second of <see cref="Units"/>.</summary>
    public uint TimeScale { get; set; }

    /// <summary>The sum over all samples.</summary>
    public decimal Units { get; set; }

    /// <summary>The sum over all edits, in units of the movie; null without an edit list.</summary>
    public decimal? Edits { get; set; }

    /// <summary>Of the first description of its pictures.</summary>
    public (int Width, int Height)? Size { get; set; }

    public bool IsPicture => Handler == Picture;

    public bool IsPlayed => Handler.Length > 0;

    /// <summary>How long it plays, in seconds: by its samples; an edit list may make it longer, and shorter by no more than an encoder's silence.</summary>
    public decimal Length(uint movieScale)
    {
        if (Units == 0)
        {
            return 0;
        }

        var samples = Units / TimeScale;
        var edited = Edits is > 0 ? Edits.Value / movieScale : samples;
        return edited <= samples && samples - edited <= LongestSilence ? edited : Math.Max(samples, edited);
    }
}
