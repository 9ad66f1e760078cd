using KieSaaS.Pdf.Writing;

namespace KieSaaS.Pdf.Layout;

/// <summary>
/// Lets content flow over pages. Headers and footers are drawn after the content's end, when the number of pages is known;
/// their room is measured before, with the widest number a page is likely to have.
/// </summary>
internal sealed class Pagination(PageSize size, double margin, Slot header, Slot content, Slot footer)
{
    private const double LargestShare = 1 / 3.0;
    private const int WidePageNumber = 8888;

    private double Width => size.Width - (2 * margin);

    private double Height => size.Height - (2 * margin);

    /// <summary>The drawn pages; at least one.</summary>
    public List<Surface> Draw(DocumentFonts fonts)
    {
        var context = new RenderContext(fonts, new Surface(size.Height)) { PageNumber = WidePageNumber, PageCount = WidePageNumber };
        var headerHeight = Math.Min(header.Measure(context, Width), Height * LargestShare);
        var footerHeight = Math.Min(footer.Measure(context, Width), Height * LargestShare);
        context.PageCount = null;

        var pages = DrawContent(context, new Area(margin, margin + headerHeight, Width, Height - headerHeight - footerHeight, AtTop: true));
        context.PageCount = pages.Count;
        for (var i = 0; i < pages.Count; i++)
        {
            context.PageNumber = i + 1;
            context.Surface = new Surface(size.Height, capacity: 1024);
            DrawAgain(header, context, new Area(margin, margin, Width, headerHeight, AtTop: true));
            pages[i].Prepend(context.Surface);
            context.Surface = pages[i];
            DrawAgain(footer, context, new Area(margin, size.Height - margin - footerHeight, Width, footerHeight, AtTop: true));
        }

        return pages;
    }

    private List<Surface> DrawContent(RenderContext context, Area area)
    {
        var pages = new List<Surface>();
        Drawn drawn;
        do
        {
            context.Surface = new Surface(size.Height);
            pages.Add(context.Surface);
            context.PageNumber = pages.Count;
            drawn = content.Draw(context, area);
            if (!drawn.Finished && drawn.Height <= 0)
            {
                throw new InvalidOperationException("An element of the document found no room on an empty page.");
            }
        }
        while (!drawn.Finished);
        return pages;
    }

    private static void DrawAgain(Slot part, RenderContext context, Area area)
    {
        part.Rewind();
        part.Draw(context, area);
    }
}
