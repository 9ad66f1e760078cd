using System.Text;

namespace KieSaaS.Files.Measuring;

/// <summary>
/// Length and size of an MP4, QuickTime or M4A file: the longest of its tracks by its sample table (ISO/IEC 14496-12). The durations that
/// its headers sum up are not read. A file in fragments is not taken: its length stands nowhere, and a short film may stand in front of a long one.
/// </summary>
internal sealed class Mp4Measure
{
    private const int Header = 8, FullBox = 4, PictureSizeAt = 24, ScaleAt = 8, LateScaleAt = 16;

    private readonly MediaBytes _bytes;
    private readonly List<Mp4Track> _tracks = [];
    private uint _movieScale;

    private Mp4Measure(MediaBytes bytes) => _bytes = bytes;

    public static MediaMeasure? Read(MediaBytes bytes)
    {
        var movie = new Mp4Measure(bytes);
        movie.Walk(bytes.Length);
        var played = movie._tracks.FindAll(track => track.IsPlayed);
        var size = played.Find(track => track is { IsPicture: true, Size: not null })?.Size;
        return played.Count == 0 ? null : new MediaMeasure(played.Max(track => track.Length(movie._movieScale)), size?.Width, size?.Height);
    }

    private void Walk(long end)
    {
        while (end - _bytes.Position >= Header)
        {
            var at = _bytes.Position;
            long length = _bytes.UInt32();
            var name = Encoding.Latin1.GetString(_bytes.Take(4));
            length = length switch { 0 => end - at, 1 => checked((long)_bytes.UInt64()), _ => length };
            var boxEnd = checked(at + length);
            if (boxEnd < _bytes.Position || boxEnd > end)
            {
                throw new UnreadableMediaException();
            }

            Read(name, boxEnd);
            _bytes.GoTo(boxEnd);
        }
    }

    private void Read(string name, long end)
    {
        switch (name)
        {
            case "trak":
                _tracks.Add(new Mp4Track());
                Walk(end);
                break;
            case "moov" or "mdia" or "minf" or "stbl" or "edts":
                Walk(end);
                break;
            case "moof" or "mvex":
                throw new UnreadableMediaException();
            case "mvhd":
                _movieScale = TimeScale();
                break;
            case "mdhd":
                Track.TimeScale = TimeScale();
                break;
            case "hdlr":
                ReadHandler();
                break;
            case "stts":
                Track.Units += Samples(end);
                break;
            case "elst":
                Track.Edits = (Track.Edits ?? 0) + Edits(end);
                break;
            case "stsd":
                ReadSize(end);
                break;
        }
    }

    private Mp4Track Track => _tracks.Count > 0 ? _tracks[^1] : new Mp4Track();

    // QuickTime has a second handler, of the place where the data lies.
    private void ReadHandler()
    {
        _bytes.Skip(FullBox + 4);
        if (Encoding.Latin1.GetString(_bytes.Take(4)) is (Mp4Track.Picture or Mp4Track.Sound) and var handler)
        {
            Track.Handler = handler;
        }
    }

    private uint TimeScale()
    {
        var version = _bytes.Byte();
        _bytes.Skip(FullBox - 1 + (version == 1 ? LateScaleAt : ScaleAt));
        return _bytes.UInt32();
    }

    private decimal Samples(long end)
    {
        _bytes.Skip(FullBox);
        var (count, sum) = (_bytes.UInt32(), 0m);
        for (; count > 0 && _bytes.Position < end; count--)
        {
            sum += (decimal)_bytes.UInt32() * _bytes.UInt32();
        }

        return count == 0 && _bytes.Position <= end ? sum : throw new UnreadableMediaException();
    }

    private decimal Edits(long end)
    {
        var isLong = _bytes.Byte() == 1;
        _bytes.Skip(FullBox - 1);
        var (count, sum) = (_bytes.UInt32(), 0m);
        for (; count > 0 && _bytes.Position < end; count--)
        {
            sum += isLong ? _bytes.UInt64() : _bytes.UInt32();
            _bytes.Skip(isLong ? 12 : 8);
        }

        return count == 0 && _bytes.Position <= end ? sum : throw new UnreadableMediaException();
    }

    private void ReadSize(long end)
    {
        if (end - _bytes.Position >= FullBox + 4 + Header + PictureSizeAt + 4)
        {
            _bytes.Skip(FullBox + 4 + Header + PictureSizeAt);
            Track.Size ??= (_bytes.UInt16(), _bytes.UInt16());
        }
    }
}
