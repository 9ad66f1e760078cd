using KieSaaS.Pdf.Layout;

namespace KieSaaS.Pdf;

/// <summary>Composes the pages of a document: the sheet, what stands on each page, and the content that flows over them.</summary>
public sealed class PageBuilder
{
    private readonly Slot _header = new();
    private readonly Slot _footer = new();
    private readonly Slot _content = new();
    private PageSize _size = PageSize.A4;
    private double _margin = 40;
    private TextStyle _style = new();

    internal PageBuilder()
    {
    }

    internal PageSize SheetSize => _size;

    /// <summary>The sheet; A4 unless set.</summary>
    public void Size(PageSize size) => _size = size;

    /// <summary>The empty space at the sheet's four edges, in points; 40 unless set.</summary>
    public void Margin(double points) => _margin = Length.Checked(points);

    /// <summary>How text looks unless it says otherwise. Call it before composing.</summary>
    public void DefaultText(TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(style);
        _style = style;
    }

    /// <summary>What stands at the top of each page. It may take a third of the page; what is taller is left out.</summary>
    public void Header(Action<Container> compose) => Compose(_header, compose);

    /// <summary>What stands at the bottom of each page. It may take a third of the page; what is taller is left out.</summary>
    public void Footer(Action<Container> compose) => Compose(_footer, compose);

    /// <summary>What flows over the pages.</summary>
    public void Content(Action<Container> compose) => Compose(_content, compose);

    internal Pagination Build()
    {
        if (_size.Width - (2 * _margin) <= 0 || _size.Height - (2 * _margin) <= 0)
        {
            throw new ArgumentException($"Margins of {_margin} points leave nothing of a sheet of {_size.Width} by {_size.Height} points.");
        }

        return new Pagination(_size, _margin, _header, _content, _footer);
    }

    private void Compose(Slot slot, Action<Container> compose)
    {
        ArgumentNullException.ThrowIfNull(compose);
        compose(new Container(slot, _style));
    }
}
