using Microsoft.AspNetCore.StaticFiles;

namespace KieSaaS.Sandbox.Kie;

/// <summary>What kind of file some bytes are.</summary>
internal static class FileType
{
    private const string Unknown = "application/octet-stream";

    private static readonly FileExtensionContentTypeProvider ByName = new();

    /// <summary>The content type that was said, else that of the name, else that of the first bytes.</summary>
    public static string Of(string? said, string? name, ReadOnlySpan<byte> bytes)
    {
        if (!string.IsNullOrEmpty(said) && said != Unknown)
        {
            return said;
        }

        return name is not null && ByName.TryGetContentType(name, out var named) ? named : Sniffed(bytes);
    }

    /// <summary>A usual ending such as ".png" for a content type.</summary>
    public static string Extension(string mimeType) => mimeType.Split(';')[0] switch
    {
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "video/mp4" => ".mp4",
        "audio/wav" => ".wav",
        "audio/mpeg" => ".mp3",
        _ => ".bin",
    };

    private static string Sniffed(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'A', (byte)'V', (byte)'E', ..] => "audio/wav",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "video/mp4",
        [(byte)'I', (byte)'D', (byte)'3', ..] => "audio/mpeg",
        _ => Unknown,
    };
}
