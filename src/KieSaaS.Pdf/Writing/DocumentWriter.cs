using System.Globalization;
using System.Text;

namespace KieSaaS.Pdf.Writing;

/// <summary>Puts drawn pages, their fonts and what the document says about itself together to a file.</summary>
internal static class DocumentWriter
{
    public static byte[] Write(DocumentInfo info, PageSize size, List<Surface> pages, DocumentFonts fonts)
    {
        var file = new PdfFile();
        var (tree, resources) = (file.Reserve(), file.Reserve());
        var kids = new StringBuilder();
        foreach (var page in pages)
        {
            var content = file.WriteStream(page.Content);
            kids.Append(CultureInfo.InvariantCulture, $"{file.Write($"<</Type/Page/Parent {tree} 0 R/Contents {content} 0 R>>")} 0 R ");
        }

        // Sheet and resources are the same for all pages, which inherit them from the tree.
        file.Write(resources, $"<</Font<<{WriteFonts(file, fonts)}>>>>");
        file.Write(tree, string.Create(
            CultureInfo.InvariantCulture,
            $"<</Type/Pages/Count {pages.Count}/Kids[{kids}]/MediaBox[0 0 {size.Width:0.###} {size.Height:0.###}]/Resources {resources} 0 R>>"));
        var catalog = file.Write(
            $"<</Type/Catalog/Pages {tree} 0 R/Lang({info.Language})/ViewerPreferences<</DisplayDocTitle true>>>>");
        return file.Finish(catalog, file.Write(Information(info)));
    }

    private static string WriteFonts(PdfFile file, DocumentFonts fonts)
    {
        var entries = new StringBuilder();
        for (var i = 0; i < fonts.Fonts.Count; i++)
        {
            if (fonts.Fonts[i].IsUsed)
            {
                entries.Append(CultureInfo.InvariantCulture, $"/F{i + 1} {FontObjects.Write(file, fonts.Fonts[i])} 0 R");
            }
        }

        return entries.ToString();
    }

    private static string Information(DocumentInfo info)
    {
        var author = info.Author is { } name ? "/Author" + PdfText.Of(name) : "";
        return $"<</Title{PdfText.Of(info.Title)}{author}/Producer{PdfText.Of("KieSaaS.Pdf")}/CreationDate{PdfText.Of(info.CreatedAt)}>>";
    }
}
