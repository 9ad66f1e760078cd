using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Catalog;

/// <summary>
/// npm ajv judges our validator case by case. Left out on purpose: addresses that are not http (ours are narrower than the standard)
/// and numbers beyond a decimal (refused before the schema is asked).
/// </summary>
public sealed class SchemaOracleTests
{
    private const int Seed = 20261121;

    [Fact]
    public async Task Ajv_gives_the_same_verdict_on_thousands_of_cases_of_every_entry()
    {
        var shipped = StarterCatalogue.Loaded;
        var random = new Random(Seed);
        var cases = shipped.All.SelectMany(entry => SchemaCases.For(entry, random).Select(input => (Entry: entry, Input: input.ToJsonString()))).ToArray();

        var theirs = await Ajv.JudgeAsync(
            shipped.All.Select(entry => KeyValuePair.Create(entry.Key, JsonNode.Parse(entry.Schema.GetRawText()))),
            [.. cases.Select(one => (one.Entry.Key, one.Input))]);

        var disagreements = new List<string>();
        for (var i = 0; i < cases.Length; i++)
        {
            var violations = cases[i].Entry.Rules.ApplyStrictly(JsonElement.Parse(cases[i].Input));
            if (violations.Count == 0 != theirs[i])
            {
                disagreements.Add($"{cases[i].Entry.Key}: ajv says {theirs[i]}, we say [{string.Join("; ", violations.Select(one => one.ToInputError().Message))}] for {Shorten(cases[i].Input)}");
            }
        }

        Assert.True(disagreements.Count == 0, $"{disagreements.Count} of {cases.Length} differ:\n{string.Join('\n', disagreements.Take(20))}");
        Assert.True(cases.Length > 10_000, $"only {cases.Length} cases");
        Assert.True(theirs.Count(accepted => accepted) > 2_000 && theirs.Count(accepted => !accepted) > 2_000, "both verdicts must be common");
    }

    private static string Shorten(string text) => text.Length <= 300 ? text : text[..300] + "…";
}
