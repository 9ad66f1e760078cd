using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Sandbox;

public sealed class KieModelsTests : IAsyncLifetime
{
    private const string Models = """
        [{ "model": "nano-banana-2", "kind": "image", "credits": 8, "title": "Nano Banana 2", "vendor": "Google" },
         { "model": "kling-3.0/video", "kind": "video", "credits": 14.5, "title": "Kling 3.0", "vendor": "Kuaishou" }]
        """;

    private SandboxProcess _sandbox = null!;

    private KieClient Kie => new(_sandbox.Http);

    public async ValueTask InitializeAsync() => _sandbox = await SandboxProcess.StartAsync(new SandboxSetup { Models = Models });

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task A_list_decides_which_models_exist_and_what_they_cost()
    {
        Assert.Equal(422, await Kie.CreateCodeAsync(new { model = "nano-banana-3", input = new { prompt = "a fox" } }));
        var id = await Kie.CreateAsync("kling-3.0/video", "a fox");
        await _sandbox.FinishAsync(id);

        Assert.Equal(14.5m, (await Kie.RecordAsync(id))["creditsConsumed"]!.GetValue<decimal>());
        Assert.Equal(999_985.5m, await Kie.BalanceAsync());
    }

    [Fact]
    public async Task Discovery_lists_filters_and_prices()
    {
        await _sandbox.ChangeSettingsAsync(new { rateLimit = false });

        Assert.Equal(
            """{"code":200,"msg":"success","data":{"total":1,"models":[{"model":"kling-3.0/video","slug":"kling-3.0-video","title":"Kling 3.0","provider":"Kuaishou","taskType":["video"],"description":null,"pricingDesc":"14.5 credits ($0.0725) per request"}]}}""",
            await _sandbox.Http.GetStringAsync("/api/v1/models?taskType=video,music&q=KLING"));
        Assert.Equal(
            """{"code":200,"msg":"success","data":{"model":"kling-3.0/video","openapi":null}}""",
            await _sandbox.Http.GetStringAsync("/api/v1/models/kling-3.0/video/schema"));
        Assert.Equal(
            """{"code":200,"msg":"success","data":{"model":"kling-3.0/video","pricingDesc":"14.5 credits ($0.0725) per request"}}""",
            await _sandbox.Http.GetStringAsync("/api/v1/models/kling-3.0/video/price"));
    }

    [Fact]
    public async Task Discovery_answers_once_a_second()
    {
        Assert.Equal(200, (int)(await Kie.GetAsync("/api/v1/models"))["code"]!);
        await _sandbox.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (int)(await Kie.GetAsync("/api/v1/models"))["code"]!);

        await _sandbox.ReplaceModelsAsync("[]");
        var refused = false;
        for (var call = 0; call < 50 && !refused; call++)
        {
            refused = (int)(await Kie.GetAsync("/api/v1/models"))["code"]! == 429;
        }

        Assert.True(refused);
    }

    [Fact]
    public async Task The_price_feed_needs_no_key_and_comes_in_pages()
    {
        _sandbox.Http.DefaultRequestHeaders.Authorization = null;

        Assert.Equal(
            """{"code":200,"msg":"success","data":{"all":2,"image":1,"video":1,"music":0,"chat":0}}""",
            await _sandbox.Http.GetStringAsync("/client/v1/model-pricing/count"));
        Assert.Equal(
            """{"code":200,"msg":"success","data":{"records":[{"modelDescription":"Nano Banana 2","interfaceType":"image","provider":"Google","creditPrice":"8","creditUnit":"per request","usdPrice":"0.04","falPrice":null,"discountRate":null,"anchor":"https://kie.ai/nano-banana-2","discountPrice":false}],"total":2,"size":1,"current":2,"pages":2}}""",
            (await Kie.PostAsync("/client/v1/model-pricing/page", new { pageNum = 2, pageSize = 1 })).ToJsonString());
    }

    [Fact]
    public async Task Prices_change_under_a_running_client_and_stay_after_a_restart()
    {
        await _sandbox.ReplaceModelsAsync("""[{ "model": "nano-banana-2", "kind": "image", "credits": 9 }]""");
        await _sandbox.RestartAsync();

        var id = await Kie.CreateAsync("nano-banana-2", "a fox");
        await _sandbox.FinishAsync(id);
        Assert.Equal(9, (await Kie.RecordAsync(id))["creditsConsumed"]!.GetValue<decimal>());
        Assert.Equal(422, await Kie.CreateCodeAsync(new { model = "kling-3.0/video", input = new { prompt = "a fox" } }));
    }

    [Fact]
    public async Task A_published_schema_stands_in_the_description_of_its_call()
    {
        await _sandbox.ChangeSettingsAsync(new { rateLimit = false });
        await _sandbox.ControlAsync(HttpMethod.Patch, "kie/models", JsonNode.Parse("""
            {"put":[{"model":"new/model","kind":"image","credits":3,"schema":{"type":"object","properties":{"prompt":{"type":"string"}}}}],"remove":["nano-banana-2"]}
            """));

        Assert.Equal(
            """{"code":200,"msg":"success","data":{"model":"new/model","openapi":{"openapi":"3.0.1","paths":{"/api/v1/jobs/createTask":{"post":{"requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{"model":{"type":"string","enum":["new/model"]},"input":{"type":"object","properties":{"prompt":{"type":"string"}}}}}}}}}}}}}}""",
            await _sandbox.Http.GetStringAsync("/api/v1/models/new/model/schema"));
        var listed = (await Kie.GetAsync("/api/v1/models"))["data"]!["models"]!.AsArray().Select(model => (string)model!["model"]!);
        Assert.Equal(["kling-3.0/video", "new/model"], listed);
    }

    [Fact]
    public async Task The_feed_can_be_made_to_say_anything()
    {
        await EditFeedAsync("""
            [{"description":"Nano Banana 2","record":{"creditPrice":"-1000000"}},
             {"description":"Kling 3.0"},
             {"record":"not a record"},
             {"record":{"modelDescription":"Nano Banana 2","interfaceType":"image","creditPrice":12}}]
            """);
        await _sandbox.RestartAsync();

        Assert.Equal(
            ["-1000000", "not a record", "12"],
            (await RecordsAsync(1)).Select(record => record is JsonObject fields ? fields["creditPrice"]!.ToString() : record!.ToString()));
        await _sandbox.ControlAsync(HttpMethod.Delete, "kie/prices");
        Assert.Equal(["14.5", "8"], (await RecordsAsync(1)).Select(record => (string)record!["creditPrice"]!));
    }

    [Fact]
    public async Task The_feed_loses_repeats_and_miscounts_pages_when_it_is_asked_to()
    {
        await _sandbox.AddFaultAsync("prices", "missing-page", model: "1");
        await _sandbox.AddFaultAsync("prices", "repeat-page", model: "2");
        await _sandbox.AddFaultAsync("prices", "wrong-total", 700, model: "1");

        Assert.Empty(await RecordsAsync(1));
        Assert.Equal("Kling 3.0", (string)Assert.Single(await RecordsAsync(2, 1))!["modelDescription"]!);
        Assert.Equal("Nano Banana 2", (string)Assert.Single(await RecordsAsync(2, 1))!["modelDescription"]!);
        Assert.Equal(2, (await RecordsAsync(1)).Count);
        await _sandbox.AddFaultAsync("prices", "code", 429);
        using var refused = await _sandbox.Http.PostAsync("/client/v1/model-pricing/page", new StringContent("{}"));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
    }

    private Task EditFeedAsync(string edits) => _sandbox.ControlAsync(HttpMethod.Patch, "kie/prices", JsonNode.Parse(edits));

    private async Task<IReadOnlyList<JsonNode?>> RecordsAsync(int page, int size = 10) =>
        [.. (await Kie.PostAsync("/client/v1/model-pricing/page", new { pageNum = page, pageSize = size }))["data"]!["records"]!.AsArray()];
}
