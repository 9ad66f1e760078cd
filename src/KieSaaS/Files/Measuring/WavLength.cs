using System.Buffers.Binary;

namespace KieSaaS.Files.Measuring;

/// <summary>Length of a WAV file of plain samples: the bytes of its data parts by those of a second, which follow from rate, channels and bits.</summary>
internal static class WavLength
{
    private const int PlainSamples = 1, Floats = 3, ALaw = 6, MuLaw = 7, Extensible = 0xFFFE;
    private const int RiffHeader = 12, PartHeader = 8, FormatFields = 16;
    private const int FastestRate = 768_000, MostChannels = 64, MostBits = 64;

    // Who writes into a pipe cannot come back to fill in the length, and leaves one near the largest there is.
    private const uint Unknown = 0x7FFF_0000;

    public static decimal? Read(MediaBytes bytes)
    {
        bytes.Skip(RiffHeader);
        var (perSecond, data) = (0L, 0L);
        while (bytes.Left >= PartHeader)
        {
            var header = bytes.Take(PartHeader);
            var (isFormat, isData) = (header.StartsWith("fmt "u8), header.StartsWith("data"u8));
            long length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            if (isData && length >= Unknown)
            {
                length = bytes.Left;
            }

            var end = bytes.Position + length;
            if (isFormat)
            {
                perSecond = length >= FormatFields ? BytesPerSecond(bytes) : throw new UnreadableMediaException();
            }

            data += isData ? length : 0;
            bytes.GoTo(end);
            bytes.Skip(length % 2 == 1 && bytes.Left > 0 ? 1 : 0);
        }

        return perSecond > 0 ? (decimal)data / perSecond : null;
    }

    private static long BytesPerSecond(MediaBytes bytes)
    {
        var (coding, channels, rate, claimed) = (bytes.UInt16Little(), bytes.UInt16Little(), bytes.UInt32Little(), bytes.UInt32Little());
        var (frame, bits) = (bytes.UInt16Little(), bytes.UInt16Little());
        var isPlain = coding is PlainSamples or Floats or ALaw or MuLaw or Extensible
            && channels is > 0 and <= MostChannels && rate is > 0 and <= FastestRate && bits is > 0 and <= MostBits;
        var perSecond = (long)rate * frame;
        return isPlain && frame == channels * ((bits + 7) / 8) && claimed == perSecond ? perSecond : throw new UnreadableMediaException();
    }
}
