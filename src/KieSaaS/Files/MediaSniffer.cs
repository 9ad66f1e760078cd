using System.Collections.Frozen;
using System.Text;

namespace KieSaaS.Files;

/// <summary>
/// Says what a file is by its first bytes. What a server or an uploader calls it is not believed,
/// because a browser that is told "image/svg+xml" or "text/html" would run it.
/// </summary>
internal static class MediaSniffer
{
    /// <summary>How many of the first bytes are looked at; a shorter file is judged by what it has.</summary>
    public const int HeadLength = 64;

    // Brands of the ISO base media format that are plain MP4; AVIF and HEIC share the container and are not in the list.
    private static readonly FrozenSet<string> Mp4Brands = FrozenSet.ToFrozenSet(
        ["isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "mp71", "avc1", "dash", "msdh", "mmp4", "MSNV", "M4V ", "M4VH", "M4VP"],
        StringComparer.Ordinal);

    /// <summary>The format, or null: then the file is refused.</summary>
    public static MediaFormat? Recognise(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => MediaFormat.Png,
        [0xFF, 0xD8, 0xFF, ..] => MediaFormat.Jpeg,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => MediaFormat.Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, .. var form] => Riff(form),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', .. var brand] => IsoMedia(brand),
        [0x1A, 0x45, 0xDF, 0xA3, .. var header] => Ebml(header),
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', 0, ..] => MediaFormat.Ogg,
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => MediaFormat.Flac,
        [(byte)'I', (byte)'D', (byte)'3', < 0xFF, < 0xFF, _, < 0x80, < 0x80, < 0x80, < 0x80, ..] => MediaFormat.Mp3,
        [0xFF, var version, var rates, _, ..] when IsMp3Frame(version, rates) => MediaFormat.Mp3,
        _ => null,
    };

    private static MediaFormat? Riff(ReadOnlySpan<byte> form) =>
        form.StartsWith("WEBP"u8) ? MediaFormat.WebP : form.StartsWith("WAVE"u8) ? MediaFormat.Wav : null;

    private static MediaFormat? IsoMedia(ReadOnlySpan<byte> brand)
    {
        if (brand.Length < 4)
        {
            return null;
        }

        var name = Encoding.Latin1.GetString(brand[..4]);
        return name switch
        {
            "qt  " => MediaFormat.QuickTime,
            "M4A " => MediaFormat.Mp4Audio,
            _ => Mp4Brands.Contains(name) ? MediaFormat.Mp4 : null,
        };
    }

    /// <summary>Looks for the element DocType (0x4282), which tells WebM from Matroska.</summary>
    private static MediaFormat? Ebml(ReadOnlySpan<byte> header)
    {
        var at = header.IndexOf<byte>([0x42, 0x82]);
        if (at < 0 || header.Length < at + 3)
        {
            return null;
        }

        // The size is one byte with its top bit set: no known DocType is longer than 127.
        var name = header[(at + 3)..];
        return header[at + 2] switch
        {
            0x84 when name.StartsWith("webm"u8) => MediaFormat.WebM,
            0x88 when name.StartsWith("matroska"u8) => MediaFormat.Matroska,
            _ => null,
        };
    }

    /// <summary>An MPEG audio frame of layer III whose version, bit rate and sample rate are none of the reserved ones.</summary>
    private static bool IsMp3Frame(byte version, byte rates) =>
        (version & 0xE0) == 0xE0 && (version & 0x18) != 0x08 && (version & 0x06) == 0x02 && (rates & 0xF0) is not (0xF0 or 0x00) && (rates & 0x0C) != 0x0C;
}
