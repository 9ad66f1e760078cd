using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Generation.Kie;
using KieSaaS.Kernel;
using KieSaaS.Tests.Catalog;

namespace KieSaaS.Tests.Generation;

/// <summary>
/// For every model: our example is accepted by the upstream, finishes, and is charged what was quoted. Failure museum 44 (the list, the log and the ledger
/// show the same cost) and 56 (no price is a refusal before anything is sent).
/// </summary>
public sealed class EveryModelTests(EveryModelHouse house) : IClassFixture<EveryModelHouse>
{
    public static TheoryData<string> Keys => [.. EveryModelHouse.Models.Select(entry => entry.Key)];

    public static TheoryData<string> NotSold => [.. StarterCatalogue.Loaded.All.Where(entry => !entry.IsOfferedIn(Mode.Test)).Select(entry => entry.Key)];

    public static TheoryData<string> Retired => [.. StarterCatalogue.Loaded.All.Where(entry => entry.Offer == EntryOffer.Retired).Select(entry => entry.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task An_example_is_accepted_finishes_and_is_charged_what_was_quoted(string key)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;
        var sample = house.SampleOf(key);
        var input = entry.Validate(sample.Input.ToJsonString()).Value!;
        var quoted = new PriceBook(1, PriceTerms.Standard, MarkupRules.Standard).Quote(entry, input, source: sample.Source).Value!.Price;

        Assert.False(house.Refusals.TryGetValue(key, out var refusal), refusal);
        var job = house.JobOf(key);
        Assert.NotNull(job);
        Assert.True(job.State == JobState.Succeeded, $"{job.State}: {job.FailMessage}");
        Assert.NotEmpty(job.Files);
        Assert.Equal(entry.HasTextResult, job.ResultObject is not null);
        Assert.Equal(!entry.IsFree, house.Ledger.ContainsKey(job.Id));
        Assert.Equal(input.Json, job.Input);

        var logged = await house.ScalarAsync<long>("select cost from generation_usage where job_id = $1", job.Id);
        Assert.All([job.Price, job.Charged, house.Listed[job.Id].Charged, house.Ledger.GetValueOrDefault(job.Id), new Credits(logged)], cost => Assert.Equal(quoted, cost));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_was_priced_is_what_the_upstream_got(string key)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;
        var expected = house.SampleOf(key).Sent.DeepClone().AsObject();
        foreach (var own in entry.Fixed.EnumerateObject())
        {
            expected[own.Name] = JsonNode.Parse(own.Value.GetRawText());
        }

        Assert.Contains(house.Tasks, task => task.Model == entry.Model && JsonNode.DeepEquals(expected, AsGiven(entry, task.Input)));
    }

    // In the place of a measured file's address stands a link to our copy of it.
    private JsonNode AsGiven(CatalogueEntry entry, JsonElement sent)
    {
        var input = JsonNode.Parse(sent.GetRawText())!;
        if (entry.Measured is { } source)
        {
            var link = input[source.Name] is JsonArray list ? list.Single()! : input[source.Name]!;
            Assert.StartsWith("http://127.0.0.1:9/files/", link.GetValue<string>(), StringComparison.Ordinal);
            input[source.Name] = ExampleInput.Of(entry, house.Files)[source.Name]!.DeepClone();
        }

        return input;
    }

    [Theory]
    [MemberData(nameof(NotSold))]
    public async Task What_has_no_price_beforehand_is_refused_and_never_sent(string key)
    {
        var entry = StarterCatalogue.Loaded.Find(key)!;

        var refused = await house.StartAsync(house.Tenant, key, SampleInputs.Minimal(entry).ToJsonString());

        Assert.Equal(("catalog.not-offered", "model"), (refused.Refusal?.Code, refused.Refusal?.Field));
        Assert.DoesNotContain(house.Tasks, task => task.Model == entry.Model);
    }

    [Theory]
    [MemberData(nameof(Retired))]
    public async Task What_is_retired_is_refused_in_live_mode(string key)
    {
        var refused = await house.StartAsync(house.Tenant, key, SampleInputs.Minimal(StarterCatalogue.Loaded.Find(key)!).ToJsonString());

        Assert.Equal("catalog.not-offered", refused.Refusal?.Code);
    }

    [Fact]
    public async Task A_model_name_may_end_in_an_orientation()
    {
        var job = await house.StartAsync(house.Tenant, "nano-banana-2-portrait", """{"prompt":"a tower"}""");

        // There are no live credits: the price was found, so the name was understood.
        Assert.Equal(RefusalKind.NotEnoughCredits, job.Refusal?.Kind);
        var unknown = await house.StartAsync(house.Tenant, "no-such-model-portrait", """{"prompt":"a tower"}""");
        Assert.Equal("catalog.unknown-model", unknown.Refusal?.Code);
    }

    [Fact]
    public void Every_api_of_the_catalogue_has_a_route_and_every_route_is_used() => Assert.Equal(
        KieApi.Names.Order(StringComparer.Ordinal), EveryModelHouse.Models.Select(entry => entry.Api).Distinct().Order(StringComparer.Ordinal));
}
