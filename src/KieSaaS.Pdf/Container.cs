using KieSaaS.Pdf.Layout;

namespace KieSaaS.Pdf;

/// <summary>
/// A place for one thing: text, a column, a row, a table, a picture. Padding and Background answer the place inside them.
/// </summary>
public sealed class Container
{
    private readonly Slot _slot;
    private readonly TextStyle _style;

    internal Container(Slot slot, TextStyle style) => (_slot, _style) = (slot, style);

    /// <summary>Space on all four sides, in points.</summary>
    public Container Padding(double all) => Padding(all, all);

    /// <summary>Space left and right, and above and below, in points.</summary>
    public Container Padding(double horizontal, double vertical) => Padding(horizontal, vertical, horizontal, vertical);

    /// <summary>Space on each side, in points.</summary>
    public Container Padding(double left, double top, double right, double bottom) =>
        Inside(new PaddingElement(new Insets(Length.Checked(left), Length.Checked(top), Length.Checked(right), Length.Checked(bottom))), _style);

    /// <summary>A colour behind all that is in the place.</summary>
    public Container Background(Color color) => Inside(new BackgroundElement(color), _style);

    /// <summary>Changes how text looks in this place, such as <c>style => style with { Size = 8 }</c>.</summary>
    public Container DefaultText(Func<TextStyle, TextStyle> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Inside(new Slot(), change(_style));
    }

    /// <summary>A paragraph in one style. Null counts as empty.</summary>
    public TextBuilder Text(string? text)
    {
        var element = new TextElement(_style);
        element.Add(new TextSpan(text));
        _slot.Put(element);
        return new TextBuilder(element);
    }

    /// <summary>A paragraph of spans.</summary>
    public void Text(Action<TextBuilder> compose)
    {
        ArgumentNullException.ThrowIfNull(compose);
        var element = new TextElement(_style);
        compose(new TextBuilder(element));
        _slot.Put(element);
    }

    /// <summary>Things one under the other.</summary>
    public void Column(Action<ColumnBuilder> compose)
    {
        ArgumentNullException.ThrowIfNull(compose);
        var element = new ColumnElement();
        compose(new ColumnBuilder(element, _style));
        _slot.Put(element);
    }

    /// <summary>Things side by side.</summary>
    public void Row(Action<RowBuilder> compose)
    {
        ArgumentNullException.ThrowIfNull(compose);
        var element = new RowElement();
        compose(new RowBuilder(element, _style));
        _slot.Put(element);
    }

    /// <summary>Rows of aligned cells.</summary>
    public void Table(Action<TableBuilder> compose)
    {
        ArgumentNullException.ThrowIfNull(compose);
        var element = new TableElement();
        compose(new TableBuilder(element, _style));
        _slot.Put(element);
    }

    /// <summary>A horizontal line over the whole width.</summary>
    public void Line(double thickness = 0.5, Color color = default) => Rectangle(thickness, color);

    /// <summary>A filled rectangle, in points; as wide as the place if no width is given.</summary>
    public void Rectangle(double height, Color color, double? width = null) =>
        _slot.Put(new RectangleElement(width is { } given ? Length.Checked(given) : null, Length.Checked(height), color));

    /// <summary>A drawing on a canvas of that size, in points; drawn smaller where the place is smaller.</summary>
    public void Picture(double width, double height, Action<Canvas> paint)
    {
        ArgumentNullException.ThrowIfNull(paint);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        _slot.Put(new PictureElement(Length.Checked(width), Length.Checked(height), _style, paint));
    }

    /// <summary>Empty height, in points.</summary>
    public void Space(double height) => _slot.Put(new SpaceElement(Length.Checked(height)));

    /// <summary>What follows begins on a new page. On a page that is still empty it does nothing.</summary>
    public void PageBreak() => _slot.Put(new PageBreakElement());

    private Container Inside(Slot slot, TextStyle style)
    {
        _slot.Put(slot);
        return new Container(slot, style);
    }
}
