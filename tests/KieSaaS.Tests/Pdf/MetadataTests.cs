using KieSaaS.Pdf;

namespace KieSaaS.Tests.Pdf;

public sealed class MetadataTests
{
    [Fact]
    public void Title_author_and_time_are_read_back_in_any_script()
    {
        var info = Sample.Info with { Title = "Выписка за январь — 账单 🧾", Author = "ООО «Ромашка»", Language = "ru" };
        var pdf = Document.Create(TestFonts.Set, info, page => page.Content(content => content.Text("x")));
        Assert.Equal("Выписка за январь — 账单 🧾", Poppler.Info(pdf, "Title"));
        Assert.Equal("ООО «Ромашка»", Poppler.Info(pdf, "Author"));
        Assert.Equal(info.CreatedAt, DateTimeOffset.Parse(Poppler.Info(pdf, "CreationDate")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("/Lang (ru)", Poppler.Unpacked(pdf), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("e")]
    [InlineData("en us")]
    [InlineData("en)/X(")]
    [InlineData("en\n")]
    public void A_language_that_is_no_tag_is_refused(string language) =>
        Assert.Throws<ArgumentException>(() => Sample.Info with { Language = language });

    [Fact]
    public void The_same_input_makes_the_same_bytes_on_any_thread()
    {
        var expected = Sample.OfRows(200);
        Parallel.For(0, 8, _ => Assert.Equal(expected, Sample.OfRows(200)));
    }

    [Fact]
    public void A_different_content_has_a_different_id()
    {
        static string Id(byte[] pdf) => System.Text.Encoding.Latin1.GetString(pdf).Split("/ID[<")[1][..32];
        Assert.NotEqual(Id(Sample.OfText("one")), Id(Sample.OfText("two")));
    }
}
