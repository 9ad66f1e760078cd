using KieSaaS.Pdf.Layout;

namespace KieSaaS.Pdf;

/// <summary>Composes a paragraph of spans. It is wrapped to the width of its place; "\n" begins a new line.</summary>
public sealed class TextBuilder
{
    private readonly TextElement _element;

    internal TextBuilder(TextElement element) => _element = element;

    /// <summary>Adds text. Null counts as empty; control characters are left out.</summary>
    public TextSpan Span(string? text) => _element.Add(new TextSpan(text));

    /// <summary>Adds the number of the page it stands on, from 1.</summary>
    public TextSpan CurrentPage() => _element.Add(new TextSpan(context => context.PageNumber));

    /// <summary>Adds the number of pages. Only a header or a footer can say it: they are drawn when the content has ended.</summary>
    /// <exception cref="InvalidOperationException">When the document is made: it stands in the content.</exception>
    public TextSpan TotalPages() => _element.Add(new TextSpan(context => context.PageCount
        ?? throw new InvalidOperationException("TotalPages stands in a page's content. Put it into the header or the footer.")));

    /// <summary>The font size in points of spans that do not have their own.</summary>
    public TextBuilder Size(double points) => With(_element.Style with { Size = points });

    /// <summary>Bold, but for spans that say otherwise.</summary>
    public TextBuilder Bold(bool bold = true) => With(_element.Style with { Bold = bold });

    /// <summary>The colour of spans that do not have their own.</summary>
    public TextBuilder Color(Color color) => With(_element.Style with { Color = color });

    /// <summary>Lines begin at the left edge.</summary>
    public TextBuilder AlignLeft() => With(_element.Style with { Alignment = HorizontalAlignment.Left });

    /// <summary>Lines stand in the middle.</summary>
    public TextBuilder AlignCenter() => With(_element.Style with { Alignment = HorizontalAlignment.Center });

    /// <summary>Lines end at the right edge.</summary>
    public TextBuilder AlignRight() => With(_element.Style with { Alignment = HorizontalAlignment.Right });

    private TextBuilder With(TextStyle style)
    {
        _element.Style = style;
        return this;
    }
}
