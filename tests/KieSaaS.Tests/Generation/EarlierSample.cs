using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Tests.Catalog;

namespace KieSaaS.Tests.Generation;

/// <summary>An example input of a model as a tenant sends it, naming a job of theirs where the model continues one.</summary>
/// <param name="Input">With our ids.</param>
/// <param name="Sent">What the upstream is to get: with its own ids, read from the attempts.</param>
/// <param name="Source">What the earlier job, or one of our files, tells of the price.</param>
public sealed record EarlierSample(JsonObject Input, JsonObject Sent, MeasuredSource? Source)
{
    public static bool IsNeededBy(CatalogueEntry entry) => entry.Continues?.IsIn(JsonElement.Parse(ExampleInput.Fill(entry, []).ToJsonString())) == true;

    public static async Task<EarlierSample> OfAsync(PipelineHouse house, CatalogueEntry entry, string files, JobView? earlier)
    {
        var input = ExampleInput.Of(entry, files);
        if (earlier is null)
        {
            return new EarlierSample(input, Canonical(entry, input), entry.Measured is null ? null : SampleInputs.OfOurFiles(entry));
        }

        var how = entry.Continues!;
        var source = new MeasuredSource { Facts = how.Facts.ToImmutableDictionary(fact => fact.Name, fact => FactOf(fact, earlier)) };
        var row = entry.Prices.First(row => row.Conditions.All(one => !one.IsFact || source.Facts[one.Name] == one.Value.ToString()));
        foreach (var condition in row.Conditions.Where(condition => !condition.IsFact && condition.Name != "type"))
        {
            input[condition.Name] = JsonNode.Parse(condition.Value.GetRawText());
        }

        var names = new List<(string Field, string Theirs)>();
        if (how.Task is { } task)
        {
            input[task] = earlier.Id.ToString("n");
            names.Add((task, await house.ScalarAsync<string>("select provider_task_id from generation_attempts where job_id = $1", earlier.Id)));
        }

        if (how.Track is { } track && input.ContainsKey(track))
        {
            input[track] = earlier.Files[1].TrackId;
            names.Add((track, await house.ScalarAsync<string>("select track_id from generation_results where job_id = $1 and index = 1", earlier.Id)));
        }

        var sent = Canonical(entry, input);
        names.ForEach(name => sent[name.Field] = name.Theirs);
        return new EarlierSample(input, sent, source);
    }

    private static JsonObject Canonical(CatalogueEntry entry, JsonObject input) => JsonNode.Parse(entry.Validate(input.ToJsonString()).Value!.Json)!.AsObject();

    private static string FactOf(EarlierFact fact, JobView earlier) => fact.Of(JsonNode.Parse(earlier.Input)![fact.Parameter]!.GetValue<string>())!;
}
