using System.Buffers.Binary;

namespace KieSaaS.Tests.Files;

/// <summary>Silence as a WAV file: 8,000 samples a second, 16 bits, one channel.</summary>
internal static class Wav
{
    private const int Rate = 8_000, Header = 44;

    /// <summary>A file that lasts so long; the mark makes it another content.</summary>
    public static byte[] Of(decimal seconds, byte mark = 0)
    {
        var data = (int)(seconds * Rate) * 2;
        var file = new byte[Header + data];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), Header - 8 + data);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), data);
        file.AsSpan(Header).Fill(mark);
        return file;
    }
}
