using KieSaaS.Pdf;

namespace KieSaaS.Tests.Pdf;

public sealed class PageTests
{
    [Fact]
    public void A_sheet_has_the_size_that_was_asked_for()
    {
        static string? SizeOf(PageSize size) => Poppler.Info(Document.Create(TestFonts.Set, Sample.Info, page => page.Size(size)), "Page size");
        Assert.Equal("595.28 x 841.89 pts (A4)", SizeOf(PageSize.A4));
        Assert.Equal("612 x 792 pts (letter)", SizeOf(PageSize.Letter));
        Assert.Equal("792 x 612 pts (letter)", SizeOf(PageSize.Letter.Landscape()));
    }

    [Fact]
    public void Header_content_and_footer_keep_to_their_places()
    {
        var words = Poppler.Words(Document.Create(TestFonts.Set, Sample.Info, page =>
        {
            page.Margin(50);
            page.Header(header => header.Padding(0, 0, 0, 20).Text("head"));
            page.Footer(footer => footer.Text("foot"));
            page.Content(content => content.Column(column =>
            {
                for (var i = 0; i < 100; i++)
                {
                    column.Item().Text($"line{i}");
                }
            }));
        }));
        Assert.Equal([1, 2], words.Where(word => word.Text == "head").Select(word => word.Page));
        Assert.Equal([1, 2], words.Where(word => word.Text == "foot").Select(word => word.Page));
        var (head, foot) = (words.First(word => word.Text == "head"), words.First(word => word.Text == "foot"));
        var lines = words.Where(word => word.Text.StartsWith("line", StringComparison.Ordinal)).ToList();
        Assert.Equal(50, head.Left, 1);
        Assert.Equal(head.Bottom + 20, lines[0].Top, 1);
        Assert.All(lines, line => Assert.True(line.Bottom <= foot.Top + 0.1));
        Assert.Equal(841.89 - 50, foot.Bottom, 1);
    }

    [Fact]
    public void A_page_is_read_from_its_header_to_its_footer()
    {
        var pdf = Document.Create(TestFonts.Set, Sample.Info, page =>
        {
            page.Header(header => header.Text("head").Color(Color.FromHex("#6B3FD4")));
            page.Footer(footer => footer.Text("foot"));
            page.Content(content => content.Column(column =>
            {
                column.Item().Text("one");
                column.Item().PageBreak();
                column.Item().Text("two");
            }));
        });
        Assert.Equal(["head", "one", "foot", "head", "two", "foot"], Poppler.InFileOrder(pdf));
    }

    [Fact]
    public void A_header_taller_than_a_third_of_the_page_is_cut_and_the_content_still_has_room()
    {
        var pdf = Document.Create(TestFonts.Set, Sample.Info, page =>
        {
            page.Header(header => header.Text(string.Join('\n', Enumerable.Repeat("head", 500))));
            page.Content(content => content.Text("body"));
        });
        var words = Poppler.Words(pdf);
        Assert.Equal("1", Poppler.Info(pdf, "Pages"));
        Assert.True(words.Where(word => word.Text == "head").Max(word => word.Bottom) <= words.Single(word => word.Text == "body").Top + 0.1);
    }

    [Fact]
    public void A_page_break_begins_a_page_but_never_leaves_one_blank()
    {
        var words = Poppler.Words(Sample.OfColumn(column =>
        {
            column.Item().PageBreak();
            column.Item().Text("one");
            column.Item().PageBreak();
            column.Item().PageBreak();
            column.Item().Text("two");
        }));
        Assert.Equal([("one", 1), ("two", 2)], words.Select(word => (word.Text, word.Page)));
        Assert.Equal(words[0].Top, words[1].Top, 2);
    }

    [Fact]
    public void The_number_of_pages_cannot_be_said_in_the_content() =>
        Assert.Throws<InvalidOperationException>(() => Sample.Of(content => content.Text(text => text.TotalPages())));

    [Fact]
    public void A_document_without_content_has_one_empty_page()
    {
        var pdf = Document.Create(TestFonts.Set, Sample.Info, _ => { });
        Poppler.AssertSound(pdf);
        Assert.Equal("1", Poppler.Info(pdf, "Pages"));
    }

    [Fact]
    public void Margins_that_leave_nothing_are_refused() =>
        Assert.Throws<ArgumentException>(() => Document.Create(TestFonts.Set, Sample.Info, page => page.Margin(300)));
}
