using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Sandbox;

/// <summary>Results are real files: what others wrote can read them.</summary>
public sealed class KieResultTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    [Theory]
    [InlineData("1:1", "1K", 512, 512)]
    [InlineData("16:9", "2K", 1024, 576)]
    [InlineData("portrait_16_9", null, 288, 512)]
    public async Task A_picture_is_a_sound_png_in_the_shape_that_was_asked_for(string aspect, string? resolution, int width, int height)
    {
        var (bytes, type) = await ResultAsync("nano-banana-2", new JsonObject { ["prompt"] = "Grüße, 狐 & <fox>", ["aspect_ratio"] = aspect, ["resolution"] = resolution });

        Assert.Equal("image/png", type);
        Assert.Equal(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }, bytes[..8]);
        var chunks = Chunks(bytes);
        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], chunks.Select(chunk => chunk.Name));
        Assert.Equal((width, height), (BinaryPrimitives.ReadInt32BigEndian(chunks[0].Data), BinaryPrimitives.ReadInt32BigEndian(chunks[0].Data.AsSpan(4))));
        using var pixels = new ZLibStream(new MemoryStream(chunks[2].Data), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        await pixels.CopyToAsync(unpacked);
        Assert.Equal((width + 1) * height, unpacked.Length);
    }

    [Fact]
    public async Task Two_prompts_make_two_pictures_and_one_picture_stays_the_same()
    {
        var one = await ResultAsync("nano-banana-2", new JsonObject { ["prompt"] = "a fox" });
        await Sandbox.ResetAsync();
        var again = await ResultAsync("nano-banana-2", new JsonObject { ["prompt"] = "a fox" });
        await Sandbox.ResetAsync();
        var other = await ResultAsync("nano-banana-2", new JsonObject { ["prompt"] = "an owl" });

        Assert.Equal(one.Bytes, again.Bytes);
        Assert.NotEqual(one.Bytes, other.Bytes);
    }

    [Theory]
    [InlineData("nano-banana-2", "png")]
    [InlineData("kling-3.0/video", "h264,aac")]
    [InlineData("ai-music-api/generate", "pcm_s16le")]
    public async Task A_program_that_others_wrote_decodes_each_kind(string model, string codecs)
    {
        var ffprobe = Prerequisite.Program("ffprobe", "ffmpeg");
        var (bytes, _) = await ResultAsync(model, new JsonObject { ["prompt"] = "a fox" });
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, bytes);
        try
        {
            using var probe = Process.Start(new ProcessStartInfo(ffprobe, ["-v", "error", "-count_frames", "-show_entries", "stream=codec_name", "-of", "csv=p=0", file])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var found = await probe.StandardOutput.ReadToEndAsync();
            Assert.Equal("", await probe.StandardError.ReadToEndAsync());
            Assert.Equal(codecs, string.Join(',', found.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_film_can_be_fetched_in_parts()
    {
        var id = await Kie.CreateAsync("kling-3.0/video", "a fox");
        await Sandbox.FinishAsync(id);
        using var request = new HttpRequestMessage(HttpMethod.Get, await Kie.ResultUrlAsync(id));
        request.Headers.Range = new RangeHeaderValue(4, 7);
        using var response = await Sandbox.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("video/mp4", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("ftyp", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_song_has_two_tracks_and_a_sound_one_file()
    {
        var song = await Kie.CreateAsync("ai-music-api/generate", "a waltz");
        var sound = await Kie.CreateAsync("elevenlabs/sound-effect-v2", "rain");
        await Sandbox.AdvanceAsync(TimeSpan.FromSeconds(4));

        var tracks = (await Kie.RecordAsync(song))["response"]!;
        Assert.Equal((2, 2), (tracks["resultUrls"]!.AsArray().Count, tracks["data"]!.AsArray().Count));
        Assert.EndsWith(".wav", await Kie.ResultUrlAsync(sound), StringComparison.Ordinal);
        Assert.Single((await Kie.RecordAsync(sound))["response"]!["resultUrls"]!.AsArray());
    }

    [Fact]
    public async Task Results_are_there_for_fourteen_days_and_not_before_the_task_has_ended()
    {
        var id = await Kie.CreateAsync("nano-banana-2", "a fox");
        var url = $"/_files/{id}-0.png";
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(url));

        await Sandbox.FinishAsync(id);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(url));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/_files/{id}-1.png"));

        await Sandbox.AdvanceAsync(TimeSpan.FromDays(14));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(url));
    }

    private async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var response = await Sandbox.Http.GetAsync(url);
        return response.StatusCode;
    }

    private async Task<(byte[] Bytes, string? ContentType)> ResultAsync(string model, JsonObject input)
    {
        var created = await Kie.PostAsync(KieClient.Create, new JsonObject { ["model"] = model, ["input"] = input });
        var id = created["data"]!["taskId"]!.GetValue<string>();
        await Sandbox.FinishAsync(id);
        using var response = await Sandbox.Http.GetAsync(await Kie.ResultUrlAsync(id));
        return (await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.MediaType);
    }

    private static List<(string Name, byte[] Data)> Chunks(byte[] png)
    {
        var chunks = new List<(string, byte[])>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            Assert.Equal(Crc32(png.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += length + 12;
        }

        return chunks;
    }

    /// <summary>Bit by bit, unlike the sandbox's own table.</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
