namespace KieSaaS.Pdf.Writing;

/// <summary>The table by which a reader turns the codes of a font back into text.</summary>
internal static class ToUnicodeMap
{
    private const int MostEntriesPerBlock = 100; // a limit of the format

    public static ByteBuffer Of(List<int> codePoints)
    {
        var map = new ByteBuffer(512 + (codePoints.Count * 16));
        map.Append(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /ToUnicode def\n/CMapType 2 def\n"u8);
        map.Append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"u8);
        for (var first = 1; first < codePoints.Count; first += MostEntriesPerBlock)
        {
            var count = Math.Min(MostEntriesPerBlock, codePoints.Count - first);
            map.Append(FormattableString.Invariant($"{count} beginbfchar\n"));
            for (var code = first; code < first + count; code++)
            {
                AppendEntry(map, (ushort)code, codePoints[code]);
            }

            map.Append("endbfchar\n"u8);
        }

        map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"u8);
        return map;
    }

    private static void AppendEntry(ByteBuffer map, ushort code, int codePoint)
    {
        map.Append((byte)'<');
        map.AppendHex(code);
        map.Append("> <"u8);
        if (codePoint > char.MaxValue)
        {
            var pair = char.ConvertFromUtf32(codePoint);
            map.AppendHex(pair[0]);
            map.AppendHex(pair[1]);
        }
        else
        {
            map.AppendHex((ushort)codePoint);
        }

        map.Append(">\n"u8);
    }
}
