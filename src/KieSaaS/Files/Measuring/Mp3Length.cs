using System.Buffers.Binary;

namespace KieSaaS.Files.Measuring;

/// <summary>
/// Length of an MP3 file: the sum of its frames. What a first frame says of their number is not used; of it only how much silence the
/// encoder put around the sound, which is less than a fifth of a second whatever it says.
/// </summary>
internal static class Mp3Length
{
    private const int MostLost = 64 * 1024, TagHeader = 10, EndTag = 128, ApeHeader = 32;
    private const int ShortName = 9, DelayAt = 21;

    public static decimal? Read(MediaBytes bytes)
    {
        // By rate, in whole samples: nine seconds are nine, and not a hair more.
        var samples = new Dictionary<int, long>();
        var (lost, isFirst, inStep) = (0, true, true);
        while (bytes.Left >= Mp3Frame.HeaderLength)
        {
            var at = bytes.Position;
            if (SkipsTag(bytes))
            {
                continue;
            }

            if (FrameAt(bytes, at) is not { } frame || (!inStep && !IsFollowed(bytes, at + frame.Length)))
            {
                inStep = ++lost <= MostLost ? false : throw new UnreadableMediaException();
                bytes.GoTo(at + 1);
                continue;
            }

            if (at + frame.Length > bytes.Length)
            {
                break;
            }

            samples[frame.Rate] = samples.GetValueOrDefault(frame.Rate) + (isFirst ? OfFirst(bytes, at, frame) : frame.Samples);
            (isFirst, inStep) = (false, true);
            bytes.GoTo(at + frame.Length);
        }

        return samples.Sum(one => (decimal)one.Value / one.Key);
    }

    private static Mp3Frame? FrameAt(MediaBytes bytes, long at)
    {
        bytes.GoTo(at);
        return Mp3Frame.Read(bytes.Take(Mp3Frame.HeaderLength));
    }

    // Four bytes look like a frame by chance now and then; two frames in a row do not.
    private static bool IsFollowed(MediaBytes bytes, long next) => next + Mp3Frame.HeaderLength <= bytes.Length && FrameAt(bytes, next) is not null;

    // Names, covers and words stand in front of the sound or behind it.
    private static bool SkipsTag(MediaBytes bytes)
    {
        var (at, isLong) = (bytes.Position, bytes.Left >= ApeHeader);
        var head = bytes.Take((int)Math.Min(ApeHeader, bytes.Left));
        long? length = head.StartsWith("ID3"u8) && head.Length >= TagHeader ? TagHeader + Sevens(head[6..TagHeader]) + ((head[5] & 0x10) != 0 ? TagHeader : 0)
            : isLong && head.StartsWith("APETAGEX"u8) ? ApeHeader + (long)BinaryPrimitives.ReadUInt32LittleEndian(head[12..])
            : head.StartsWith("TAG"u8) && bytes.Length - at == EndTag ? EndTag : null;
        bytes.GoTo(at + (length ?? 0));
        return length is not null;
    }

    private static int Sevens(ReadOnlySpan<byte> size) => (size[0] & 0x7F) << 21 | (size[1] & 0x7F) << 14 | (size[2] & 0x7F) << 7 | (size[3] & 0x7F);

    // An encoder's own frame plays nothing. Where it says how many samples of silence it added, those do not count.
    private static int OfFirst(MediaBytes bytes, long at, Mp3Frame frame)
    {
        var own = at + Mp3Frame.HeaderLength + frame.SideInformation;
        if (own + 8 > at + frame.Length)
        {
            return frame.Samples;
        }

        bytes.GoTo(own);
        var start = bytes.Take(8);
        if (!start.StartsWith("Xing"u8) && !start.StartsWith("Info"u8))
        {
            return frame.Samples;
        }

        var flags = start[7];
        var encoder = own + 8 + ((flags & 1) != 0 ? 4 : 0) + ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
        if (encoder + DelayAt + 3 > at + frame.Length)
        {
            return 0;
        }

        bytes.GoTo(encoder);
        var name = bytes.Take(ShortName);
        var isNamed = name.StartsWith("LAME"u8) || name.StartsWith("Lav"u8);
        bytes.GoTo(encoder + DelayAt);
        var silence = bytes.Take(3);
        return isNamed ? -((silence[0] << 4 | silence[1] >> 4) + ((silence[1] & 0x0F) << 8 | silence[2])) : 0;
    }
}
