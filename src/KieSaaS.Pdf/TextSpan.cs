using System.Globalization;
using KieSaaS.Pdf.Layout;

namespace KieSaaS.Pdf;

/// <summary>A piece of a paragraph with a look of its own; what it does not say, the paragraph says.</summary>
public sealed class TextSpan
{
    private readonly string _text = "";
    private readonly Func<RenderContext, int>? _number;
    private double? _size;
    private bool? _bold;
    private Color? _color;

    internal TextSpan(string? text) => _text = CleanText.Of(text);

    /// <summary>A number that is known when the page is drawn.</summary>
    internal TextSpan(Func<RenderContext, int> number) => _number = number;

    /// <summary>The font size in points.</summary>
    public TextSpan Size(double points)
    {
        _size = FontSize.Checked(points);
        return this;
    }

    /// <summary>In the bold face.</summary>
    public TextSpan Bold(bool bold = true)
    {
        _bold = bold;
        return this;
    }

    /// <summary>The colour of the letters.</summary>
    public TextSpan Color(Color color)
    {
        _color = color;
        return this;
    }

    internal StyledText Resolve(TextStyle style, RenderContext context) => new(
        _number is null ? _text : _number(context).ToString(CultureInfo.InvariantCulture),
        _size ?? style.Size,
        _bold ?? style.Bold,
        _color ?? style.Color);
}
