using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

/// <summary>What must hold for each entry by itself: its example is accepted and priced, or says why not, and every constraint is enforced by name.</summary>
public sealed class EveryEntryTests
{
    private static readonly PriceBook Book = new(1, PriceTerms.Standard, MarkupRules.Standard);

    public static TheoryData<string> Keys => StarterCatalogueTests.Keys;

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_example_is_accepted_and_has_one_price_or_the_entry_says_why_it_has_none(string key)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;
        foreach (var input in new[] { SampleInputs.Minimal(entry), SampleInputs.Full(entry) })
        {
            var validated = entry.Validate(input.ToJsonString());
            Assert.True(validated.Succeeded, validated.Refusal?.Message);
            switch (entry.Offer)
            {
                case EntryOffer.UnknownBeforehand:
                    Assert.Equal("catalog.not-offered", entry.Cost(validated.Value).Refusal?.Code);
                    break;
                default:
                    var quote = Book.Quote(entry, validated.Value, source: entry.AssumedSource(validated.Value) ?? SampleInputs.Source);
                    Assert.Equal(entry.Measured is not null, entry.Cost(validated.Value).Refusal?.Code == "catalog.needs-measured-source");
                    Assert.True(quote.Succeeded, quote.Refusal?.Message);
                    Assert.Equal(!entry.IsFree, quote.Value.Price.IsPositive);
                    Assert.Equal(0, quote.Value.Price.Micros % PriceTerms.Standard.Step.Micros);
                    Assert.Equal(validated.Value.Hash, quote.Value.InputHash);
                    break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_bad_value_of_each_constrained_parameter_is_refused_with_its_name(string key)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;
        var bad = BadValues.Of(entry).ToList();

        Assert.NotEmpty(bad);
        Assert.All(bad, one =>
        {
            var refused = entry.Validate(one.Input.ToJsonString());
            Assert.False(refused.Succeeded, $"{one.Why} was accepted: {one.Input.ToJsonString()}");
            Assert.Contains(Assert.IsType<InputError[]>(refused.Refusal.Details["errors"]), error => IsAt(error.Field, one.Parameter));
            Assert.Contains(one.Parameter, refused.Refusal.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_defaults_of_priced_parameters_are_what_is_sent(string key)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;
        var sent = entry.Validate(SampleInputs.Minimal(entry).ToJsonString()).Value!.Root;

        Assert.All(entry.Parameters.Where(parameter => parameter.IsPriced && !IsGivenByExample(entry, parameter)), parameter =>
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(parameter.Default!.Value.GetRawText()), JsonNode.Parse(sent.GetProperty(parameter.Name).GetRawText())), parameter.Name));
    }

    private static bool IsGivenByExample(CatalogueEntry entry, EntryParameter parameter) => SampleInputs.Minimal(entry).ContainsKey(parameter.Name);

    private static bool IsAt(string field, string parameter) =>
        field == parameter || field.StartsWith(parameter + "[", StringComparison.Ordinal) || field.StartsWith(parameter + ".", StringComparison.Ordinal);
}
