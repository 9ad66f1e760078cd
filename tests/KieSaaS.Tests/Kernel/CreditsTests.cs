using FsCheck.Fluent;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Kernel;

public sealed class CreditsTests
{
    [Theory]
    [InlineData("12.5", 12_500_000)]
    [InlineData("0.000001", 1)]
    [InlineData("-3", -3_000_000)]
    public void A_decimal_text_is_read_exactly(string text, long micros)
    {
        Assert.True(Credits.TryParse(text, out var credits));
        Assert.Equal(micros, credits.Micros);
    }

    [Theory]
    [InlineData("0.0000001")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1,5")]
    public void What_would_be_rounded_or_guessed_is_refused(string? text) => Assert.False(Credits.TryParse(text, out _));

    [Fact]
    public void An_overflow_throws_and_never_wraps()
    {
        var most = new Credits(long.MaxValue);

        Assert.Throws<OverflowException>(() => most + new Credits(1));
        Assert.Throws<OverflowException>(() => -new Credits(long.MinValue));
        Assert.Throws<OverflowException>(() => Credits.Of(long.MaxValue));
    }

    [Fact]
    public void What_is_written_is_read_back_to_the_micro_credit() => FsCheck.Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), micros =>
            Credits.TryParse(new Credits(micros).ToString(), out var read) && read.Micros == micros));
}
