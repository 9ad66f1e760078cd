namespace KieSaaS.Pdf.Fonts;

/// <summary>Reads the 'cmap' table: which glyph draws which character. Formats 12 (all of Unicode) and 4 (its first plane).</summary>
internal static class CharacterMapReader
{
    private const int UnicodePlatform = 0;
    private const int WindowsPlatform = 3;
    private const int WindowsSymbol = 0;

    public static CodePointMap<ushort> Read(ReadOnlySpan<byte> table, int glyphCount)
    {
        var map = new CodePointMap<ushort>();
        var offset = BestSubtable(table);
        var subtable = table[offset..];
        if (subtable.UInt16At(0) == 12)
        {
            ReadGroups(subtable, glyphCount, map);
        }
        else
        {
            ReadSegments(subtable, glyphCount, map);
        }

        return map;
    }

    private static int BestSubtable(ReadOnlySpan<byte> table)
    {
        var best = -1;
        for (var i = 0; i < table.UInt16At(2); i++)
        {
            var entry = 4 + (i * 8);
            var platform = table.UInt16At(entry);
            var isUnicode = platform == UnicodePlatform || (platform == WindowsPlatform && table.UInt16At(entry + 2) != WindowsSymbol);
            var offset = table.CountAt(entry + 4);
            var format = table.UInt16At(offset);
            if (isUnicode && format == 12)
            {
                return offset;
            }

            if (isUnicode && format == 4)
            {
                best = offset;
            }
        }

        return best >= 0 ? best : throw new FontFormatException("The font has no Unicode character map (cmap format 4 or 12).");
    }

    private static void ReadGroups(ReadOnlySpan<byte> subtable, int glyphCount, CodePointMap<ushort> map)
    {
        var count = subtable.CountAt(12);
        var previous = -1;
        for (var i = 0; i < count; i++)
        {
            var group = 16 + (i * 12);
            var first = subtable.CountAt(group);
            var last = subtable.CountAt(group + 4);
            var glyph = subtable.CountAt(group + 8);
            if (first <= previous || last < first || last > 0x10FFFF)
            {
                throw new FontFormatException("The font file is damaged: its character map is not in order.");
            }

            for (var codePoint = first; codePoint <= last; codePoint++)
            {
                Store(map, codePoint, (long)glyph + codePoint - first, glyphCount);
            }

            previous = last;
        }
    }

    private static void ReadSegments(ReadOnlySpan<byte> subtable, int glyphCount, CodePointMap<ushort> map)
    {
        var twiceCount = subtable.UInt16At(6);
        const int ends = 14;
        var starts = ends + twiceCount + 2;
        var deltas = starts + twiceCount;
        var rangeOffsets = deltas + twiceCount;
        for (var segment = 0; segment < twiceCount; segment += 2)
        {
            var last = Math.Min(subtable.UInt16At(ends + segment), 0xFFFE);
            var first = subtable.UInt16At(starts + segment);
            var delta = subtable.UInt16At(deltas + segment);
            var rangeOffset = subtable.UInt16At(rangeOffsets + segment);
            for (var codePoint = first; codePoint <= last; codePoint++)
            {
                // A range offset counts from its own place in the file to the glyph of the segment's first character.
                var stored = rangeOffset == 0 ? codePoint : subtable.UInt16At(rangeOffsets + segment + rangeOffset + ((codePoint - first) * 2));
                var glyph = rangeOffset != 0 && stored == 0 ? 0 : (stored + delta) & 0xFFFF;
                Store(map, codePoint, glyph, glyphCount);
            }
        }
    }

    private static void Store(CodePointMap<ushort> map, int codePoint, long glyph, int glyphCount)
    {
        if (glyph > 0 && glyph < glyphCount)
        {
            map.At(codePoint) = (ushort)glyph;
        }
    }
}
