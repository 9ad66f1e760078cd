using System.Buffers.Binary;

namespace KieSaaS.Pdf.Fonts;

/// <summary>A glyph that is put together from others, such as é from e and an accent: walks over its references.</summary>
internal static class CompositeGlyph
{
    private const int FirstComponent = 10;
    private const int ArgumentsAreWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;

    /// <summary>Replaces each referred glyph by what <paramref name="renumber"/> answers for it; simple glyphs stay as they are.</summary>
    public static void Renumber(Span<byte> outline, Func<ushort, ushort> renumber)
    {
        if (outline.Length < FirstComponent || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return;
        }

        var position = FirstComponent;
        int flags;
        do
        {
            if (position + 4 > outline.Length)
            {
                throw new FontFormatException("The font file is damaged: a glyph ends in the middle of its references.");
            }

            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[position..]);
            var reference = outline[(position + 2)..];
            BinaryPrimitives.WriteUInt16BigEndian(reference, renumber(BinaryPrimitives.ReadUInt16BigEndian(reference)));
            position += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2) + TransformationSize(flags);
        }
        while ((flags & MoreComponents) != 0);
    }

    private static int TransformationSize(int flags) => flags switch
    {
        _ when (flags & HasScale) != 0 => 2,
        _ when (flags & HasTwoScales) != 0 => 4,
        _ when (flags & HasMatrix) != 0 => 8,
        _ => 0,
    };
}
