using System.Text;

namespace KieSaaS.Pdf.Fonts;

/// <summary>The PostScript name of a font, such as "NotoSans-Bold" (the 'name' table, entry 6).</summary>
internal static class FontName
{
    private const int PostScriptName = 6;
    private const int MacintoshPlatform = 1;

    public static string Read(TrueTypeTables tables)
    {
        if (!tables.Contains("name"))
        {
            return "Unnamed";
        }

        var table = tables["name"];
        var texts = table[table.UInt16At(4)..];
        for (var i = 0; i < table.UInt16At(2); i++)
        {
            var entry = table[(6 + (i * 12))..];
            if (entry.UInt16At(6) == PostScriptName)
            {
                var bytes = texts.Slice(entry.UInt16At(10), entry.UInt16At(8));
                var encoding = entry.UInt16At(0) == MacintoshPlatform ? Encoding.ASCII : Encoding.BigEndianUnicode;
                return Plain(encoding.GetString(bytes));
            }
        }

        return "Unnamed";
    }

    // A PDF name may not hold spaces or delimiters.
    private static string Plain(string name)
    {
        var plain = string.Concat(name.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
        return plain.Length > 0 ? plain : "Unnamed";
    }
}
