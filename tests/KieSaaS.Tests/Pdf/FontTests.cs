using KieSaaS.Pdf;

namespace KieSaaS.Tests.Pdf;

public sealed class FontTests
{
    [Fact]
    public void All_fonts_are_embedded_subset_and_carry_unicode()
    {
        var fonts = Poppler.Fonts(Sample.OfColumn(column =>
        {
            column.Item().Text("regular é 中");
            column.Item().Text("bold").Bold();
        }));
        Assert.Equal(3, fonts.Length);
        Assert.All(fonts, font => Assert.Matches("^[A-Z]{6}\\+Noto.*CID TrueType +Identity-H +yes yes yes ", font));
    }

    [Fact]
    public void A_subset_holds_only_what_is_used()
    {
        Assert.InRange(Sample.OfText("Total 1,234.50").Length, 1000, 20_000);
        Assert.InRange(Sample.OfText("发票").Length, 1000, 20_000);
    }

    [Fact]
    public void Widths_in_the_file_are_the_fonts_widths()
    {
        // Nothing but right widths makes a run of letters end where our own measuring says: at the right margin.
        var words = Poppler.Words(Sample.Of(content => content.Text("WiiiimmmmÉéŻż").AlignRight().Size(30)));
        Assert.Equal(555.28, words[0].Right, 1);
    }

    [Fact]
    public void Accented_letters_that_are_composed_of_parts_have_ink()
    {
        // In the font é is a reference to e and an accent: a subset without those parts would draw nothing.
        var plain = Ink(Sample.Of(content => content.Text("eeee").Size(100)));
        var accented = Ink(Sample.Of(content => content.Text("éééé").Size(100)));
        Assert.True(plain > 1000 && accented > plain, $"{plain} dark pixels without accents, {accented} with");
    }

    [Fact]
    public void A_missing_character_is_drawn_as_a_box() => Assert.True(Ink(Sample.Of(content => content.Text("🚀").Size(100))) > 200);

    [Fact]
    public void A_font_with_cff_outlines_is_refused_with_the_cure()
    {
        var error = Assert.Throws<FontFormatException>(() => FontFace.Parse([.. "OTTO"u8, .. new byte[64]]));
        Assert.Contains("CFF", error.Message, StringComparison.Ordinal);
        Assert.Contains(".ttf", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello, this is no font at all")]
    [InlineData("wOF2........................")]
    [InlineData("ttcf........................")]
    public void What_is_no_font_is_refused(string content) =>
        Assert.Throws<FontFormatException>(() => FontFace.Parse(System.Text.Encoding.ASCII.GetBytes(content)));

    [Fact]
    public void A_font_that_is_cut_off_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(TestFonts.Regular);
        for (var length = 0; length < whole.Length - 1; length += 9973)
        {
            var part = whole.AsSpan(0, length).ToArray();
            Assert.Throws<FontFormatException>(() => FontFace.Parse(part));
        }
    }

    [Fact]
    public void The_caller_may_reuse_the_bytes_of_a_font_file()
    {
        var bytes = File.ReadAllBytes(TestFonts.Regular);
        var face = FontFace.Parse(bytes);
        Array.Clear(bytes);
        Assert.Equal("NotoSans-Regular", face.Name);
        Poppler.AssertSound(Document.Create(new FontSet(face, face), Sample.Info, page => page.Content(content => content.Text("still here"))));
    }

    private static int Ink(byte[] pdf) => Poppler.Pixels(pdf, 1).Sum(row => row.Count(pixel => pixel < 128));
}
