using System.Text.Json;
using KieSaaS.Catalog;

namespace KieSaaS.Web.Tests.Catalog;

public sealed class ExampleInputTests
{
    private static readonly Catalogue Catalogue = Catalogue.LoadStarter();

    [Fact]
    public void The_example_of_every_model_is_accepted_by_its_own_definition_and_has_a_price()
    {
        var faults = new List<string>();
        foreach (var entry in Catalogue.Entries)
        {
            var valid = entry.Validate(JsonSerializer.SerializeToElement(ExampleInput.Of(entry, "https://example.com/")));
            var source = new MeasuredSource { Seconds = 3, Width = 640, Height = 480 };
            var refusal = valid.Succeeded ? entry.Cost(valid.Value, entry.AssumedSource(valid.Value) ?? source).Refusal : valid.Refusal;
            if (refusal is not null)
            {
                faults.Add($"{entry.Key}: {refusal.Message}");
            }
        }

        Assert.Equal("", string.Join('\n', faults));
    }

    [Fact]
    public void What_was_filled_in_stays_when_the_rest_is_added()
    {
        var entry = Catalogue.Find("google/nano-banana")!;

        var input = ExampleInput.Fill(entry, new() { ["prompt"] = "mine" });

        Assert.Equal("mine", input["prompt"]!.GetValue<string>());
    }
}
