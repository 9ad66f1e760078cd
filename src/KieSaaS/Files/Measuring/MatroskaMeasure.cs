using System.Buffers.Binary;

namespace KieSaaS.Files.Measuring;

/// <summary>
/// Length and size of a WebM or Matroska file (RFC 9559): where its last block ends. The length that the header names is taken only to
/// say how long that last block is shown.
/// </summary>
internal sealed class MatroskaMeasure
{
    private const uint Segment = 0x18538067, Information = 0x1549A966, Tracks = 0x1654AE6B, TrackEntry = 0xAE, Video = 0xE0, Cluster = 0x1F43B675, BlockGroup = 0xA0;
    private const uint Scale = 0x2AD7B1, Duration = 0x4489, TrackNumber = 0xD7, FrameLength = 0x23E383, Width = 0xB0, Height = 0xBA;
    private const uint ClusterTime = 0xE7, SimpleBlock = 0xA3, Block = 0xA1, BlockDuration = 0x9B;
    private const decimal Second = 1_000_000_000m;
    private const int LongestNumber = 8, Lacing = 0x06;

    private readonly MediaBytes _bytes;
    private readonly Stack<long> _ends = new();
    private readonly Dictionary<ulong, ulong> _frames = [];
    private ulong _scale = 1_000_000, _cluster, _track;
    private decimal _declared, _block, _end;
    private (int Width, int Height) _size;

    private MatroskaMeasure(MediaBytes bytes) => _bytes = bytes;

    public static MediaMeasure? Read(MediaBytes bytes)
    {
        var file = new MatroskaMeasure(bytes);
        file.Walk();
        return file._end == 0 ? null : new MediaMeasure(file.Length(), file._size.Width > 0 ? file._size.Width : null, file._size.Height > 0 ? file._size.Height : null);
    }

    private decimal Length()
    {
        var declared = _declared * _scale;
        return (declared > _end && declared - _end <= Second ? declared : _end) / Second;
    }

    private void Walk()
    {
        while (_bytes.Left > 0)
        {
            while (_ends.TryPeek(out var over) && _bytes.Position >= over)
            {
                _ends.Pop();
            }

            var id = Id();
            var (size, isKnown) = Size();
            var end = isKnown ? checked(_bytes.Position + (long)size) : long.MaxValue;
            var within = _ends.TryPeek(out var outer) ? outer : _bytes.Length;
            var isParent = id is Segment or Information or Tracks or TrackEntry or Video or Cluster or BlockGroup;
            if (isKnown ? end > within : !isParent)
            {
                throw new UnreadableMediaException();
            }

            if (isParent)
            {
                // A stream that was written as it came does not say where its parts end: they end with what contains them.
                _ends.Push(Math.Min(end, within));
                continue;
            }

            Read(id, (long)size);
            _bytes.GoTo(end);
        }
    }

    private void Read(uint id, long size)
    {
        switch (id)
        {
            case Scale:
                _scale = Number(size);
                break;
            case Duration:
                _declared = Real(size);
                break;
            case TrackNumber:
                _track = Number(size);
                break;
            case FrameLength:
                _frames[_track] = Number(size);
                break;
            case Width:
                _size.Width = checked((int)Number(size));
                break;
            case Height:
                _size.Height = checked((int)Number(size));
                break;
            case ClusterTime:
                _cluster = Number(size);
                break;
            case SimpleBlock or Block:
                ReadBlock();
                break;
            case BlockDuration:
                _end = Math.Max(_end, _block + ((decimal)Number(size) * _scale));
                break;
        }
    }

    private void ReadBlock()
    {
        var track = Size().Value;
        var time = BinaryPrimitives.ReadInt16BigEndian(_bytes.Take(2));
        var isLaced = (_bytes.Byte() & Lacing) != 0;
        var frames = isLaced ? _bytes.Byte() + 1 : 1;
        _block = ((decimal)_cluster + time) * _scale;
        var each = _frames.GetValueOrDefault(track);

        // Several frames in one block of a track that does not say how long a frame is: their end is not known.
        _end = Math.Max(_end, frames == 1 || each > 0 ? _block + ((decimal)each * frames) : throw new UnreadableMediaException());
    }

    private uint Id()
    {
        var first = _bytes.Byte();
        uint id = first;
        for (var more = Following(first, most: 3); more > 0; more--)
        {
            id = (id << 8) | _bytes.Byte();
        }

        return id;
    }

    private (ulong Value, bool IsKnown) Size()
    {
        var first = _bytes.Byte();
        var more = Following(first, most: 7);
        var value = (ulong)first & (0x7Fu >> more);
        var unknown = (1UL << (7 * (more + 1))) - 1;
        for (; more > 0; more--)
        {
            value = (value << 8) | _bytes.Byte();
        }

        return (value, value != unknown);
    }

    // How many bytes of a number follow its first one say the zeros in front.
    private static int Following(byte first, int most) =>
        System.Numerics.BitOperations.LeadingZeroCount((uint)first) - 24 is var zeros && zeros <= most ? zeros : throw new UnreadableMediaException();

    private ulong Number(long size)
    {
        var value = 0UL;
        for (var left = size is >= 0 and <= LongestNumber ? size : throw new UnreadableMediaException(); left > 0; left--)
        {
            value = (value << 8) | _bytes.Byte();
        }

        return value;
    }

    private decimal Real(long size)
    {
        var value = size switch
        {
            4 => BinaryPrimitives.ReadSingleBigEndian(_bytes.Take(4)),
            8 => BinaryPrimitives.ReadDoubleBigEndian(_bytes.Take(8)),
            _ => throw new UnreadableMediaException(),
        };
        return double.IsFinite(value) && value is >= 0 and < 1e15 ? (decimal)value : throw new UnreadableMediaException();
    }
}
