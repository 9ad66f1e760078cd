namespace KieSaaS.Pdf.Layout;

/// <summary>
/// A part of a document that is laid out from top to bottom. An element remembers how far it was drawn,
/// so that the next page continues where the last one ended.
/// </summary>
internal abstract class Element
{
    /// <summary>The height of what is not drawn yet, at a width, were the page endless.</summary>
    public abstract double Measure(RenderContext context, double width);

    /// <summary>
    /// Draws as much of the rest as fits. In an area at the top of a page an unfinished element always draws something,
    /// even where that does not fit.
    /// </summary>
    public abstract Drawn Draw(RenderContext context, Area area);

    /// <summary>Forgets what was drawn, to be drawn again on another page.</summary>
    public abstract void Rewind();
}
