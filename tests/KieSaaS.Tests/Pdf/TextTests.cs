using KieSaaS.Pdf;

namespace KieSaaS.Tests.Pdf;

public sealed class TextTests
{
    [Theory]
    [InlineData("The quick brown fox jumps over the lazy dog (1,234.50 €)")]
    [InlineData("Счёт №42 за январь — итого 1 234,50 ₽")]
    [InlineData("Ελληνικά: Τιμολόγιο πώλησης")]
    [InlineData("Zażółć gęślą jaźń")]
    [InlineData("发票：人工智能生成的视频")]
    [InlineData("Acme 中文 发票 ¥42 Счёт Ελληνικά jaźń Ltd")]
    public void Text_is_copied_out_exactly(string text)
    {
        var pdf = Sample.OfText(text);
        Poppler.AssertSound(pdf);
        Assert.Equal(text, Poppler.Text(pdf));
    }

    // Ohm sign and omega, micro sign and mu, hyphen and minus-like hyphens share their glyphs in many fonts.
    [Theory]
    [InlineData("10 k\u2126 and 10 k\u03A9")]
    [InlineData("5 \u00B5m and 5 \u03BCm")]
    [InlineData("K\u212B and K\u00C5")]
    public void Characters_that_look_alike_stay_apart(string text) => Assert.Equal(text, Poppler.Text(Sample.OfText(text)));

    [Fact]
    public void A_bold_span_takes_the_bold_face_and_falls_back_for_what_it_lacks()
    {
        var pdf = Sample.Of(content => content.Text(text =>
        {
            text.Span("Total ");
            text.Span("42 中文").Bold().Size(14).Color(Color.FromHex("#6B3FD4"));
        }));
        Assert.Equal("Total 42 中文", Poppler.Text(pdf));
        Assert.Equal(["NotoSans-Bold", "NotoSans-Regular", "NotoSansSC-Regular"], Poppler.Fonts(pdf).Select(line => line.Split(' ')[0][7..]).Order());
    }

    [Fact]
    public void Text_wraps_at_spaces_inside_its_width()
    {
        var sentence = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"word{i}"));
        var words = Poppler.Words(Sample.Of(content => content.Padding(0, 0, 300, 0).Text(sentence)));
        Assert.Equal(sentence, string.Join(' ', words.Select(word => word.Text)));
        Assert.All(words, word => Assert.InRange(word.Right, 40, 595.28 - 40 - 300 + 0.1));
        Assert.True(words.Select(word => word.Top).Distinct().Count() > 5);
    }

    [Fact]
    public void A_word_longer_than_the_line_is_broken_inside()
    {
        var unbroken = new string('W', 200);
        var words = Poppler.Words(Sample.OfText(unbroken));
        Assert.Equal(unbroken, string.Concat(words.Select(word => word.Text)));
        Assert.True(words.Count > 2);
        Assert.All(words, word => Assert.InRange(word.Right, 40, 555.4));
    }

    [Fact]
    public void Chinese_wraps_without_spaces_and_no_line_begins_with_a_full_stop()
    {
        var text = string.Concat(Enumerable.Repeat("我们生成视频和音乐。", 30));
        var words = Poppler.Words(Sample.OfText(text));
        Assert.Equal(text, string.Concat(words.Select(word => word.Text)));
        Assert.True(words.Count > 1);
        Assert.DoesNotContain(words, word => word.Text.StartsWith('。'));
    }

    [Fact]
    public void A_line_feed_begins_a_new_line_and_an_empty_line_has_height()
    {
        var words = Poppler.Words(Sample.OfText("one\r\ntwo\n\nfour"));
        Assert.Equal(["one", "two", "four"], words.Select(word => word.Text));
        Assert.Equal(2 * (words[1].Top - words[0].Top), words[2].Top - words[1].Top, 2);
    }

    [Fact]
    public void Lines_stand_left_centred_and_right()
    {
        var words = Poppler.Words(Sample.OfColumn(column =>
        {
            column.Item().Text("left");
            column.Item().Text("middle").AlignCenter();
            column.Item().Text("right").AlignRight();
        }));
        Assert.Equal(40, words[0].Left, 1);
        Assert.Equal(595.28 / 2, (words[1].Left + words[1].Right) / 2, 1);
        Assert.Equal(595.28 - 40, words[2].Right, 1);
    }

    [Fact]
    public void Spaces_around_a_wrap_do_not_move_the_right_edge()
    {
        var words = Poppler.Words(Sample.OfColumn(column =>
        {
            column.Item().Text("12.50   ").AlignRight();
            column.Item().Text("12.50").AlignRight();
        }));
        Assert.Equal(words[1].Right, words[0].Right, 2);
    }
}
