using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KieSaaS.Catalog;
using KieSaaS.Catalog.Sync;

namespace KieSaaS.Tests.Catalog.Sync;

/// <summary>Failure museum 12 (a price of −1 000 000 made the balance grow), 13 (an amount that overflowed) and 14 (negative numbers from upstream).</summary>
public sealed class FeedPriceTests
{
    [Theory]
    [InlineData("\"8\"", 8_000_000)]
    [InlineData("\" 0.24 \"", 240_000)]
    [InlineData("12.5", 12_500_000)]
    [InlineData("\"0\"", 0)]
    [InlineData("\"1000000\"", 1_000_000_000_000)]
    public void A_number_is_read_as_text_or_as_a_number(string json, long micros) => Assert.Equal((new KieCredits(micros), null), Read(json));

    [Theory]
    [InlineData("\"-1000000\"", SyncFaultCause.PriceNegative)]
    [InlineData("-0.01", SyncFaultCause.PriceNegative)]
    [InlineData("\"1000000.000001\"", SyncFaultCause.PriceTooHigh)]
    [InlineData("\"79228162514264337593543950335\"", SyncFaultCause.PriceTooHigh)]
    [InlineData("\"79228162514264337593543950336\"", SyncFaultCause.PriceNotANumber)]
    [InlineData("9223372036854775808", SyncFaultCause.PriceTooHigh)]
    [InlineData("1e9", SyncFaultCause.PriceNotANumber)]
    [InlineData("\"0.0000001\"", SyncFaultCause.PriceTooFine)]
    [InlineData("\"8,5\"", SyncFaultCause.PriceNotANumber)]
    [InlineData("\"NaN\"", SyncFaultCause.PriceNotANumber)]
    [InlineData("\"\"", SyncFaultCause.PriceNotANumber)]
    [InlineData("\"\\ud800\"", SyncFaultCause.PriceNotANumber)]
    [InlineData("null", SyncFaultCause.PriceNotANumber)]
    [InlineData("{\"credits\":8}", SyncFaultCause.PriceNotANumber)]
    public void What_is_no_price_is_refused_with_its_reason(string json, SyncFaultCause cause) => Assert.Equal((default, cause), Read(json));

    [Fact]
    public void Museum_14_whatever_the_upstream_says_a_price_is_refused_or_within_its_limits() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), ArbMap.Default.ArbFor<decimal>(), (text, number) =>
            IsHarmless(JsonSerializer.Serialize(text)) && IsHarmless(number.ToString(CultureInfo.InvariantCulture)) && IsHarmless($"\"{number.ToString(CultureInfo.InvariantCulture)}\"")));

    private static bool IsHarmless(string json)
    {
        var (price, wrong) = Read(json);
        return wrong is not null ? price == default : price.Micros is >= 0 and <= 1_000_000_000_000;
    }

    private static (KieCredits Price, SyncFaultCause? Wrong) Read(string json) => FeedPrice.Read(JsonElement.Parse(json));
}
