using KieSaaS.Pdf;

namespace KieSaaS.Tests.Pdf;

public sealed class UnusualTextTests
{
    public static TheoryData<string> Texts => new(
        "",
        " ",
        "   \n  \n",
        "\0\u0001\u001F\u007F\u0085",
        "lone \uD83D high",
        "lone \uDE00 low",
        "\uDE00\uD83D",
        "👩‍👩‍👧‍👦 family 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "e\u0301\u0301\u0301",
        "שלום مرحبا नमस्ते สวัสดี",
        "\u200B\u200D\uFEFF\u202E",
        "\uFFFE\uFFFF\U0010FFFF",
        "(\\) <> [] {} / %");

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_text_makes_a_document_fail(string text)
    {
        var info = Sample.Info with { Title = text, Author = text };
        var pdf = Document.Create(TestFonts.Set, info, page =>
        {
            page.Header(header => header.Text(text));
            page.Content(content => content.Table(table =>
            {
                table.Columns(ColumnWidth.Fixed(3), ColumnWidth.Relative());
                table.Row().Cells(text, text);
            }));
        });
        Poppler.AssertSound(pdf);
        Assert.Equal("1", Poppler.Info(pdf, "Pages"));
    }

    [Fact]
    public void A_character_in_no_font_is_still_copied_out() => Assert.Equal("rocket 🚀 done", Poppler.Text(Sample.OfText("rocket 🚀 done")));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() => Assert.Equal("a\uFFFDb", Poppler.Text(Sample.OfText("a\uD83Db")));

    [Fact]
    public void A_tab_is_a_space_and_other_control_characters_go() => Assert.Equal("a bc", Poppler.Text(Sample.OfText("a\tb\u0007c")));

    [Fact]
    public void Random_utf16_never_throws()
    {
        var random = new Random(20260301);
        for (var round = 0; round < 200; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(char.MaxValue + 1)));
            Assert.NotEmpty(Sample.Of(content => content.Padding(random.Next(260)).Text(text)));
        }
    }
}
