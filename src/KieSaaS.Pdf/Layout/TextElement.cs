namespace KieSaaS.Pdf.Layout;

/// <summary>A paragraph. It breaks over pages between its lines.</summary>
internal sealed class TextElement(TextStyle style) : Element
{
    private readonly List<TextSpan> _spans = new(1);
    private readonly List<TextLine> _lines = new(1);
    private StyledText[] _pieces = [];
    private double _wrappedAt = double.NaN;
    private int _next;

    public TextStyle Style { get; set; } = style;

    public TextSpan Add(TextSpan span)
    {
        _spans.Add(span);
        return span;
    }

    public override double Measure(RenderContext context, double width)
    {
        Wrap(context, width);
        var height = 0.0;
        for (var i = _next; i < _lines.Count; i++)
        {
            height += _lines[i].Height;
        }

        return height;
    }

    public override Drawn Draw(RenderContext context, Area area)
    {
        Wrap(context, area.Width);
        var used = 0.0;
        for (; _next < _lines.Count; _next++)
        {
            var line = _lines[_next];
            var mustBegin = area.AtTop && used <= 0;
            if (!mustBegin && !area.Fits(used + line.Height))
            {
                return new Drawn(used, Finished: false);
            }

            DrawLine(context, line, area, area.Y + used + line.Ascent);
            used += line.Height;
        }

        return new Drawn(used, Finished: true);
    }

    public override void Rewind() => (_next, _wrappedAt) = (0, double.NaN);

    private void Wrap(RenderContext context, double width)
    {
        if (_wrappedAt == width || _next > 0)
        {
            return;
        }

        _pieces = new StyledText[_spans.Count];
        for (var i = 0; i < _pieces.Length; i++)
        {
            _pieces[i] = _spans[i].Resolve(Style, context);
        }

        _lines.Clear();
        new LineBreaker(_pieces, context.Fonts, width).Wrap(_lines);
        _wrappedAt = width;
    }

    private void DrawLine(RenderContext context, TextLine line, Area area, double baseline)
    {
        if (line.Width <= 0)
        {
            return;
        }

        context.Surface.BeginText(area.X + Offset(Style.Alignment, area.Width - line.Width), baseline);
        for (var piece = line.Start.Piece; piece <= line.End.Piece && piece < _pieces.Length; piece++)
        {
            var (text, size, bold, color) = _pieces[piece];
            var from = piece == line.Start.Piece ? line.Start.Index : 0;
            var to = piece == line.End.Piece ? line.End.Index : text.Length;
            context.Surface.ShowText(text.AsSpan(from, to - from), context.Fonts, size, bold, color);
        }

        context.Surface.EndText();
    }

    private static double Offset(HorizontalAlignment alignment, double free) => Math.Max(0, free) * alignment switch
    {
        HorizontalAlignment.Center => 0.5,
        HorizontalAlignment.Right => 1,
        _ => 0,
    };
}
