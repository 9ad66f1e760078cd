namespace KieSaaS.Pdf.Layout;

/// <summary>A colour behind a child, on each page that the child reaches.</summary>
internal sealed class BackgroundElement(Color color) : Slot
{
    public override Drawn Draw(RenderContext context, Area area)
    {
        var position = context.Surface.Position;
        var drawn = base.Draw(context, area);
        if (drawn.Height > 0)
        {
            context.Surface.FillBehind(position, area.X, area.Y, area.Width, drawn.Height, color);
        }

        return drawn;
    }
}
