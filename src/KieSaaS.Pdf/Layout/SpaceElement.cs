namespace KieSaaS.Pdf.Layout;

/// <summary>Empty height. At the end of a page it ends with the page; it never begins the next one.</summary>
internal sealed class SpaceElement(double height) : Element
{
    private bool _done;

    public override double Measure(RenderContext context, double width) => _done ? 0 : height;

    public override Drawn Draw(RenderContext context, Area area)
    {
        var used = _done ? 0 : Math.Min(height, area.Height);
        _done = true;
        return new Drawn(used, Finished: true);
    }

    public override void Rewind() => _done = false;
}
