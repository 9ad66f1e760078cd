namespace KieSaaS.Pdf.Layout;

/// <summary>A piece of a paragraph whose letters look alike.</summary>
internal readonly record struct StyledText(string Text, double Size, bool Bold, Color Color);
