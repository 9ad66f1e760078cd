using KieSaaS.Files.Measuring;

namespace KieSaaS.Files;

/// <summary>
/// Measures a file that nobody vouches for. What a header sums up is not believed where the content itself can be counted: frames, sample
/// tables and block times say how long something plays. The same bytes give the same answer on every node.
/// </summary>
internal static class MediaMeter
{
    /// <summary>Formats that can be measured, in words for a refusal.</summary>
    public const string Sounds = "mp3, wav or m4a", Videos = "mp4, mov or webm", Pictures = "png, jpeg, webp or gif";

    /// <summary>The measure, or null: then the file is cut off, contradicts itself, is empty or of a format that cannot be measured.</summary>
    /// <param name="file">The whole file; it must be able to seek, and its position does not matter.</param>
    /// <param name="format">What its first bytes say it is.</param>
    public static MediaMeasure? Measure(Stream file, MediaFormat format)
    {
        try
        {
            file.Position = 0;
            var measure = Read(new MediaBytes(file), format.Extension);
            return measure is null or { Seconds: null, Width: null } or { Seconds: <= 0 } or { Width: <= 0 } or { Height: <= 0 } ? null : measure;
        }
        catch (Exception e) when (e is UnreadableMediaException or OverflowException or DivideByZeroException)
        {
            return null;
        }
    }

    private static MediaMeasure? Read(MediaBytes bytes, string extension) => extension switch
    {
        "wav" => new MediaMeasure(WavLength.Read(bytes), null, null),
        "mp3" => new MediaMeasure(Mp3Length.Read(bytes), null, null),
        "m4a" or "mp4" or "mov" => Mp4Measure.Read(bytes),
        "webm" or "mkv" => MatroskaMeasure.Read(bytes),
        "png" or "jpg" or "gif" or "webp" => PictureSize.Read(bytes, extension) is var (width, height) ? new MediaMeasure(null, width, height) : null,
        _ => null,
    };
}
