using KieSaaS.Pdf.Layout;

namespace KieSaaS.Pdf;

/// <summary>Composes things side by side, from left to right.</summary>
public sealed class RowBuilder
{
    private readonly RowElement _element;
    private readonly TextStyle _style;

    internal RowBuilder(RowElement element, TextStyle style) => (_element, _style) = (element, style);

    /// <summary>Empty width between two items, in points.</summary>
    public void Spacing(double points) => _element.Spacing = Length.Checked(points);

    /// <summary>A place of a width in points.</summary>
    public Container Fixed(double points) => Item(ColumnWidth.Fixed(points));

    /// <summary>A place with a share of what the fixed ones leave.</summary>
    public Container Relative(double share = 1) => Item(ColumnWidth.Relative(share));

    private Container Item(ColumnWidth width)
    {
        var slot = new Slot();
        _element.Add(width, slot);
        return new Container(slot, _style);
    }
}
