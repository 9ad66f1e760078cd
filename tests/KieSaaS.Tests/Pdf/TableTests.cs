using KieSaaS.Pdf;

namespace KieSaaS.Tests.Pdf;

public sealed class TableTests
{
    [Fact]
    public void The_header_stands_on_each_page_and_no_row_is_lost_or_doubled()
    {
        var pdf = Sample.OfRows(200);
        Poppler.AssertSound(pdf);
        var pages = Poppler.PageTexts(pdf);
        Assert.True(pages.Length > 3);
        Assert.All(pages, page => Assert.Matches("^Task +Credits\n", page));
        var tasks = Poppler.Words(pdf).Where(word => word.Text.StartsWith("Task-", StringComparison.Ordinal)).Select(word => word.Text);
        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"Task-{i}"), tasks);
    }

    [Fact]
    public void Page_numbers_count_to_the_total()
    {
        var pages = Poppler.PageTexts(Sample.OfRows(200));
        Assert.All(pages.Index(), page => Assert.EndsWith($"Page {page.Index + 1} of {pages.Length}", page.Item, StringComparison.Ordinal));
    }

    [Fact]
    public void A_column_of_figures_ends_at_one_edge()
    {
        var figures = Poppler.Words(Sample.OfRows(200)).Where(word => word.Text.EndsWith(".50", StringComparison.Ordinal)).ToList();
        Assert.Equal(200, figures.Count);
        Assert.All(figures, figure => Assert.Equal(595.28 - 40 - 4, figure.Right, 1));
    }

    [Fact]
    public void A_cell_with_wrapped_text_makes_its_row_taller()
    {
        var words = Poppler.Words(Sample.Of(content => content.Table(table =>
        {
            table.Columns(ColumnWidth.Fixed(60), ColumnWidth.Relative());
            table.Row().Cells("several words that wrap over lines", "beside");
            table.Row().Cells("under", "below");
        })));
        var wrapped = words.TakeWhile(word => word.Text != "under").ToList();
        var under = words.Single(word => word.Text == "under");
        Assert.True(wrapped.Select(word => word.Top).Distinct().Count() >= 3);
        Assert.All(wrapped, word => Assert.True(word.Bottom <= under.Top));
        Assert.Equal(under.Top, words.Single(word => word.Text == "below").Top, 2);
    }

    [Fact]
    public void A_row_is_not_split_over_pages()
    {
        var pdf = Sample.OfColumn(column =>
        {
            column.Item().Text("above");
            column.Item().Space(700);
            column.Item().Table(table =>
            {
                table.Columns(ColumnWidth.Relative(), ColumnWidth.Relative());
                table.Row().Cells("a\nb\nc\nd", "e");
            });
        });
        Assert.Equal([1, 2, 2, 2, 2, 2], Poppler.Words(pdf).Select(word => word.Page));
    }

    [Fact]
    public void A_row_taller_than_a_page_continues_on_the_next_with_the_header()
    {
        var lines = Enumerable.Range(1, 150).Select(i => $"line{i}").ToList();
        var pdf = Sample.Of(content => content.Table(table =>
        {
            table.Columns(ColumnWidth.Fixed(100), ColumnWidth.Relative());
            table.Header().Cells("Name", "Text");
            table.Row().Background(Color.FromHex("#EEEEEE")).Cells("once", string.Join('\n', lines));
            table.Row().Cells("after", "end");
        }));
        Poppler.AssertSound(pdf);
        var words = Poppler.Words(pdf);
        Assert.Equal(lines, words.Where(word => word.Text.StartsWith("line", StringComparison.Ordinal)).Select(word => word.Text));
        Assert.Single(words, word => word.Text == "once");
        Assert.Equal([1, 2, 3], words.Where(word => word.Text == "Name").Select(word => word.Page));
        Assert.Equal(3, words.Single(word => word.Text == "end").Page);
        Assert.All(words, word => Assert.InRange(word.Bottom, 40, 841.89 - 40 + 0.5));
    }

    [Fact]
    public void Rows_and_cells_have_backgrounds_and_rows_a_bottom_border()
    {
        var pixels = Poppler.Pixels(
            Sample.Of(content => content.Table(table =>
            {
                table.CellPadding(0, 10);
                table.Columns(ColumnWidth.Fixed(100), ColumnWidth.Fixed(100));
                var row = table.Row().Background(new Color(200, 200, 200)).BottomBorder(4, Color.Black);
                row.Cell();
                row.Cell(background: new Color(100, 100, 100));
            })),
            page: 1);
        Assert.Equal(200, pixels[45][90]);
        Assert.Equal(100, pixels[45][190]);
        Assert.Equal(0, pixels[58][90]);
        Assert.Equal(255, pixels[62][90]);
    }

    [Fact]
    public void A_border_is_not_covered_by_the_row_under_it()
    {
        static byte[][] Lines(Action<TableRowBuilder> fill) => Poppler.Pixels(
            Sample.Of(content => content.Table(table =>
            {
                table.CellPadding(0, 10.3);
                table.Columns(ColumnWidth.Relative());
                for (var i = 0; i < 20; i++)
                {
                    var row = table.Row().BottomBorder(0.5, Color.Black);
                    fill(row);
                    row.Cell();
                }
            })),
            page: 1);
        Assert.Equal(Lines(_ => { }), Lines(row => row.Background(Color.White)));
    }

    [Fact]
    public void A_table_without_rows_shows_its_header_once_beside_a_longer_neighbour()
    {
        var words = Poppler.Words(Sample.Of(content => content.Row(row =>
        {
            row.Relative().Table(table =>
            {
                table.Columns(ColumnWidth.Relative());
                table.Header().Cells("none");
            });
            row.Relative().Text(string.Join('\n', Enumerable.Repeat("line", 100)));
        })));
        Assert.Single(words, word => word.Text == "none");
        Assert.Equal(100, words.Count(word => word.Text == "line"));
    }

    [Fact]
    public void Fixed_columns_too_wide_for_the_page_shrink_to_it()
    {
        var words = Poppler.Words(Sample.Of(content => content.Table(table =>
        {
            table.Columns(ColumnWidth.Fixed(2000), ColumnWidth.Fixed(2000).AlignRight());
            table.Row().Cells("left", "right");
        })));
        Assert.Equal(551.28, words[1].Right, 1);
    }

    [Fact]
    public void A_cell_too_many_is_an_error() => Assert.Throws<InvalidOperationException>(() => Sample.Of(content => content.Table(table =>
    {
        table.Columns(ColumnWidth.Relative());
        table.Row().Cells("one", "two");
    })));
}
