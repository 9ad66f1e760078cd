using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using KieSaaS.Files;

namespace KieSaaS.Tests.Files;

/// <summary>Lengths and sizes of real files, and of files that lie about theirs: what the content plays is what counts.</summary>
public sealed class MediaMeterTests
{
    private const string Film = "-f lavfi -i testsrc=size=64x48:duration={0}:rate=10";
    private const string Sound = "-f lavfi -i sine=duration={0}:sample_rate=22050";

    /// <summary>Name, arguments of ffmpeg, width and height of the picture.</summary>
    public static TheoryData<string, string, int?, int?> Timed => new()
    {
        { "a.mp4", Film + " -c:v mpeg4", 64, 48 },
        { "a.mp4", Film + " " + Sound + " -c:v mpeg4 -c:a aac -shortest", 64, 48 },
        { "a.mp4", Film + " -c:v mpeg4 -movflags +faststart", 64, 48 },
        { "a.mov", Film + " -c:v mpeg4", 64, 48 },
        { "a.webm", Film + " -c:v libvpx", 64, 48 },
        { "a.webm", Film + " -c:v libvpx -live 1", 64, 48 },
        { "a.mkv", Film + " -c:v mpeg4", 64, 48 },
        { "a.m4a", Sound + " -c:a aac", null, null },
        { "a.mp3", Sound + " -c:a libmp3lame", null, null },
        { "a.mp3", Sound + " -c:a libmp3lame -q:a 5", null, null },
        { "a.mp3", Sound + " -ar 44100 -c:a libmp3lame -id3v2_version 4 -metadata title=Sine", null, null },
        { "a.wav", Sound, null, null },
        { "a.wav", Sound + " -c:a pcm_f32le -ac 2", null, null },
        { "a.wav", Sound + " -c:a pcm_mulaw -ar 8000", null, null },
    };

    [Theory]
    [MemberData(nameof(Timed))]
    public async Task A_file_that_ffmpeg_made_lasts_as_long_as_it_was_asked_to(string name, string arguments, int? width, int? height)
    {
        foreach (var seconds in (int[])[1, 3])
        {
            var measure = Measure(await EncodeAsync(name, Lasting(arguments, seconds)));

            // A sound in whole frames may end a little later, and a live film does not say for how long its last picture is shown.
            Assert.InRange(measure!.Seconds!.Value, seconds - 0.11m, seconds + 0.11m);
            Assert.Equal((width, height), (measure.Width, measure.Height));
        }
    }

    [Theory]
    [InlineData("a.wav", "")]
    [InlineData("a.mp3", "-c:a libmp3lame")]
    [InlineData("a.m4a", "-c:a aac")]
    [InlineData("a.mp4", "-f lavfi -i testsrc=size=64x48:duration=9:rate=10 -c:v mpeg4 -c:a aac")]
    public async Task Nine_whole_seconds_are_not_counted_as_ten(string name, string arguments) =>
        Assert.Equal(9, decimal.Ceiling(Measure(await EncodeAsync(name, Lasting(Sound, 9) + " " + arguments))!.Seconds!.Value));

    [Theory]
    [InlineData("a.png", "")]
    [InlineData("a.jpg", "")]
    [InlineData("a.gif", "")]
    [InlineData("a.webp", "-c:v libwebp")]
    [InlineData("a.webp", "-c:v libwebp -lossless 1")]
    [InlineData("a.webp", "-vf format=yuva420p,colorchannelmixer=aa=0.5 -c:v libwebp")]
    public async Task A_picture_has_the_size_it_was_made_with(string name, string arguments)
    {
        var measure = Measure(await EncodeAsync(name, $"-f lavfi -i testsrc=size=70x46:duration=1:rate=1 -frames:v 1 {arguments}"));

        Assert.Equal(new MediaMeasure(null, 70, 46), measure);
    }

    [Fact]
    public async Task A_header_that_claims_a_shorter_film_is_not_believed()
    {
        var film = await EncodeAsync("a.mp4", Lasting(Film, 9) + " -c:v mpeg4");
        foreach (var (box, at) in new[] { ("mvhd", 20), ("tkhd", 24), ("mdhd", 20) })
        {
            BinaryPrimitives.WriteUInt32BigEndian(film.AsSpan(film.AsSpan().IndexOf(Encoding.ASCII.GetBytes(box)) + at), 1);
        }

        Assert.Equal(9, Measure(film)!.Seconds);
    }

    [Fact]
    public async Task An_edit_list_does_not_make_a_film_shorter_than_its_pictures()
    {
        var film = await EncodeAsync("a.mp4", Lasting(Film, 9) + " -c:v mpeg4");
        var edit = film.AsSpan().IndexOf("elst"u8);
        BinaryPrimitives.WriteUInt32BigEndian(film.AsSpan(edit + 12), 1_000);

        Assert.Equal(9, Measure(film)!.Seconds);
        BinaryPrimitives.WriteUInt32BigEndian(film.AsSpan(edit + 12), 60_000);
        Assert.Equal(60, Measure(film)!.Seconds);
    }

    [Fact]
    public async Task A_webm_that_claims_a_shorter_time_is_measured_by_its_blocks()
    {
        var film = await EncodeAsync("a.webm", Lasting(Film, 9) + " -c:v libvpx");
        var duration = film.AsSpan().IndexOf<byte>([0x44, 0x89, 0x88]);
        BinaryPrimitives.WriteDoubleBigEndian(film.AsSpan(duration + 3), 1_000);

        Assert.InRange(Measure(film)!.Seconds!.Value, 8.89m, 9.1m);
    }

    [Fact]
    public async Task An_mp3_whose_first_frame_claims_few_frames_is_measured_by_all_of_them()
    {
        var sound = await EncodeAsync("a.mp3", Lasting(Sound, 9) + " -c:a libmp3lame");
        var info = sound.AsSpan().IndexOf("Info"u8);
        BinaryPrimitives.WriteUInt32BigEndian(sound.AsSpan(info + 8), 5);

        Assert.InRange(Measure(sound)!.Seconds!.Value, 8.99m, 9.06m);

        // The silence that an encoder names is less than a fifth of a second, whatever it says.
        sound.AsSpan(sound.AsSpan().IndexOf("Lavc"u8) + 21, 3).Fill(0xFF);
        Assert.InRange(Measure(sound)!.Seconds!.Value, 8.6m, 9.06m);
    }

    [Fact]
    public void A_wav_is_measured_by_what_it_holds()
    {
        Assert.Equal(3, Measure(Wav.Of(3))!.Seconds);
        Assert.Equal(0.5m, Measure(Wav.Of(0.5m))!.Seconds);

        // Written into a pipe: the length was not known.
        var piped = Wav.Of(3);
        BinaryPrimitives.WriteUInt32LittleEndian(piped.AsSpan(40), uint.MaxValue);
        Assert.Equal(3, Measure(piped)!.Seconds);

        // Two parts of sound in one file count both.
        Assert.Equal(5, Measure([.. Wav.Of(3), .. Wav.Of(2)[36..]])!.Seconds);
    }

    [Theory]
    [InlineData(40, 7_000_000)] // more sound than there is: cut off
    [InlineData(40, 0)] // no sound, and then something that is none of its parts
    [InlineData(28, 1)] // bytes a second that do not follow from rate and channels
    [InlineData(24, 0)] // no samples a second
    [InlineData(20, 0x00010002)] // a coding whose length does not follow from its bytes
    public void A_wav_that_contradicts_itself_has_no_length(int at, int value)
    {
        var wav = Wav.Of(3);
        wav.AsSpan(44).Fill(0x7F);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(at), value);

        Assert.Null(Measure(wav));
    }

    [Theory]
    [MemberData(nameof(Timed))]
    public async Task Half_a_file_is_never_longer_and_no_part_of_one_makes_it_throw(string name, string arguments, int? width, int? height)
    {
        var whole = await EncodeAsync(name, Lasting(arguments, 3));
        var (random, length) = (new Random(whole.Length + (width ?? 0) + (height ?? 0)), Measure(whole)!.Seconds!.Value);
        for (var i = 0; i < 300; i++)
        {
            var part = whole[..random.Next(MediaSniffer.HeadLength, whole.Length)];
            Assert.True(MediaMeter.Measure(new MemoryStream(part), MediaSniffer.Recognise(part)!) is null || Measure(part)!.Seconds <= length + 0.1m);
        }
    }

    [Theory]
    [MemberData(nameof(Timed))]
    public async Task No_bytes_whatever_make_it_throw_or_take_long(string name, string arguments, int? width, int? height)
    {
        var whole = await EncodeAsync(name, Lasting(arguments, 1));
        var (random, format, watch) = (new Random(whole.Length + (width ?? 0) + (height ?? 0)), MediaSniffer.Recognise(whole)!, Stopwatch.StartNew());
        for (var i = 0; i < 500; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var changes = random.Next(1, 40); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Assert.True(MediaMeter.Measure(new MemoryStream(bytes), format) is null or { Seconds: > 0 });
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_film_in_fragments_and_a_sound_that_cannot_be_counted_have_no_length()
    {
        Assert.Null(Measure(await EncodeAsync("a.mp4", Lasting(Film, 3) + " -c:v mpeg4 -movflags frag_keyframe+empty_moov+default_base_moof")));
        Assert.Null(Measure(await EncodeAsync("a.ogg", Lasting(Sound, 3) + " -c:a libvorbis")));
        Assert.Null(Measure(await EncodeAsync("a.flac", Lasting(Sound, 3))));
    }

    [Fact]
    public async Task A_still_webp_whose_canvas_is_not_its_picture_has_no_size()
    {
        var picture = await EncodeAsync("a.webp", "-f lavfi -i testsrc=size=70x46:duration=1:rate=1 -frames:v 1 -vf format=yuva420p,colorchannelmixer=aa=0.5 -c:v libwebp");
        Assert.NotNull(Measure(picture));
        picture[picture.AsSpan().IndexOf("VP8X"u8) + 12] = 1;

        Assert.Null(Measure(picture));
    }

    private static string Lasting(string arguments, int seconds) =>
        arguments.Replace("{0}", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static MediaMeasure? Measure(byte[] file) => MediaMeter.Measure(new MemoryStream(file), MediaSniffer.Recognise(file)!);

    private static async Task<byte[]> EncodeAsync(string name, string arguments)
    {
        var program = Prerequisite.Program("ffmpeg", "ffmpeg");
        var folder = Directory.CreateTempSubdirectory("kiesaas-media-");
        try
        {
            var file = Path.Combine(folder.FullName, name);
            using var process = Process.Start(new ProcessStartInfo(program, $"-v error -y {arguments} {file}") { RedirectStandardError = true, UseShellExecute = false })!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, errors);
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
