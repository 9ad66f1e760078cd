using KieSaaS.Pdf.Writing;

namespace KieSaaS.Pdf;

/// <summary>Makes PDF files.</summary>
public static class Document
{
    /// <summary>
    /// Composes a document and answers the bytes of its file. The same input makes the same bytes. Safe to call from many threads.
    /// </summary>
    /// <param name="fonts">The fonts to draw with; only the glyphs that are used are embedded.</param>
    /// <param name="info">What the document says about itself.</param>
    /// <param name="compose">Says what stands on the pages.</param>
    public static byte[] Create(FontSet fonts, DocumentInfo info, Action<PageBuilder> compose)
    {
        ArgumentNullException.ThrowIfNull(fonts);
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(compose);
        var page = new PageBuilder();
        compose(page);
        var embedded = new DocumentFonts(fonts);
        var pages = page.Build().Draw(embedded);
        return DocumentWriter.Write(info, page.SheetSize, pages, embedded);
    }
}
