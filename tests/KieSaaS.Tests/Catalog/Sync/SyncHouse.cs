using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Tests.Reporting;

namespace KieSaaS.Tests.Catalog.Sync;

/// <summary>A staff's house whose upstream is a sandbox of its own that knows exactly our models and prices.</summary>
public class SyncHouse : StaffHouse
{
    public SandboxProcess Sandbox { get; private set; } = null!;

    /// <summary>The models of the shipped catalogue as the sandbox takes them, priced row by row.</summary>
    internal static JsonArray Models { get; } = new([.. StarterCatalogue.Loaded.All.Select(entry => new JsonObject
    {
        ["model"] = entry.Model,
        ["kind"] = entry.Kind.ToString().ToLowerInvariant(),
        ["credits"] = 4,
        ["title"] = entry.Name,
        ["vendor"] = entry.Vendor,
        ["schema"] = JsonNode.Parse(entry.Schema.GetRawText()),
        ["prices"] = new JsonArray([.. entry.Prices.Select(row => new JsonObject
        {
            ["description"] = PriceFeedName.Of(entry, row),
            ["credits"] = row.Price.ToDecimal(),
            ["unit"] = PriceFeedName.Of(row.Unit),
        })]),
    })]);

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        .. base.Settings,
        new("Sandbox:Url", Sandbox.Address.AbsoluteUri),
        new("Sync:Pause", "00:00:00"),
        new("Sync:Attempts", "2"),
        new("Sync:Timeout", "00:00:05"),
    ];

    /// <summary>Reads the upstream once, from the first question to the end.</summary>
    internal async Task<ListSyncRuns.Whole> SyncAsync()
    {
        var started = await AsStaffAsync((StartSync start) => start.RunAsync(CancellationToken.None));
        Assert.True(started.Succeeded, started.Refusal?.Message);
        await RunDueWorkAsync();
        return (await AsStaffAsync((ListSyncRuns runs) => runs.FindAsync(started.Value, CancellationToken.None)))!;
    }

    /// <summary>All open differences, or those of another state.</summary>
    internal async Task<IReadOnlyList<CatalogDifference>> DifferencesAsync(DifferenceState state = DifferenceState.Open) =>
        (await AsStaffAsync((ListDifferences list) => list.RunAsync(new(state), CancellationToken.None))).Value!.Items;

    internal Task<Result<DecideDifferences.Answer>> DecideAsync(IEnumerable<CatalogDifference> differences, bool accept = true, bool sure = false, StaffRole role = StaffRole.Pricing) =>
        AsStaffAsync((DecideDifferences decide) => decide.RunAsync(new([.. differences.Select(one => one.Id)], accept, "A test", sure), CancellationToken.None), role);

    /// <summary>Changes fields of a line of the feed, or with null takes it away.</summary>
    internal Task EditFeedAsync(string? description, JsonNode? record) =>
        Sandbox.ControlAsync(HttpMethod.Patch, "kie/prices", new JsonArray(new JsonObject { ["description"] = description, ["record"] = record }));

    internal Task PriceAsync(string description, string credits, string? dollars = null) =>
        EditFeedAsync(description, dollars is null ? new JsonObject { ["creditPrice"] = credits, ["usdPrice"] = null } : new JsonObject { ["creditPrice"] = credits, ["usdPrice"] = dollars });

    internal Task ChangeModelsAsync(string change) => Sandbox.ControlAsync(HttpMethod.Patch, "kie/models", JsonNode.Parse(change));

    /// <summary>Brings the upstream back to what we have, and closes what is open.</summary>
    internal async Task AgreeAsync()
    {
        await Sandbox.ControlAsync(HttpMethod.Delete, "kie/prices");
        await Sandbox.ClearFaultsAsync();
        await Sandbox.ControlAsync(HttpMethod.Put, "kie/models", Models);
        await SyncAsync();
    }

    protected override async Task PrepareAsync()
    {
        Sandbox = await SandboxProcess.StartAsync(new SandboxSetup { Models = Models.ToJsonString() });
        await Sandbox.ChangeSettingsAsync(new { rateLimit = false });
    }

    protected override async Task CloseAsync() => await Sandbox.DisposeAsync();
}
