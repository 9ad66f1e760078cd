using KieSaaS.Pdf.Fonts;

namespace KieSaaS.Pdf.Writing;

/// <summary>
/// The drawing instructions of one page. Points are counted from the page's top left corner downwards;
/// the format counts upwards from the bottom, so each height is turned here and nowhere else.
/// </summary>
internal sealed class Surface(double pageHeight, int capacity = 16 * 1024)
{
    private readonly ByteBuffer _content = new(capacity);
    private State _state;

    public ReadOnlySpan<byte> Content => _content.Span;

    /// <summary>The place in the instructions to which <see cref="FillBehind"/> can return.</summary>
    public int Position => _content.Length;

    public void Fill(double x, double y, double width, double height, Color color)
    {
        SetFill(color);
        AppendRectangle(x, y, width, height);
        _content.Append("f\n"u8);
    }

    /// <summary>Puts another surface's instructions first: it is drawn, and read aloud, before this one.</summary>
    public void Prepend(Surface other) => _content.Insert(0, other.Content);

    /// <summary>Fills a rectangle that lies behind everything drawn since <paramref name="position"/>.</summary>
    public void FillBehind(int position, double x, double y, double width, double height, Color color)
    {
        var rectangle = new Surface(pageHeight, capacity: 128);
        rectangle._content.Append("q\n"u8);
        rectangle.Fill(x, y, width, height, color);
        rectangle._content.Append("Q\n"u8);
        _content.Insert(position, rectangle.Content);
    }

    /// <summary>Draws through all points; the last is not joined to the first.</summary>
    public void Stroke(ReadOnlySpan<(double X, double Y)> points, double thickness, Color color)
    {
        SetStroke(color, thickness);
        for (var i = 0; i < points.Length; i++)
        {
            AppendPoint(points[i].X, points[i].Y);
            _content.Append(i == 0 ? "m "u8 : "l "u8);
        }

        _content.Append("S\n"u8);
    }

    /// <summary>Confines what follows to a rectangle, until <see cref="EndClip"/>.</summary>
    public void BeginClip(double x, double y, double width, double height)
    {
        _content.Append("q "u8);
        AppendRectangle(x, y, width, height);
        _content.Append("W n\n"u8);
    }

    public void EndClip()
    {
        _content.Append("Q\n"u8);
        _state = default; // what is in force now was set before the clip began
    }

    /// <summary>Begins a line of text whose baseline starts at the point.</summary>
    public void BeginText(double x, double baseline)
    {
        _content.Append("BT 1 0 0 1 "u8);
        AppendPoint(x, baseline);
        _content.Append("Tm "u8);
    }

    public void EndText() => _content.Append("ET\n"u8);

    /// <summary>Continues the line of text with characters of one style.</summary>
    public void ShowText(ReadOnlySpan<char> text, DocumentFonts fonts, double size, bool bold, Color color)
    {
        SetFill(color);
        var isOpen = false;
        for (var i = 0; i < text.Length;)
        {
            ref readonly var glyph = ref fonts.Glyph(CodePoints.Next(text, ref i), bold);
            if (glyph.Font != _state.Font || size != _state.Size)
            {
                _content.Append(isOpen ? "> Tj "u8 : []);
                SetFont(glyph.Font, size);
                isOpen = false;
            }

            if (!isOpen)
            {
                _content.Append((byte)'<');
                isOpen = true;
            }

            _content.AppendHex(glyph.Code);
        }

        _content.Append(isOpen ? "> Tj "u8 : []);
    }

    private void SetFont(byte font, double size)
    {
        _state.Font = font;
        _state.Size = size;
        _content.Append("/F"u8);
        _content.AppendNumber(font);
        _content.AppendNumber(size);
        _content.Append("Tf "u8);
    }

    private void SetFill(Color color)
    {
        if (_state.Fill != color)
        {
            _state.Fill = color;
            AppendColor(color);
            _content.Append("rg "u8);
        }
    }

    private void SetStroke(Color color, double thickness)
    {
        if (_state.Stroke != color)
        {
            _state.Stroke = color;
            AppendColor(color);
            _content.Append("RG "u8);
        }

        if (_state.Thickness != thickness)
        {
            _state.Thickness = thickness;
            _content.AppendNumber(thickness);
            _content.Append("w "u8);
        }
    }

    private void AppendColor(Color color)
    {
        _content.AppendNumber(color.Red / 255.0);
        _content.AppendNumber(color.Green / 255.0);
        _content.AppendNumber(color.Blue / 255.0);
    }

    private void AppendPoint(double x, double y)
    {
        _content.AppendNumber(x);
        _content.AppendNumber(pageHeight - y);
    }

    private void AppendRectangle(double x, double y, double width, double height)
    {
        AppendPoint(x, y + height);
        _content.AppendNumber(width);
        _content.AppendNumber(height);
        _content.Append("re "u8);
    }

    /// <summary>What the page's graphics state holds, as far as we know; null and font 0 are "not known".</summary>
    private struct State
    {
        public byte Font;
        public double Size;
        public double? Thickness;
        public Color? Fill;
        public Color? Stroke;
    }
}
