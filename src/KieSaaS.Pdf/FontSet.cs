namespace KieSaaS.Pdf;

/// <summary>
/// The fonts of a document: a regular and a bold face, and faces to fall back on, character by character, for what those two lack.
/// Holds no state of a document: make one at start and share it.
/// </summary>
public sealed class FontSet
{
    private const int MostFallbacks = 100;

    /// <summary>A set of parsed faces; fallbacks are asked in the given order.</summary>
    public FontSet(FontFace regular, FontFace bold, params IReadOnlyList<FontFace> fallbacks)
    {
        ArgumentNullException.ThrowIfNull(regular);
        ArgumentNullException.ThrowIfNull(bold);
        ArgumentNullException.ThrowIfNull(fallbacks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fallbacks.Count, MostFallbacks);
        Faces = [regular, bold, .. fallbacks];
        RegularOrder = [0, .. Enumerable.Range(2, fallbacks.Count)];
        BoldOrder = [1, 0, .. Enumerable.Range(2, fallbacks.Count)];
    }

    internal IReadOnlyList<FontFace> Faces { get; }

    /// <summary>Indexes into <see cref="Faces"/>, in the order in which regular text looks for a glyph.</summary>
    internal int[] RegularOrder { get; }

    /// <summary>The same for bold text, which would rather be regular than in another design.</summary>
    internal int[] BoldOrder { get; }
}
