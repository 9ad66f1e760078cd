namespace KieSaaS.Pdf.Layout;

/// <summary>A place in a paragraph: a piece, and a character (UTF-16 unit) in it.</summary>
internal readonly record struct TextPosition(int Piece, int Index);
