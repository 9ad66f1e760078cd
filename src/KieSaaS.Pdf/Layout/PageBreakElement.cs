namespace KieSaaS.Pdf.Layout;

/// <summary>Ends the page. Where the page is still empty it does nothing: there are no blank pages.</summary>
internal sealed class PageBreakElement : Element
{
    private bool _done;

    public override double Measure(RenderContext context, double width) => 0;

    public override Drawn Draw(RenderContext context, Area area)
    {
        var finished = _done || area.AtTop;
        _done = true;
        return new Drawn(0, finished);
    }

    public override void Rewind() => _done = false;
}
