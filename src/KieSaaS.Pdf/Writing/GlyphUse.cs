namespace KieSaaS.Pdf.Writing;

/// <summary>How a document draws one character.</summary>
/// <param name="Font">The embedded font, counted from 1; 0 when the character was not looked up yet.</param>
/// <param name="Code">The character's number inside that font.</param>
/// <param name="Width">How far it moves the pen, as a share of the font size.</param>
internal readonly record struct GlyphUse(byte Font, ushort Code, double Width);
