using System.Text;

namespace KieSaaS.Pdf.Fonts;

/// <summary>The named tables of one TrueType file.</summary>
internal sealed class TrueTypeTables
{
    private const uint TrueType = 0x00010000;
    private const uint AppleTrueType = 0x74727565; // "true"
    private const uint OpenTypeWithCff = 0x4F54544F; // "OTTO"
    private const uint Collection = 0x74746366; // "ttcf"
    private const uint WebFont = 0x774F4646; // "wOFF"
    private const uint WebFont2 = 0x774F4632; // "wOF2"

    private readonly byte[] _file;
    private readonly Dictionary<string, Range> _tables = [];

    public TrueTypeTables(byte[] file)
    {
        _file = file;
        ReadOnlySpan<byte> data = file;
        RefuseOtherKinds(data.UInt32At(0));
        var count = data.UInt16At(4);
        for (var i = 0; i < count; i++)
        {
            var entry = 12 + (i * 16);
            var offset = data.CountAt(entry + 8);
            var end = checked(offset + data.CountAt(entry + 12));
            if (end > file.Length)
            {
                throw new FontFormatException("The font file is damaged: a table lies outside the file.");
            }

            _tables[Encoding.ASCII.GetString(data.Slice(entry, 4))] = offset..end;
        }

        if (!Contains("glyf"))
        {
            throw Cff();
        }
    }

    public ReadOnlySpan<byte> this[string tag] => _tables.TryGetValue(tag, out var range)
        ? _file.AsSpan(range)
        : throw new FontFormatException($"The font file is damaged: it has no '{tag}' table.");

    public bool Contains(string tag) => _tables.ContainsKey(tag);

    private static void RefuseOtherKinds(uint kind)
    {
        switch (kind)
        {
            case TrueType or AppleTrueType:
                return;
            case OpenTypeWithCff:
                throw Cff();
            case Collection:
                throw new FontFormatException("The file is a font collection (.ttc). Give the single font (.ttf) instead.");
            case WebFont or WebFont2:
                throw new FontFormatException("The file is a compressed web font (.woff). Give the same font as .ttf instead.");
            default:
                throw new FontFormatException("The file is not a TrueType font (.ttf).");
        }
    }

    private static FontFormatException Cff() =>
        new("The font has PostScript (CFF) outlines. Only TrueType outlines (a 'glyf' table) can be embedded: give the font's .ttf edition.");
}
