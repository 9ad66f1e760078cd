namespace KieSaaS.Files;

/// <summary>A format that we store and serve.</summary>
/// <param name="MediaType">Such as "image/png".</param>
/// <param name="Extension">Without a dot.</param>
internal sealed record MediaFormat(string MediaType, string Extension)
{
    public static readonly MediaFormat Png = new("image/png", "png");
    public static readonly MediaFormat Jpeg = new("image/jpeg", "jpg");
    public static readonly MediaFormat WebP = new("image/webp", "webp");
    public static readonly MediaFormat Gif = new("image/gif", "gif");
    public static readonly MediaFormat Mp4 = new("video/mp4", "mp4");
    public static readonly MediaFormat QuickTime = new("video/quicktime", "mov");
    public static readonly MediaFormat WebM = new("video/webm", "webm");
    public static readonly MediaFormat Matroska = new("video/x-matroska", "mkv");
    public static readonly MediaFormat Mp4Audio = new("audio/mp4", "m4a");
    public static readonly MediaFormat Mp3 = new("audio/mpeg", "mp3");
    public static readonly MediaFormat Wav = new("audio/wav", "wav");
    public static readonly MediaFormat Ogg = new("audio/ogg", "ogg");
    public static readonly MediaFormat Flac = new("audio/flac", "flac");

    // A result that is a text; never recognised in what others send.
    public static readonly MediaFormat Json = new("application/json", "json");

    private static readonly MediaFormat[] All = [Png, Jpeg, WebP, Gif, Mp4, QuickTime, WebM, Matroska, Mp4Audio, Mp3, Wav, Ogg, Flac, Json];

    /// <summary>The format of a stored file by its extension, which was given by what its bytes are; null for any other.</summary>
    public static MediaFormat? OfPath(string path) =>
        Array.Find(All, format => Path.GetExtension(path.AsSpan()) is { Length: > 1 } extension && extension[1..].SequenceEqual(format.Extension));
}
