namespace KieSaaS.Files.Measuring;

/// <summary>The header of one frame of MPEG audio: ISO/IEC 11172-3 and 13818-3.</summary>
/// <param name="Length">Bytes of the whole frame.</param>
/// <param name="Samples">Samples per channel that it plays.</param>
/// <param name="Rate">Samples a second.</param>
/// <param name="SideInformation">Bytes between the header and what an encoder may write into a first frame.</param>
internal readonly record struct Mp3Frame(int Length, int Samples, int Rate, int SideInformation)
{
    public const int HeaderLength = 4;

    private static readonly int[] Rates = [44_100, 48_000, 32_000];

    // Kilobits a second, by the four bits of the header; 0 leaves the length open and is not taken.
    private static readonly int[] OneLayerOne = [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
    private static readonly int[] OneLayerTwo = [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
    private static readonly int[] OneLayerThree = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] TwoLayerOne = [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
    private static readonly int[] TwoOtherLayers = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    /// <summary>The frame that begins with these four bytes, or null.</summary>
    public static Mp3Frame? Read(ReadOnlySpan<byte> header)
    {
        var (version, layer) = ((header[1] >> 3) & 3, 4 - ((header[1] >> 1) & 3));
        var (rateOfBits, rateOfSamples) = (header[2] >> 4, (header[2] >> 2) & 3);
        if (header[0] != 0xFF || (header[1] & 0xE0) != 0xE0 || version == 1 || layer == 4 || rateOfBits is 0 or 15 || rateOfSamples == 3)
        {
            return null;
        }

        var isFirst = version == 3;
        var rate = Rates[rateOfSamples] >> (version switch { 3 => 0, 2 => 1, _ => 2 });
        var bits = Bitrates(isFirst, layer)[rateOfBits] * 1000;
        var padding = (header[2] >> 1) & 1;
        var samples = layer == 1 ? 384 : layer == 3 && !isFirst ? 576 : 1152;
        var length = layer == 1 ? ((12 * bits / rate) + padding) * 4 : (samples / 8 * bits / rate) + padding;
        var isMono = header[3] >> 6 == 3;
        var side = (isFirst, isMono) switch { (true, true) => 17, (true, false) => 32, (false, true) => 9, _ => 17 };
        return new Mp3Frame(length, samples, rate, side);
    }

    private static int[] Bitrates(bool isFirst, int layer) => (isFirst, layer) switch
    {
        (true, 1) => OneLayerOne,
        (true, 2) => OneLayerTwo,
        (true, _) => OneLayerThree,
        (false, 1) => TwoLayerOne,
        _ => TwoOtherLayers,
    };
}
