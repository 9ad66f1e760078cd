using KieSaaS.Pdf;

namespace KieSaaS.Tests.Pdf;

/// <summary>Documents that several tests make.</summary>
internal static class Sample
{
    public static readonly DocumentInfo Info = new("Sample", new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(2)));

    public static byte[] Of(Action<Container> content) => Document.Create(TestFonts.Set, Info, page => page.Content(content));

    public static byte[] OfText(string text) => Of(content => content.Text(text));

    public static byte[] OfColumn(Action<ColumnBuilder> column) => Of(content => content.Column(column));

    /// <summary>A table of numbered rows under a header, with page numbers.</summary>
    public static byte[] OfRows(int rows) => Document.Create(TestFonts.Set, Info, page =>
    {
        page.Footer(footer => footer.Text(text =>
        {
            text.Span("Page ");
            text.CurrentPage();
            text.Span(" of ");
            text.TotalPages();
        }));
        page.Content(content => content.Table(table =>
        {
            table.Columns(ColumnWidth.Relative(), ColumnWidth.Fixed(100).AlignRight());
            table.Header().Bold().Cells("Task", "Credits");
            for (var i = 1; i <= rows; i++)
            {
                table.Row().Cells($"Task-{i}", $"{i}.50");
            }
        }));
    });
}
