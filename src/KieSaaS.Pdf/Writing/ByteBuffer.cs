using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace KieSaaS.Pdf.Writing;

/// <summary>Bytes that grow at their end: file, content streams and font tables are written into it.</summary>
internal sealed class ByteBuffer(int capacity)
{
    private const double LargestNumber = 1e9;

    private byte[] _bytes = new byte[Math.Max(capacity, 16)];

    public int Length { get; private set; }

    public Span<byte> Span => _bytes.AsSpan(0, Length);

    public void Append(byte value) => Grow(1)[0] = value;

    public void Append(ReadOnlySpan<byte> values) => values.CopyTo(Grow(values.Length));

    /// <summary>Text of PDF syntax, which is ASCII.</summary>
    public void Append(string ascii) => Encoding.ASCII.GetBytes(ascii, Grow(ascii.Length));

    /// <summary>A number with up to three decimals, and a space.</summary>
    public void AppendNumber(double value)
    {
        if (!double.IsFinite(value) || Math.Abs(value) > LargestNumber)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A coordinate or size in a document must be a finite number of points.");
        }

        var thousandths = (long)Math.Round(value * 1000);
        var room = Reserve(24);
        var length = 0;
        if (thousandths < 0)
        {
            room[length++] = (byte)'-';
            thousandths = -thousandths;
        }

        var (whole, rest) = Math.DivRem(thousandths, 1000);
        _ = Utf8Formatter.TryFormat(whole, room[length..], out var digits);
        length += digits;
        if (rest != 0)
        {
            room[length++] = (byte)'.';
            for (var unit = 100; rest != 0; unit /= 10)
            {
                var (digit, smaller) = Math.DivRem(rest, unit);
                room[length++] = (byte)('0' + digit);
                rest = smaller;
            }
        }

        room[length++] = (byte)' ';
        Length += length;
    }

    /// <summary>A glyph's number as four hexadecimal digits.</summary>
    public void AppendHex(ushort value)
    {
        var digits = "0123456789ABCDEF"u8;
        var room = Grow(4);
        room[0] = digits[value >> 12];
        room[1] = digits[(value >> 8) & 15];
        room[2] = digits[(value >> 4) & 15];
        room[3] = digits[value & 15];
    }

    public void AppendUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Grow(2), value);

    public void AppendUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Grow(4), value);

    /// <summary>Adds zeros until the length is a multiple of <paramref name="size"/>.</summary>
    public void PadTo(int size) => Grow((size - (Length % size)) % size).Clear();

    /// <summary>Puts bytes before what was written since <paramref name="position"/>.</summary>
    public void Insert(int position, ReadOnlySpan<byte> values)
    {
        var moved = Length - position;
        _ = Grow(values.Length);
        _bytes.AsSpan(position, moved).CopyTo(_bytes.AsSpan(position + values.Length));
        values.CopyTo(_bytes.AsSpan(position));
    }

    private Span<byte> Grow(int count)
    {
        var room = Reserve(count)[..count];
        Length += count;
        return room;
    }

    private Span<byte> Reserve(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(Length + count, _bytes.Length * 2));
        }

        return _bytes.AsSpan(Length);
    }
}
