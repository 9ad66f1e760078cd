using KieSaaS.Pdf;

namespace KieSaaS.Tests.Pdf;

public sealed class LayoutTests
{
    [Fact]
    public void A_column_spaces_its_items_and_padding_moves_them_in()
    {
        var words = Poppler.Words(Sample.OfColumn(column =>
        {
            column.Spacing(15);
            column.Item().Text("one");
            column.Item().Text("");
            column.Item().Padding(30, 5).Text("two");
        }));
        Assert.Equal(70, words[1].Left, 1);
        Assert.Equal(words[0].Bottom + 20, words[1].Top, 1);
    }

    [Fact]
    public void A_row_shares_its_width()
    {
        var words = Poppler.Words(Sample.Of(content => content.Row(row =>
        {
            row.Spacing(10);
            row.Fixed(100).Text("fixed");
            row.Relative(1).Text("one");
            row.Relative(3).Text("three");
        })));
        var share = (595.28 - 80 - 100 - 20) / 4;
        Assert.Equal(40, words[0].Left, 1);
        Assert.Equal(150, words[1].Left, 1);
        Assert.Equal(150 + share + 10, words[2].Left, 1);
    }

    [Fact]
    public void Text_longer_than_a_page_continues_in_order_with_its_background()
    {
        var lines = Enumerable.Range(1, 130).Select(i => $"line{i}").ToList();
        var pdf = Sample.Of(content => content.Background(new Color(220, 220, 220)).Padding(10).Text(string.Join('\n', lines)));
        Poppler.AssertSound(pdf);
        Assert.Equal(lines, Poppler.Words(pdf).Select(word => word.Text));
        Assert.Equal("3", Poppler.Info(pdf, "Pages"));
        for (var page = 1; page <= 3; page++)
        {
            Assert.Equal(220, Poppler.Pixels(pdf, page)[60][45]);
        }
    }

    [Fact]
    public void A_rectangle_taller_than_the_page_is_cut_off_at_its_end()
    {
        var pdf = Sample.Of(content => content.Rectangle(5000, Color.Black));
        Assert.Equal("1", Poppler.Info(pdf, "Pages"));
        var pixels = Poppler.Pixels(pdf, 1);
        Assert.Equal((0, 255), (pixels[790][100], pixels[810][100]));
    }

    [Fact]
    public void A_picture_taller_than_the_page_is_drawn_smaller()
    {
        var pdf = Sample.Of(content => content.Picture(1000, 5000, canvas =>
        {
            canvas.Rectangle(0, 0, canvas.Width, canvas.Height, new Color(200, 200, 200));
            canvas.Label(1000, 5000, "corner", 400, alignment: HorizontalAlignment.Right);
        }));
        Assert.Equal("1", Poppler.Info(pdf, "Pages"));
        Assert.Equal(40 + (1000 * (841.89 - 80) / 5000), Poppler.Words(pdf).Single().Right, 1);
    }

    [Fact]
    public void A_picture_shows_its_shapes_where_they_were_put()
    {
        var pdf = Sample.Of(content => content.Picture(100, 100, canvas =>
        {
            canvas.Rectangle(10, 10, 20, 20, Color.Black);
            canvas.Line(0, 50, 100, 50, 4, new Color(80, 80, 80));
            canvas.Polyline([(0, 98), (50, 98), (500, 98)], 4, new Color(120, 120, 120));
            canvas.Polyline([], 1, Color.Black);
        }));
        Poppler.AssertSound(pdf);
        var pixels = Poppler.Pixels(pdf, 1);
        Assert.Equal((255, 0, 255), (pixels[45][45], pixels[60][60], pixels[75][75]));
        Assert.Equal((80, 120), (pixels[90][100], pixels[138][100]));
        Assert.Equal(255, pixels[138][145]); // outside of the canvas
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_point_that_is_nowhere_is_an_error(double value) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Sample.Of(content => content.Picture(10, 10, canvas => canvas.Line(0, 0, value, 1, 1, Color.Black))));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_length_that_is_none_is_an_error(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Of(content => content.Padding(value)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Of(content => content.Space(value)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnWidth.Fixed(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Of(content => content.Text("x").Size(value)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextStyle() with { Size = value });
    }

    [Fact]
    public void A_container_holds_one_thing() => Assert.Throws<InvalidOperationException>(() => Sample.Of(content =>
    {
        content.Text("one");
        content.Text("two");
    }));
}
