using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using static KieSaaS.Tests.Catalog.CatalogueFile;

namespace KieSaaS.Tests.Catalog;

/// <summary>Failure museum 56: no price is never a free run; it is a refusal.</summary>
public sealed class PriceResolutionTests
{
    [Fact]
    public void A_row_that_asks_for_more_wins_over_a_row_that_asks_for_part_of_it()
    {
        var entry = Read(WithPrices(Price("{}", 1), Price("""{"quality":"high"}""", 2), Price("""{"quality":"high","sound":true}""", 3)));

        Assert.Equal("any", Cost(entry, """{"prompt":"a"}""").Lines[0].RowId);
        Assert.Equal("quality=high", Cost(entry, """{"prompt":"a","quality":"high"}""").Lines[0].RowId);
        Assert.Equal("quality=high,sound=true", Cost(entry, """{"prompt":"a","quality":"high","sound":"true"}""").Lines[0].RowId);
    }

    [Fact]
    public void Two_rows_of_which_neither_contains_the_other_are_refused_and_the_parameters_named()
    {
        var entry = Read(WithPrices(Price("""{"quality":"high"}""", 2), Price("""{"sound":true}""", 3)));

        var refusal = Refused(entry, """{"prompt":"a","quality":"high","sound":true}""");

        Assert.Equal("catalog.ambiguous-price", refusal.Code);
        Assert.Equal(["quality", "sound"], Assert.IsType<string[]>(refusal.Details["parameters"]));
    }

    [Fact]
    public void No_row_is_refused_and_the_parameters_named_with_what_they_hold()
    {
        var entry = Read(WithPrices(Price("""{"quality":"high","sound":true}""", 2)));

        var refusal = Refused(entry, """{"prompt":"a","sound":true}""");

        Assert.Equal("catalog.no-price", refusal.Code);
        Assert.Equal("""There is no price for quality "low", sound true together: change quality or sound.""", refusal.Message);
        Assert.Equal("quality", refusal.Field);
    }

    [Theory]
    [InlineData("nano-banana-2", """{"prompt":"a fox"}""", "resolution=1K", 1, 8_000_000, "8.0")]
    [InlineData("nano-banana-2", """{"prompt":"a fox","resolution":"4K"}""", "resolution=4K", 1, 18_000_000, "18.0")]
    [InlineData("kling-3-0-video", """{"aspect_ratio":"1:1","duration":7,"mode":"pro","multi_shots":false,"prompt":"a","sound":"true"}""", "mode=pro,sound=true", 7, 189_000_000, "189.0")]
    [InlineData("happyhorse-text-to-video", """{"prompt":"a","duration":"5"}""", "resolution=1080p", 5, 240_000_000, "240.0")]
    [InlineData("happyhorse-1-1-text-to-video", """{"prompt":"a","duration":3.2,"resolution":"720p"}""", "resolution=720p", 4, 90_000_000, "90.0")]
    [InlineData("wan-2-7-image", """{"prompt":"a","n":3}""", "any", 3, 14_400_000, "14.4")]
    [InlineData("ideogram-character", """{"prompt":"a","reference_image_urls":["https://example.com/a"],"num_images":4}""", "rendering_speed=BALANCED", 4, 72_000_000, "72.0")]
    [InlineData("seedream-5-flash-text-to-image", """{"prompt":"a"}""", "any", 1, 3_240_000, "3.3")]
    [InlineData("grok-imagine-text-to-video", """{"prompt":"a","duration":"10"}""", "resolution=480p", 10, 24_000_000, "24.0")]
    public void The_quantity_is_what_the_parameters_ask_for(string key, string input, string row, long quantity, long kieMicros, string price)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;
        var quote = new PriceBook(7, PriceTerms.Standard, MarkupRules.Standard).Quote(entry, entry.Validate(input).Value!).Value!;

        Assert.Equal((row, quantity, kieMicros, price), (quote.RowId, quote.Quantity, quote.KieCost.Micros, quote.Price.ToString()));
        Assert.Equal((7, MarkupLevel.Platform, 2000), (quote.BookNumber, quote.Markup.Level, quote.Markup.Markup.Thousandths));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    [InlineData(5000, 5)]
    public void A_started_thousand_characters_counts_whole(int characters, long quantity)
    {
        var entry = StarterCatalogue.Loaded.Find("elevenlabs-text-to-speech-turbo-2-5")!;
        var text = string.Concat(Enumerable.Repeat("🦊", characters));
        Assert.Equal(quantity, Cost(entry, new JsonObject { ["text"] = text }.ToJsonString()).Lines[0].Quantity);
    }

    [Fact]
    public void The_lines_of_a_dialogue_are_counted_together()
    {
        var entry = StarterCatalogue.Loaded.Find("elevenlabs-text-to-dialogue-v3")!;
        var line = new JsonObject { ["text"] = new string('a', 600), ["voice"] = "EkK5I93UQWFDigLMpZcX" };

        Assert.Equal(2, Cost(entry, new JsonObject { ["dialogue"] = new JsonArray(line, line.DeepClone()) }.ToJsonString()).Lines[0].Quantity);
    }

    [Fact]
    public void A_reference_video_changes_the_row()
    {
        var entry = StarterCatalogue.Loaded.Find("seedance-2")!;

        Assert.Equal(41 * 5, Cost(entry, """{"prompt":"a fox"}""").Total.ToDecimal());
        Assert.Equal(41 * 5, Cost(entry, """{"prompt":"a fox","reference_video_urls":[]}""").Total.ToDecimal());
        Assert.Equal(25 * 5, Cost(entry, """{"prompt":"a fox","reference_video_urls":["https://example.com/a.mp4"]}""").Total.ToDecimal());
    }

    [Theory]
    [InlineData("qwen3-image-to-image", 2, "5.8")]          // 4.8 and 0.5 for each
    [InlineData("seedream-5-pro-image-to-image", 1, "7")]   // the first is free
    [InlineData("seedream-5-pro-image-to-image", 3, "8")]
    public void Input_pictures_are_added_to_the_base_price(string key, int pictures, string kieCredits)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;
        var input = SampleInputs.Minimal(entry);
        input["image_urls"] = new JsonArray([.. Enumerable.Range(0, pictures).Select(i => (JsonNode)$"https://example.com/{i}.png")]);

        Assert.Equal(kieCredits, Cost(entry, input.ToJsonString()).Total.ToString());
    }

    [Fact]
    public void An_input_of_another_entry_is_never_priced()
    {
        var shipped = StarterCatalogue.Loaded;
        var input = shipped.Find("nano-banana")!.Validate("""{"prompt":"a"}""").Value!;

        Assert.Throws<ArgumentException>(() => shipped.Find("nano-banana-pro")!.Cost(input));
    }

    private static UpstreamCost Cost(CatalogueEntry entry, string input)
    {
        var validated = entry.Validate(input);
        Assert.True(validated.Succeeded, validated.Refusal?.Message);
        var cost = entry.Cost(validated.Value);
        Assert.True(cost.Succeeded, cost.Refusal?.Message);
        return cost.Value;
    }

    private static KieSaaS.Kernel.Refusal Refused(CatalogueEntry entry, string input) => entry.Cost(entry.Validate(input).Value!).Refusal!;
}
