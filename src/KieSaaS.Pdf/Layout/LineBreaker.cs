using KieSaaS.Pdf.Fonts;
using KieSaaS.Pdf.Writing;

namespace KieSaaS.Pdf.Layout;

/// <summary>
/// Wraps a paragraph: a line ends at a line feed, at the last space that fits, between ideographs,
/// and inside a word only where the word alone is wider than the line.
/// </summary>
internal ref struct LineBreaker(ReadOnlySpan<StyledText> pieces, DocumentFonts fonts, double width)
{
    // Widths are sums of many fractions: text measured to fit exactly has to fit.
    private const double Tolerance = 0.001;

    private readonly ReadOnlySpan<StyledText> _pieces = pieces;
    private TextPosition _lineStart;
    private TextPosition _breakEnd;
    private TextPosition _breakNext;
    private double _breakWidth;
    private bool _canBreak;

    public void Wrap(List<TextLine> lines)
    {
        _lineStart = default;
        while (HasRest())
        {
            var (end, next, lineWidth) = NextLine();
            lines.Add(Line(_lineStart, end, lineWidth));
            _lineStart = next;
        }
    }

    private readonly bool HasRest()
    {
        var index = _lineStart.Index;
        for (var piece = _lineStart.Piece; piece < _pieces.Length; piece++, index = 0)
        {
            if (index < _pieces[piece].Text.Length)
            {
                return true;
            }
        }

        return false;
    }

    private (TextPosition End, TextPosition Next, double Width) NextLine()
    {
        var used = 0.0;
        var previous = 0; // none yet: whatever its width, a line holds at least one character
        _canBreak = false;
        for (var piece = _lineStart.Piece; piece < _pieces.Length; piece++)
        {
            var style = _pieces[piece];
            for (var index = piece == _lineStart.Piece ? _lineStart.Index : 0; index < style.Text.Length;)
            {
                var here = new TextPosition(piece, index);
                var codePoint = CodePoints.Next(style.Text, ref index);
                var after = new TextPosition(piece, index);
                if (codePoint == '\n')
                {
                    return previous == ' ' && _canBreak ? (_breakEnd, after, _breakWidth) : (here, after, used);
                }

                var advance = fonts.Glyph(codePoint, style.Bold).Width * style.Size;
                if (codePoint == ' ')
                {
                    NoteSpace(previous, here, after, used);
                }
                else
                {
                    NoteIdeograph(previous, codePoint, here, used);
                    if (used + advance > width + Tolerance && previous != 0)
                    {
                        return _canBreak ? (_breakEnd, _breakNext, _breakWidth) : (here, here, used);
                    }
                }

                used += advance;
                previous = codePoint;
            }
        }

        var end = new TextPosition(_pieces.Length, 0);
        return previous == ' ' && _canBreak ? (_breakEnd, end, _breakWidth) : (end, end, used);
    }

    // Spaces hang over the edge: the line ends before the first of a row of them and the next begins behind the last.
    private void NoteSpace(int previous, TextPosition here, TextPosition after, double used)
    {
        if (previous == 0)
        {
            return; // an indent is no place to break
        }

        if (previous != ' ')
        {
            (_breakEnd, _breakWidth, _canBreak) = (here, used, true);
        }

        _breakNext = after;
    }

    private void NoteIdeograph(int previous, int codePoint, TextPosition here, double used)
    {
        if (previous != 0 && Ideographs.MayBreakBetween(previous, codePoint))
        {
            (_breakEnd, _breakNext, _breakWidth, _canBreak) = (here, here, used, true);
        }
    }

    // A line is as tall as the tallest piece that it touches.
    private readonly TextLine Line(TextPosition start, TextPosition end, double lineWidth)
    {
        var (ascent, height) = (0.0, 0.0);
        var last = end.Index == 0 && end.Piece > start.Piece ? end.Piece - 1 : end.Piece;
        for (var piece = start.Piece; piece <= last; piece++)
        {
            var style = _pieces[piece];
            ascent = Math.Max(ascent, fonts.Ascent(style.Bold) * style.Size);
            height = Math.Max(height, fonts.LineHeight(style.Bold) * style.Size);
        }

        return new TextLine(start, end, lineWidth, ascent, height);
    }
}
