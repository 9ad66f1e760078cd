using System.Text.Json;
using KieSaaS.Web.Catalog;

namespace KieSaaS.Web.Tests.Catalog;

/// <summary>Price rows as they are typed: what nobody touched stays to the letter, what somebody did carries the day.</summary>
public sealed class PricesEditTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly JsonElement Entry = JsonElement.Parse("""
        {
          "schema": { "type": "object", "properties": { "speed": { "type": "string" }, "sound": { "type": "boolean" }, "size": { "type": "integer" } } },
          "prices": [
            { "when": { "speed": "5", "sound": true }, "kieMicroCredits": 2500000, "per": "second", "quantityParameter": "size", "quantities": { "1": 2 }, "asOf": "2026-01-01", "source": "the upstream" },
            { "when": {}, "kieMicroCredits": 1000000, "per": "image", "asOf": "2026-01-01", "source": "the upstream" }
          ]
        }
        """);

    [Fact]
    public void Rows_that_nobody_touched_stay_as_they_are() =>
        Assert.True(JsonElement.DeepEquals(Entry, new PricesEdit { Rows = PricesEdit.Of(Entry) }.Apply(Entry, Today).Value));

    [Fact]
    public void A_changed_row_carries_the_day_and_keeps_the_rest()
    {
        var rows = PricesEdit.Of(Entry);
        rows[0].Price = "3.25";

        var changed = Rows(rows)[0];

        Assert.Equal((3_250_000, "2026-11-21", 2), (changed.GetProperty("kieMicroCredits").GetInt64(), changed.GetProperty("asOf").GetString(), changed.GetProperty("quantities").GetProperty("1").GetInt32()));
        Assert.Equal("2026-01-01", Rows(rows)[1].GetProperty("asOf").GetString());
    }

    [Fact]
    public void A_condition_takes_the_type_of_its_parameter()
    {
        var rows = PricesEdit.Of(Entry);
        (rows[2].When, rows[2].Price) = ("speed=7, sound=false, size=4, @video_input", "0.5");

        Assert.Equal("""{"speed":"7","sound":false,"size":4,"@video_input":true}""", Rows(rows)[2].GetProperty("when").GetRawText());
    }

    [Fact]
    public void A_row_that_is_taken_out_is_gone()
    {
        var rows = PricesEdit.Of(Entry);
        rows[0].IsRemoved = true;

        Assert.Equal("image", Assert.Single(Rows(rows)).GetProperty("per").GetString());
    }

    [Theory]
    [InlineData("cheap")]
    [InlineData("1,5")]
    [InlineData("")]
    [InlineData("0.0000001")]
    [InlineData("99999999999999999999")]
    public void A_price_that_is_none_names_its_row(string price)
    {
        var rows = PricesEdit.Of(Entry);
        rows[1].Price = price;

        Assert.Equal("row-1-price", new PricesEdit { Rows = rows }.Apply(Entry, Today).Refusal!.Field);
    }

    private static JsonElement[] Rows(List<PricesEdit.Row> rows) => [.. new PricesEdit { Rows = rows }.Apply(Entry, Today).Value.GetProperty("prices").EnumerateArray()];
}
