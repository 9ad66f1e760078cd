using System.Buffers.Binary;

namespace KieSaaS.Sandbox.Media;

/// <summary>A short tune of plain tones as a WAV file: 16-bit, one channel.</summary>
internal static class WavTone
{
    private const int Rate = 22_050;
    private const int Notes = 8;
    private const int HeaderBytes = 44;

    /// <summary>A major pentatonic scale: any order of its notes sounds in tune.</summary>
    private static readonly int[] Scale = [0, 2, 4, 7, 9, 12];

    /// <summary>The file's bytes; the seed chooses the notes.</summary>
    public static byte[] Write(int seed, int seconds = 2)
    {
        var samples = Rate * seconds;
        var file = new byte[HeaderBytes + (samples * 2)];
        Header(file, samples * 2);
        for (var sample = 0; sample < samples; sample++)
        {
            var note = (long)sample * Notes / samples;
            var within = (sample * (double)Notes / samples) - note;
            var pitch = 220 * Math.Pow(2, Scale[((seed >> ((int)note * 3)) & 7) % Scale.Length] / 12.0);
            var loudness = Math.Min(1, within * 20) * Math.Exp(-3 * within);
            var level = Math.Sin(2 * Math.PI * pitch * sample / Rate) * loudness * 12_000;
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderBytes + (sample * 2)), (short)level);
        }

        return file;
    }

    private static void Header(Span<byte> file, int dataBytes)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], HeaderBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16); // length of this part
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1); // plain samples
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1); // channels
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], Rate * 2); // bytes a second
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], 2); // bytes a sample
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16); // bits a sample
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], dataBytes);
    }
}
