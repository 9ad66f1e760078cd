using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Tenancy;

namespace KieSaaS.Tests.Catalog.Sync;

/// <summary>Readings of a real sandbox process: what is found, what is refused, and how the upstream may misbehave.</summary>
public sealed class SyncRunTests(SyncHouse house) : IClassFixture<SyncHouse>, IAsyncLifetime
{
    private const string Banana = "nano-banana-2, resolution=1K";

    public async ValueTask InitializeAsync() => await house.AgreeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_upstream_that_says_what_we_have_brings_no_difference_and_no_fault()
    {
        var run = await house.SyncAsync();

        Assert.Equal((SyncPhase.Done, "sandbox", 0), (run.Run.Phase, run.Run.Source, run.Run.Found));
        Assert.Empty(run.Faults);
        Assert.Empty(await house.DifferencesAsync());
        Assert.Equal(StarterCatalogue.Loaded.All.Sum(entry => entry.Prices.Length), await house.ScalarAsync<long>("select count(*) from catalog_feed_links"));
    }

    [Fact]
    public async Task A_second_reading_of_the_same_brings_nothing_and_a_changed_one_supersedes()
    {
        await house.PriceAsync(Banana, "9");
        Assert.Equal(1, (await house.SyncAsync()).Run.Found);
        Assert.Equal(0, (await house.SyncAsync()).Run.Found);
        var first = Assert.Single(await house.DifferencesAsync());

        await house.PriceAsync(Banana, "10");
        var run = await house.SyncAsync();
        Assert.Equal((1, 1), (run.Run.Found, run.Run.Superseded));
        var second = Assert.Single(await house.DifferencesAsync());
        Assert.Equal(new KieCredits(10_000_000), second.NewCost);
        Assert.Contains(await house.DifferencesAsync(DifferenceState.Superseded), row => row.Id == first.Id);

        await house.PriceAsync(Banana, "8");
        Assert.Equal(1, (await house.SyncAsync()).Run.Superseded);
        Assert.Empty(await house.DifferencesAsync());
    }

    [Theory]
    [InlineData("-1000000", SyncFaultCause.PriceNegative)]
    [InlineData("0", SyncFaultCause.PriceZero)]
    [InlineData("99999999999999999999", SyncFaultCause.PriceTooHigh)]
    [InlineData("0.00000001", SyncFaultCause.PriceTooFine)]
    [InlineData("free", SyncFaultCause.PriceNotANumber)]
    public async Task Museum_12_a_price_that_cannot_be_one_is_refused_with_its_reason_and_the_rest_goes_on(string price, SyncFaultCause cause)
    {
        await house.PriceAsync(Banana, price);
        await house.PriceAsync("nano-banana-2, resolution=2K", "13");

        var run = await house.SyncAsync();

        Assert.Equal((cause, Banana), (Assert.Single(run.Faults).Cause, run.Faults[0].Subject));
        Assert.Equal("nano-banana-2, resolution=2K", Assert.Single(await house.DifferencesAsync()).Subject);
    }

    [Fact]
    public async Task Garbage_records_and_contradictions_are_listed_and_never_stop_the_rest()
    {
        foreach (var record in (string[])["\"nonsense\"", "null", "[1,2]", "{\"creditPrice\":\"4\"}", "{\"modelDescription\":7}", "{\"modelDescription\":\"a\\u0000b\",\"creditPrice\":\"4\"}"])
        {
            await house.EditFeedAsync(null, JsonNode.Parse(record) ?? JsonValue.Create((string?)null));
        }

        await house.EditFeedAsync(null, JsonNode.Parse($$"""{"modelDescription":"{{Banana}}","interfaceType":"image","creditPrice":"11"}"""));
        await house.PriceAsync("nano-banana-2, resolution=4K", "20");

        var run = await house.SyncAsync();

        Assert.Equal(SyncPhase.Done, run.Run.Phase);
        Assert.Equal(
            [(SyncFaultCause.NotARecord, 6), (SyncFaultCause.Contradictory, 1)],
            run.Faults.CountBy(fault => fault.Cause).OrderByDescending(cause => cause.Value).Select(cause => (cause.Key, cause.Value)));
        Assert.Equal("nano-banana-2, resolution=4K", Assert.Single(await house.DifferencesAsync()).Subject);
    }

    [Fact]
    public async Task Huge_moves_and_contradicting_dollars_are_marked()
    {
        await house.PriceAsync(Banana, "900000");
        await house.PriceAsync("nano-banana-2, resolution=2K", "13", "0.5");

        await house.SyncAsync();

        Assert.Equal(
            [DifferenceCaution.LargeMove | DifferenceCaution.HighPrice, DifferenceCaution.Contradictory],
            (await house.DifferencesAsync()).OrderBy(row => row.Subject, StringComparer.Ordinal).Select(row => row.Caution));
    }

    [Theory]
    [InlineData("missing-page", "2", null, SyncFaultCause.WrongTotal)]
    [InlineData("repeat-page", "2", null, SyncFaultCause.PageRepeats)]
    [InlineData("wrong-total", null, 700, SyncFaultCause.WrongTotal)]
    [InlineData("wrong-total", null, 3, SyncFaultCause.WrongTotal)]
    public async Task A_feed_that_is_not_whole_takes_no_line_away(string effect, string? page, int? value, SyncFaultCause cause)
    {
        await house.EditFeedAsync(Banana, null);
        await house.PriceAsync("nano-banana-2, resolution=2K", "13");
        await house.Sandbox.AddFaultAsync("prices", effect, value, times: page is null ? 100 : 1, model: page);

        var run = await house.SyncAsync();

        Assert.Equal(cause, Assert.Single(run.Faults).Cause);
        Assert.All(await house.DifferencesAsync(), row => Assert.Equal(DifferenceKind.PriceChanged, row.Kind));
        await house.Sandbox.ClearFaultsAsync();
        await house.SyncAsync();
        Assert.Equal([DifferenceKind.PriceChanged, DifferenceKind.PriceRemoved], (await house.DifferencesAsync()).Select(row => row.Kind).Order());
    }

    [Fact]
    public async Task Too_many_questions_are_asked_again_when_the_upstream_says_so()
    {
        await house.Sandbox.AddFaultAsync("models", "code", 429, model: "nano-banana-2");
        await house.Sandbox.AddFaultAsync("prices", "code", 429);
        await house.Sandbox.AddFaultAsync("prices", "status", 503, model: "2");

        var run = await house.SyncAsync();

        Assert.Empty(run.Faults);
        Assert.Equal(SyncPhase.Done, run.Run.Phase);
    }

    [Fact]
    public async Task Calls_that_fail_are_faults_and_what_was_read_is_compared()
    {
        await house.PriceAsync(Banana, "9");
        await house.Sandbox.AddFaultAsync("models", "drop", times: 2);
        await house.Sandbox.AddFaultAsync("prices", "status", 500, times: 4, model: "3");

        var run = await house.SyncAsync();

        Assert.Equal(SyncPhase.Done, run.Run.Phase);
        Assert.Equal([SyncFaultCause.CallFailed, SyncFaultCause.CallFailed], run.Faults.Select(fault => fault.Cause));
        Assert.All(await house.DifferencesAsync(), row => Assert.Equal(DifferenceKind.PriceChanged, row.Kind));
    }

    [Fact]
    public async Task An_upstream_that_answers_nothing_ends_the_run_as_failed()
    {
        await house.Sandbox.ChangeSettingsAsync(new { maintenance = true });
        await house.Sandbox.AddFaultAsync("prices", "drop", times: 10);
        var run = await house.SyncAsync();
        await house.Sandbox.ChangeSettingsAsync(new { maintenance = false });

        Assert.Equal(SyncPhase.Failed, run.Run.Phase);
        Assert.Equal(2, run.Faults.Count);
        Assert.NotNull(run.Run.EndedAt);
    }

    [Fact]
    public async Task Models_come_go_and_change_and_a_list_that_is_nearly_empty_is_not_believed()
    {
        await house.ChangeModelsAsync("""
            {"put":[{"model":"new/one","kind":"image","credits":3,"title":"New One","schema":{"type":"object","properties":{"prompt":{"type":"string"}}},"prices":[{"description":"new/one","credits":3,"unit":"per image"}]},
                    {"model":"nano-banana-pro","kind":"image","credits":18,"schema":{"type":"object","properties":{"prompt":{"type":"string","maxLength":9}}},"prices":[]}],
             "remove":["z-image"]}
            """);
        await house.SyncAsync();
        var found = await house.DifferencesAsync();
        Assert.Contains(found, row => (row.Kind, row.Subject) == (DifferenceKind.NewModel, "new/one"));
        Assert.Contains(found, row => (row.Kind, row.Subject) == (DifferenceKind.SchemaChanged, "nano-banana-pro"));
        Assert.Contains(found, row => (row.Kind, row.Subject) == (DifferenceKind.ModelGone, "z-image"));
        var parts = (await house.AsStaffAsync((ReadDifference read) => read.RunAsync(found.First(row => row.Kind == DifferenceKind.SchemaChanged).Id, CancellationToken.None))).Value!.Parts;
        Assert.Contains(parts, part => part.Name == "prompt" && part.After!.Contains("\"maxLength\":9", StringComparison.Ordinal));

        await house.Sandbox.ReplaceModelsAsync("[]");
        var run = await house.SyncAsync();
        Assert.Contains(run.Faults, fault => fault.Cause == SyncFaultCause.TooMuchGone);
    }

    [Fact]
    public async Task A_model_that_is_listed_with_an_impossible_id_is_refused()
    {
        await house.ChangeModelsAsync("""{"put":[{"model":"../../admin","kind":"image","credits":3},{"model":"a b","kind":"image","credits":3}]}""");

        var run = await house.SyncAsync();

        Assert.Equal(2, run.Faults.Count(fault => fault.Cause == SyncFaultCause.UnusableId));
        Assert.DoesNotContain(await house.DifferencesAsync(), row => row.Kind == DifferenceKind.NewModel);
    }

    [Fact]
    public async Task Only_who_may_edit_prices_may_read_and_decide()
    {
        Assert.Equal("catalog.may-not-edit-prices", (await house.AsStaffAsync((StartSync start) => start.RunAsync(CancellationToken.None), StaffRole.Support)).Refusal!.Code);
        Assert.Equal("catalog.may-not-edit-prices", (await house.AsStaffAsync((ListDifferences list) => list.RunAsync(new(), CancellationToken.None), StaffRole.Finance)).Refusal!.Code);
        Assert.Equal("catalog.may-not-edit-prices", (await house.DecideAsync([], role: StaffRole.Support)).Refusal!.Code);
    }
}
