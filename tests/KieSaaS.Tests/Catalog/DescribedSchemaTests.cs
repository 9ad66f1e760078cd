using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

/// <summary>The described schema says what the definition does: npm ajv, who has the description alone, accepts and refuses the same.</summary>
public sealed class DescribedSchemaTests
{
    [Fact]
    public async Task Ajv_accepts_by_the_description_what_we_accept_and_refuses_every_bad_value()
    {
        var entries = StarterCatalogue.Loaded.All;
        var good = entries.SelectMany(entry => new[] { SampleInputs.Minimal(entry), SampleInputs.Full(entry) }.Select(input => (entry.Key, Input: input.ToJsonString(), Why: "an example"))).ToList();
        var bad = entries.SelectMany(entry => BadValues.Of(entry).Select(one => (entry.Key, Input: one.Input.ToJsonString(), one.Why))).ToList();

        var verdicts = await Ajv.JudgeAsync(
            entries.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, DescribedSchema.Of(entry, "en"))), [.. good.Concat(bad).Select(one => (one.Key, one.Input))]);

        Assert.Equal([], good.Zip(verdicts, (one, accepted) => accepted ? null : $"{one.Key}: {one.Why} is refused: {one.Input}").OfType<string>());
        Assert.Equal([], bad.Zip(verdicts.Skip(good.Count), (one, accepted) => accepted ? $"{one.Key}: {one.Why} is accepted: {one.Input}" : null).OfType<string>());
        Assert.True(bad.Count > 1_000, $"only {bad.Count} bad values");
    }

    [Fact]
    public void Hints_limits_and_defaults_are_those_of_the_form()
    {
        foreach (var entry in StarterCatalogue.Loaded.All)
        {
            var properties = DescribedSchema.Of(entry, "ru")["properties"]!.AsObject();
            Assert.Equal(entry.Parameters.Length, properties.Count);
            Assert.All(entry.Parameters, parameter =>
            {
                var property = properties[parameter.Name]!;
                Assert.Equal(parameter.Hint?.Ru, property["description"]?.GetValue<string>());
                Assert.Equal(parameter.Maximum, property["maximum"]?.GetValue<decimal>());
                Assert.True(JsonNode.DeepEquals(parameter.Default is { } value ? JsonNode.Parse(value.GetRawText()) : null, property["default"]), parameter.Name);
                Assert.Equal(parameter.Allowed.Length, (property["enum"] as JsonArray)?.Count ?? 0);
            });
        }
    }

    [Fact]
    public void What_the_upstreams_schema_does_not_ask_for_is_in_it()
    {
        var song = StarterCatalogue.Loaded.All.First(entry => entry.Requirements.Any(requirement => !requirement.When.IsEmpty));

        var conditions = DescribedSchema.Of(song, "en")["allOf"]!.AsArray();

        Assert.Equal(song.Requirements.Length, conditions.Count);
        Assert.Contains(conditions, condition => condition!["if"] is not null && condition["then"] is not null);
    }

    [Fact]
    public void The_definition_itself_stays_as_it_is()
    {
        var entry = StarterCatalogue.Loaded.Find("seedance-2-5")!;
        var before = entry.Schema.GetRawText();

        DescribedSchema.Of(entry, "en")["properties"]!["duration"]!["minimum"] = 77;

        Assert.Equal(before, entry.Schema.GetRawText());
        Assert.Equal(4, DescribedSchema.Of(entry, "en")["properties"]!["duration"]!["minimum"]!.GetValue<int>());
        Assert.Equal(JsonValueKind.Object, entry.Bounds.ValueKind);
    }
}
