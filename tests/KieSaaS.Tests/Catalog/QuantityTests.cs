using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using KieSaaS.Catalog;
using static KieSaaS.Tests.Catalog.CatalogueFile;

namespace KieSaaS.Tests.Catalog;

/// <summary>How many units a price is for. Failure museum 13: a huge quantity overflowed and credited the caller; here it is exact or it throws.</summary>
public sealed class QuantityTests
{
    private static readonly MeasuredSource FiveSeconds = new() { Seconds = 4.2m };

    [Theory]
    [InlineData("qwen-text-to-image", """{"prompt":"a"}""", 1)]
    [InlineData("qwen-image-edit", """{"prompt":"a","image_url":"https://example.com/a.png","num_images":3}""", 3)]
    [InlineData("gpt4o-image", """{"prompt":"a","size":"1:1"}""", 1)]
    [InlineData("gpt4o-image", """{"prompt":"a","size":"1:1","nVariants":"4"}""", 4)]
    [InlineData("seedream-v4-text-to-image", """{"prompt":"a","max_images":6}""", 6)]
    [InlineData("elevenlabs-sound-effect-v2", """{"text":"rain"}""", 5)]
    [InlineData("elevenlabs-sound-effect-v2", """{"text":"rain","duration_seconds":0.5}""", 1)]
    public void Pictures_megapixels_and_seconds_are_counted(string key, string input, long quantity)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;

        Assert.Equal(quantity, entry.Cost(entry.Validate(input).Value!).Value!.Lines[0].Quantity);
    }

    [Theory]
    [InlineData("infinitalk-from-audio", 14.2, null, null, 15, 45)]
    [InlineData("qwen-image-to-image", null, 2000, 1500, 3, 12)]
    [InlineData("topaz-image-upscale", null, 900, 1024, 1, 10)]
    [InlineData("topaz-image-upscale", null, 1900, 1024, 1, 20)]
    public void What_was_measured_of_the_source_is_priced(string key, double? seconds, int? width, int? height, long quantity, int kieCredits)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;
        var input = SampleInputs.Minimal(entry);
        if (key.StartsWith("topaz", StringComparison.Ordinal))
        {
            input["upscale_factor"] = "2";
        }

        var cost = entry.Cost(entry.Validate(input.ToJsonString()).Value!, new MeasuredSource { Seconds = (decimal?)seconds, Width = width, Height = height });

        Assert.True(cost.Succeeded, cost.Refusal?.Message);
        Assert.Equal((quantity, kieCredits), (cost.Value.Lines[0].Quantity, cost.Value.Total.ToDecimal()));
    }

    [Theory]
    [InlineData("infinitalk-from-audio", 15.01, "catalog.source-too-long")]
    [InlineData("infinitalk-from-audio", 0, "catalog.needs-measured-source")]
    [InlineData("infinitalk-from-audio", -5, "catalog.needs-measured-source")]
    public void A_source_beyond_its_limit_or_without_a_length_is_refused_with_its_parameter(string key, double seconds, string code)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;
        var refusal = entry.Cost(entry.Validate(SampleInputs.Minimal(entry).ToJsonString()).Value!, new MeasuredSource { Seconds = (decimal)seconds }).Refusal;

        Assert.Equal((code, "audio_url"), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void A_picture_that_would_grow_beyond_every_price_has_none()
    {
        var entry = StarterCatalogue.Loaded.Find("topaz-image-upscale")!;
        var input = entry.Validate("""{"image_url":"https://example.com/a.png","upscale_factor":"4"}""").Value!;

        Assert.Equal("catalog.no-price", entry.Cost(input, new MeasuredSource { Width = 4000, Height = 100 }).Refusal?.Code);
    }

    [Fact]
    public void A_measured_entry_prices_nothing_without_its_measure()
    {
        foreach (var entry in StarterCatalogue.Loaded.All.Where(entry => entry.Measured is not null))
        {
            var input = entry.Validate(SampleInputs.Minimal(entry).ToJsonString()).Value!;
            var wrong = entry.Prices[0].Unit == PriceUnit.Second ? new MeasuredSource { Width = 100, Height = 100 } : FiveSeconds;

            Assert.Equal("catalog.needs-measured-source", entry.Cost(input, wrong).Refusal?.Code);
        }
    }

    [Fact]
    public void Zero_is_a_price_only_where_the_entry_is_marked_free()
    {
        var free = WithPrices(Price("{}", 0));
        Assert.Throws<InvalidDataException>(() => Load((JsonObject)free.DeepClone()));
        free["free"] = true;

        var entry = Read(free);
        var quote = new PriceBook(1, PriceTerms.Standard, MarkupRules.Standard).Quote(entry, entry.Validate("""{"prompt":"a"}""").Value!).Value!;

        Assert.Equal((0, 0), (quote.Price.Micros, quote.KieCost.Micros));
        Assert.All(StarterCatalogue.Loaded.All.Where(one => one.Prices.Any(row => row.Price.Micros == 0)), one => Assert.True(one.IsFree, one.Key));
    }

    [Fact]
    public void Quantity_times_price_is_exact_over_the_whole_range_or_throws() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(
            Arb.From(from price in Whole(long.MaxValue) from quantity in Whole(int.MaxValue) select (price, quantity)),
            given =>
            {
                var file = WithPrices(Price("{}", given.price, "second", "duration"));
                file["schema"]!["properties"]!["duration"] = JsonNode.Parse($$"""{"type":"integer","minimum":1,"maximum":{{int.MaxValue}},"default":5}""");
                var entry = Read(file);
                var input = entry.Validate($$"""{"prompt":"a","duration":{{given.quantity.ToString(CultureInfo.InvariantCulture)}}}""").Value!;
                var exact = (BigInteger)given.price * given.quantity;
                try
                {
                    return entry.Cost(input).Value!.Total.Micros == exact;
                }
                catch (OverflowException)
                {
                    return exact > long.MaxValue;
                }
            }));

    [Theory]
    [MemberData(nameof(EveryEntryTests.Keys), MemberType = typeof(EveryEntryTests))]
    public void The_largest_input_of_every_entry_costs_more_than_nothing(string key)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;
        var input = SampleInputs.Full(entry);
        foreach (var parameter in entry.Parameters.Where(parameter => parameter is { IsPriced: true, Maximum: not null }))
        {
            input[parameter.Name] = parameter.Maximum;
        }

        var costs = SampleInputs.SourcesOf(entry).Select(source => entry.Cost(entry.Validate(input.ToJsonString()).Value!, source)).ToList();
        var cost = costs.Find(cost => cost.Succeeded) ?? costs[0];

        Assert.True(cost.Succeeded ? cost.Value.Total.Micros > 0 == !entry.IsFree : cost.Refusal.Code == "catalog.not-offered", cost.Refusal?.Message);
    }

    private static Gen<long> Whole(long most) =>
        from high in Gen.Choose(0, int.MaxValue)
        from low in Gen.Choose(0, int.MaxValue)
        from shift in Gen.Choose(0, 61)
        select ((((long)high << 31) | (long)low) >> shift) % most + 1;
}
