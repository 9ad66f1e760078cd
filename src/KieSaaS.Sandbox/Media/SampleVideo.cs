namespace KieSaaS.Sandbox.Media;

/// <summary>
/// The one film every video task answers with: two seconds, H.264 and AAC, made with ffmpeg from its own gradient and sine sources.
/// </summary>
internal static class SampleVideo
{
    private static readonly Lazy<byte[]> Film = new(() => EmbeddedFile.Bytes("sample.mp4"));

    /// <summary>The MP4 file.</summary>
    public static byte[] Bytes => Film.Value;
}
