using KieSaaS.Pdf.Layout;

namespace KieSaaS.Pdf;

/// <summary>Composes things one under the other.</summary>
public sealed class ColumnBuilder
{
    private readonly ColumnElement _element;
    private readonly TextStyle _style;

    internal ColumnBuilder(ColumnElement element, TextStyle style) => (_element, _style) = (element, style);

    /// <summary>Empty height between two items, in points. Items without height, such as an empty text, get none.</summary>
    public void Spacing(double points) => _element.Spacing = Length.Checked(points);

    /// <summary>The place under the last one.</summary>
    public Container Item()
    {
        var slot = new Slot();
        _element.Add(slot);
        return new Container(slot, _style);
    }
}
