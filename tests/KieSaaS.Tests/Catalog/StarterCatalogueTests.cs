using System.Text.Json;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

public sealed class StarterCatalogueTests
{
    private static readonly KieSaaS.Catalog.Catalogue Shipped = StarterCatalogue.Loaded;

    public static TheoryData<string> Keys => [.. Shipped.Entries.Select(entry => entry.Key)];

    [Fact]
    public void Every_kind_is_there_and_entries_are_found_by_key_and_by_upstream_model()
    {
        Assert.True(Shipped.Entries.Length >= 100, $"{Shipped.Entries.Length} entries");
        Assert.Equal(Enum.GetValues<MediaKind>().Length, Shipped.Entries.Select(entry => entry.Kind).Distinct().Count());
        Assert.All(Shipped.Entries, entry =>
        {
            Assert.Same(entry, Shipped.Find(entry.Key));
            Assert.Same(entry, Shipped.Find(entry.Model));
        });
        Assert.Null(Shipped.Find("no-such-model"));
    }

    [Fact]
    public void Every_price_row_and_schema_equals_the_fact_in_the_reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Prerequisite.Reference("kie-models.json")));
        var facts = document.RootElement.EnumerateArray().ToDictionary(model => model.GetProperty("id").GetString()!, StringComparer.Ordinal);

        Assert.All(Shipped.Entries, entry =>
        {
            var fact = facts[entry.Model];
            Assert.Equal("current", fact.GetProperty("status").GetString());
            Assert.Equal(fact.GetProperty("kind").GetString(), entry.Kind.ToString().ToLowerInvariant());
            Assert.Equal(fact.GetProperty("vendor").GetString(), entry.Vendor);
            Assert.True(JsonElement.DeepEquals(fact.GetProperty("input_schema"), entry.Schema), "the schema differs");
            Assert.Equal(
                fact.GetProperty("prices").EnumerateArray().Select(price => Written(
                    price.GetProperty("when").EnumerateObject().Select(one => $"{one.Name}={one.Value.GetRawText()}"),
                    price.GetProperty("credits").GetDecimal() * KieCredits.MicrosPerCredit,
                    price.GetProperty("per").GetString()!,
                    price.GetProperty("as_of").GetString()!,
                    price.GetProperty("source").GetString()!)),
                entry.Prices.Select(row => Written(
                    row.Conditions.Select(one => $"{one.Name}={one.Value.GetRawText()}"),
                    row.Price.Micros,
                    UpstreamName(row.Unit),
                    row.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    row.Source)));
        });
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_example_of_every_entry_is_accepted_and_has_one_price_above_zero(string key)
    {
        var entry = Shipped.Find(key)!;
        var book = new PriceBook(1, PriceTerms.Standard, MarkupRules.Standard);
        foreach (var input in new[] { SampleInputs.Minimal(entry), SampleInputs.Full(entry) })
        {
            var validated = entry.Validate(input.ToJsonString());
            Assert.True(validated.Succeeded, validated.Refusal?.Message);
            var quote = book.Quote(entry, validated.Value);
            Assert.True(quote.Succeeded, quote.Refusal?.Message);
            Assert.True(quote.Value.Price.IsPositive);
            Assert.Equal(0, quote.Value.Price.Micros % PriceTerms.Standard.Step.Micros);
            Assert.Equal(validated.Value.Hash, quote.Value.InputHash);
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void No_combination_of_priced_values_is_ambiguous_and_every_row_can_be_reached(string key)
    {
        var entry = Shipped.Find(key)!;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in SampleInputs.PricedCombinations(entry))
        {
            var validated = entry.Validate(input.ToJsonString());
            Assert.True(validated.Succeeded, validated.Refusal?.Message);
            var cost = entry.Cost(validated.Value);
            Assert.NotEqual("catalog.ambiguous-price", cost.Refusal?.Code);
            if (cost.Succeeded)
            {
                reached.UnionWith(cost.Value.Lines.Select(line => line.RowId));
            }
            else
            {
                Assert.Equal("catalog.no-price", cost.Refusal.Code);
                Assert.All(Assert.IsType<string[]>(cost.Refusal.Details["parameters"]), name => Assert.Contains(name, cost.Refusal.Message, StringComparison.Ordinal));
            }
        }

        Assert.Empty(entry.Prices.Select(row => row.Id).Except(reached));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_parameter_has_a_hint_and_every_text_is_there_in_both_languages(string key)
    {
        var entry = Shipped.Find(key)!;
        Assert.All(entry.Parameters, parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Hint?.Ru), parameter.Name));
        Assert.NotEqual(entry.Description.En, entry.Description.In("ru"));
        Assert.Equal(entry.Parameters.Length, entry.Schema.GetProperty("properties").EnumerateObject().Count());
    }

    private static string UpstreamName(PriceUnit unit) => unit switch
    {
        PriceUnit.ThousandCharacters => "character-1000",
        PriceUnit.InputImage => "input-image",
        _ => unit.ToString().ToLowerInvariant(),
    };

    private static string Written(IEnumerable<string> conditions, decimal micros, string per, string asOf, string source) =>
        FormattableString.Invariant($"{string.Join(',', conditions.Order(StringComparer.Ordinal))} {decimal.Truncate(micros)} {micros % 1 == 0} {per} {asOf} {source}");
}
