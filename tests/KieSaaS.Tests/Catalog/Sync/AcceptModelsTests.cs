using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog.Sync;

/// <summary>What becomes of models: a new one arrives off, a gone one is taken off sale, a changed input waits for a price book.</summary>
public sealed class AcceptModelsTests
{
    private const string NewModel = """
        {"model":"somebody/new-one","kind":"image","credits":3,"title":"New One","vendor":"Somebody",
         "schema":{"type":"object","properties":{"prompt":{"type":"string","maxLength":100},"resolution":{"type":"string","enum":["1K","2K"],"default":"1K"}},"required":["prompt"]},
         "prices":[{"description":"somebody/new-one, resolution=1K","credits":3,"unit":"per image"},{"description":"somebody/new-one, resolution=2K","credits":5,"unit":"per image"}]}
        """;

    [Fact]
    public async Task A_new_model_arrives_off_with_its_prices_and_is_new_no_more()
    {
        await using var house = await HouseAsync();
        await house.ChangeModelsAsync($$"""{"put":[{{NewModel}}]}""");
        await house.SyncAsync();
        var found = Assert.Single(await house.DifferencesAsync());

        Assert.Equal(1, (await house.DecideAsync([found])).Value!.Decided);

        Assert.Equal("somebody-new-one", Assert.Single(await house.DifferencesAsync(DifferenceState.Accepted)).EntryKey);
        var definition = JsonNode.Parse(await house.ScalarAsync<string>("select definition from catalog_entries where entry_key = 'somebody-new-one'"))!;
        Assert.Equal([3_000_000, 5_000_000], definition["prices"]!.AsArray().Select(row => (long)row!["kieMicroCredits"]!));
        Assert.Equal("off", (string)JsonNode.Parse(await house.ScalarAsync<string>("select presentation from catalog_entries where entry_key = 'somebody-new-one'"))!["sale"]!);
        Assert.Equal(0, (await house.SyncAsync()).Run.Found);
    }

    [Fact]
    public async Task A_new_model_whose_prices_are_prose_arrives_without_a_price()
    {
        await using var house = await HouseAsync();
        await house.ChangeModelsAsync("""
            {"put":[{"model":"plain","kind":"video","credits":3,"prices":[{"description":"plain, the long one","credits":3,"unit":"per second"}]}]}
            """);
        await house.SyncAsync();

        Assert.Equal(1, (await house.DecideAsync(await house.DifferencesAsync())).Value!.Decided);

        Assert.Empty(JsonNode.Parse(await house.ScalarAsync<string>("select definition from catalog_entries where entry_key = 'plain'"))!["prices"]!.AsArray());
        Assert.Equal(DifferenceKind.PriceAdded, Assert.Single(await RestAsync(house)).Kind);
    }

    [Fact]
    public async Task A_model_that_is_gone_is_taken_off_sale_and_one_that_cannot_be_decided_does_not_stop_the_rest()
    {
        await using var house = await HouseAsync();
        var pro = JsonNode.Parse(StarterCatalogue.Loaded.Find("nano-banana-pro")!.Schema.GetRawText())!;
        (pro["properties"]!["prompt"]!["maxLength"], pro["properties"]!["extra"]) = (9, new JsonObject { ["type"] = "boolean" });
        await house.ChangeModelsAsync($$$$"""
            {"remove":["z-image"],
             "put":[{"model":"nano-banana-2","kind":"image","credits":8,"schema":{"type":"object","properties":{"text":{"type":"string"}}},"prices":[]},
                    {"model":"nano-banana-pro","kind":"image","credits":8,"schema":{{{{pro.ToJsonString()}}}},"prices":[]}]}
            """);
        await house.SyncAsync();
        var models = (await house.DifferencesAsync()).Where(row => row.Kind is DifferenceKind.ModelGone or DifferenceKind.SchemaChanged).ToList();
        Assert.Equal(3, models.Count);

        var answer = (await house.DecideAsync(models)).Value!;

        Assert.Equal(2, answer.Decided);
        Assert.Equal("catalog.invalid-definition", Assert.Single(answer.Leftover).Why.Code);
        Assert.Equal("off", (string)JsonNode.Parse(await house.ScalarAsync<string>("select presentation from catalog_entries where entry_key = 'z-image'"))!["sale"]!);
        var schema = JsonNode.Parse(await house.ScalarAsync<string>("select definition from catalog_entries where entry_key = 'nano-banana-pro'"))!["schema"]!;
        Assert.Equal(9, (int)schema["properties"]!["prompt"]!["maxLength"]!);
        Assert.Equal("extra", schema["properties"]!.AsObject().Last().Key);
        Assert.Equal(["nano-banana-2"], (await RestAsync(house)).Where(row => row.Kind is DifferenceKind.ModelGone or DifferenceKind.SchemaChanged).Select(row => row.Subject));
    }

    [Fact]
    public async Task The_setting_takes_new_models_in_by_itself_and_they_are_off_all_the_same()
    {
        await using var house = new AcceptingHouse();
        await house.InitializeAsync();
        await house.ChangeModelsAsync($$"""{"put":[{{NewModel}}]}""");

        await house.SyncAsync();

        var accepted = Assert.Single(await house.DifferencesAsync(DifferenceState.Accepted));
        Assert.Equal(("Sync:AcceptNewModels", DifferenceKind.NewModel), (accepted.Reason, accepted.Kind));
        Assert.Equal("off", (string)JsonNode.Parse(await house.ScalarAsync<string>("select presentation from catalog_entries where entry_key = 'somebody-new-one'"))!["sale"]!);
    }

    private static async Task<SyncHouse> HouseAsync()
    {
        var house = new SyncHouse();
        await house.InitializeAsync();
        return house;
    }

    private static async Task<IReadOnlyList<CatalogDifference>> RestAsync(SyncHouse house)
    {
        await house.SyncAsync();
        return await house.DifferencesAsync();
    }

    private sealed class AcceptingHouse : SyncHouse
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [.. base.Settings, new("Sync:AcceptNewModels", "true")];
    }
}
