using KieSaaS.Pdf.Writing;

namespace KieSaaS.Pdf.Layout;

/// <summary>What elements draw with: the document's fonts, the present page and its number.</summary>
internal sealed class RenderContext(DocumentFonts fonts, Surface surface)
{
    public DocumentFonts Fonts => fonts;

    public Surface Surface { get; set; } = surface;

    /// <summary>The number of the present page, from 1.</summary>
    public int PageNumber { get; set; }

    /// <summary>How many pages there are; null while content is drawn, because only its end tells.</summary>
    public int? PageCount { get; set; }
}
