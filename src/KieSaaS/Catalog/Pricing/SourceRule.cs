using System.Globalization;
using System.Text.Json;
using KieSaaS.Files;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Pricing;

/// <summary>What the source of an entry must tell before its price is known, and how much of it is taken at most.</summary>
/// <param name="Parameter">The field that names the source.</param>
/// <param name="MaximumSeconds">The longest source; null where length does not count.</param>
/// <param name="MaximumMegapixels">The largest source; null where size does not count.</param>
internal sealed record SourceRule(string Parameter, int? MaximumSeconds, int? MaximumMegapixels)
{
    /// <summary>The quantity that is the source's length in started seconds.</summary>
    public const string Seconds = "@source_seconds";

    /// <summary>The quantity that is the source's size in started megapixels.</summary>
    public const string Megapixels = "@source_megapixels";

    /// <summary>The fact that says how large an enlarged picture will be: "2K", "4K" or "8K".</summary>
    public const string OutputResolution = "@output_resolution";

    /// <summary>The code of the refusal of a source that was not measured.</summary>
    public const string NotMeasured = "catalog.needs-measured-source";

    private const decimal PixelsPerMegapixel = 1024 * 1024;

    /// <summary>What is measured, in a word.</summary>
    public string Counted => MaximumSeconds is null ? "size" : "length";

    /// <summary>The formats that are taken, in words.</summary>
    public string Formats => IsPicture ? MediaMeter.Pictures : IsVideo ? MediaMeter.Videos : MediaMeter.Sounds;

    private bool IsPicture => MaximumMegapixels is not null;

    private bool IsVideo => Parameter.StartsWith("video", StringComparison.Ordinal);

    /// <summary>True for files that may be of use: a film where one is asked for, anything with sound where a sound is.</summary>
    public bool Takes(string mediaType) => IsPicture ? mediaType.StartsWith("image/", StringComparison.Ordinal)
        : mediaType.StartsWith("video/", StringComparison.Ordinal) || (!IsVideo && mediaType.StartsWith("audio/", StringComparison.Ordinal));

    /// <summary>True when a quantity has an upper limit under this rule.</summary>
    public bool Bounds(string quantity) => quantity switch
    {
        Seconds => MaximumSeconds is not null,
        Megapixels => MaximumMegapixels is not null,
        _ => false,
    };

    /// <summary>Why a source cannot be priced, or null.</summary>
    public Refusal? Objection(MeasuredSource? source)
    {
        if (source is null || (MaximumSeconds is not null && source.Seconds is not > 0) || (MaximumMegapixels is not null && SizeOf(source) is not > 0))
        {
            return new Refusal(RefusalKind.Invalid, NotMeasured, $"The price follows from the {Counted} of {Parameter}, which is measured once everything needed is given.").For(Parameter);
        }

        var isTooMuch = source.Seconds > MaximumSeconds || SizeOf(source) > MaximumMegapixels;
        return isTooMuch
            ? new Refusal(RefusalKind.Invalid, MaximumSeconds is null ? "catalog.source-too-large" : "catalog.source-too-long", MaximumSeconds is { } seconds
                ? string.Create(CultureInfo.InvariantCulture, $"{Parameter}: this file lasts {source.Seconds:0.##} seconds, at most {seconds} are allowed: give a shorter one.")
                : string.Create(CultureInfo.InvariantCulture, $"{Parameter}: this picture has {SizeOf(source):0.##} megapixels ({source.Width} x {source.Height}), at most {MaximumMegapixels} are allowed: give a smaller one."))
            {
                Field = Parameter,
                Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["limit"] = MaximumSeconds ?? MaximumMegapixels },
            }
            : null;
    }

    /// <summary>Started units of a measured quantity.</summary>
    public static long? QuantityOf(string quantity, MeasuredSource? source) => (quantity == Seconds ? source?.Seconds : source is null ? null : SizeOf(source)) is { } units
        ? (long)decimal.Ceiling(units)
        : null;

    /// <summary>The class of an enlarged picture by its longer side; null beyond 8K.</summary>
    public static string? ClassOf(MeasuredSource source, JsonElement input)
    {
        var factor = input.TryGetProperty("upscale_factor", out var given) && int.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 1;
        return ((long)Math.Max(source.Width ?? 0, source.Height ?? 0) * factor) switch
        {
            <= 2048 => "2K",
            <= 4096 => "4K",
            <= 8192 => "8K",
            _ => null,
        };
    }

    private static decimal? SizeOf(MeasuredSource source) => (decimal?)source.Width * source.Height / PixelsPerMegapixel;
}
