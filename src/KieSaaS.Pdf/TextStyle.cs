namespace KieSaaS.Pdf;

/// <summary>How text looks where nothing else is said.</summary>
/// <param name="Size">The font size in points.</param>
/// <param name="Bold">In the bold face.</param>
/// <param name="Color">The colour of the letters.</param>
/// <param name="Alignment">Where the lines stand.</param>
public sealed record TextStyle(double Size = 10, bool Bold = false, Color Color = default, HorizontalAlignment Alignment = HorizontalAlignment.Left);
