using System.Diagnostics;
using System.Text;
using KieSaaS.Files;

namespace KieSaaS.Tests.Files;

public sealed class MediaSnifferTests
{
    private const string Picture = "-f lavfi -i color=red:size=32x32:duration=1:rate=5";
    private const string Sound = "-f lavfi -i sine=duration=0.3";

    [Theory]
    [InlineData("a.png", Picture + " -frames:v 1", "image/png", "png")]
    [InlineData("a.jpg", Picture + " -frames:v 1", "image/jpeg", "jpg")]
    [InlineData("a.webp", Picture + " -frames:v 1", "image/webp", "webp")]
    [InlineData("a.gif", Picture, "image/gif", "gif")]
    [InlineData("a.mp4", Picture + " -c:v mpeg4", "video/mp4", "mp4")]
    [InlineData("a.mp4", Picture + " -c:v mpeg4 -movflags frag_keyframe+empty_moov+default_base_moof", "video/mp4", "mp4")]
    [InlineData("a.mov", Picture + " -c:v mpeg4", "video/quicktime", "mov")]
    [InlineData("a.webm", Picture + " -c:v libvpx", "video/webm", "webm")]
    [InlineData("a.mkv", Picture + " -c:v mpeg4", "video/x-matroska", "mkv")]
    [InlineData("a.m4a", Sound + " -c:a aac", "audio/mp4", "m4a")]
    [InlineData("a.mp3", Sound + " -c:a libmp3lame", "audio/mpeg", "mp3")]
    [InlineData("a.mp3", Sound + " -c:a libmp3lame -id3v2_version 0 -write_xing 0", "audio/mpeg", "mp3")]
    [InlineData("a.wav", Sound, "audio/wav", "wav")]
    [InlineData("a.ogg", Sound + " -c:a libvorbis", "audio/ogg", "ogg")]
    [InlineData("a.flac", Sound, "audio/flac", "flac")]
    public async Task A_file_that_ffmpeg_made_is_recognised(string name, string arguments, string mediaType, string extension)
    {
        var head = await EncodeAsync(name, arguments);
        Assert.Equal(new MediaFormat(mediaType, extension), MediaSniffer.Recognise(head));
        Assert.Equal(mediaType, MediaFormat.OfPath("t/x/file." + extension)?.MediaType);
    }

    [Theory]
    [InlineData("a.avi", Picture + " -c:v mpeg4")]
    [InlineData("a.aac", Sound + " -c:a aac")]
    [InlineData("a.bmp", Picture + " -frames:v 1")]
    [InlineData("a.mpg", Picture + " -r 25")]
    public async Task Other_formats_of_ffmpeg_are_refused(string name, string arguments) => Assert.Null(MediaSniffer.Recognise(await EncodeAsync(name, arguments)));

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("<!doctype html><script>alert(1)</script>")]
    [InlineData("%PDF-1.7")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("{\"code\":200}")]
    [InlineData("GIF8")]
    [InlineData("RIFF....AVI LIST")]
    [InlineData("....ftypavif")]
    [InlineData("....ftypheic")]
    [InlineData("....ftyp")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => Assert.Null(MediaSniffer.Recognise(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void No_bytes_whatever_make_it_throw()
    {
        var random = new Random(17);
        byte[][] beginnings = [[0x1A, 0x45, 0xDF, 0xA3], "RIFF"u8.ToArray(), "\0\0\0\0ftyp"u8.ToArray(), [0xFF], "ID3"u8.ToArray(), []];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(MediaSniffer.HeadLength + 1)];
            random.NextBytes(bytes);
            var beginning = beginnings[i % beginnings.Length].AsSpan();
            beginning[..Math.Min(beginning.Length, bytes.Length)].CopyTo(bytes);
            Assert.True(MediaSniffer.Recognise(bytes) is null or { MediaType.Length: > 0 });
        }
    }

    private static async Task<byte[]> EncodeAsync(string name, string arguments)
    {
        var program = Prerequisite.Program("ffmpeg", "ffmpeg");
        var folder = System.IO.Directory.CreateTempSubdirectory("kiesaas-media-");
        try
        {
            var file = Path.Combine(folder.FullName, name);
            using var process = Process.Start(new ProcessStartInfo(program, $"-v error -y {arguments} {file}") { RedirectStandardError = true, UseShellExecute = false })!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, errors);
            var bytes = await File.ReadAllBytesAsync(file);
            return bytes[..Math.Min(bytes.Length, MediaSniffer.HeadLength)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
