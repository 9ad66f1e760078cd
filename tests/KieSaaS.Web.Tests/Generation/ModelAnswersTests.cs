using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Generation;

/// <summary>The discovery calls in the upstream's shapes (kie-api.md, 1.3), with our models and our prices.</summary>
public sealed class ModelAnswersTests(TenantHost host) : IClassFixture<TenantHost>
{
    private const string Nano = "google/nano-banana";

    private Catalogue Catalogue => host.Services.GetRequiredService<Catalogue>();

    [Fact]
    public async Task The_list_has_the_upstreams_keys_and_every_model_on_sale()
    {
        var data = await DataAsync("/api/v1/models");

        Assert.Equal(["total", "models"], data.EnumerateObject().Select(key => key.Name));
        var models = data.GetProperty("models").EnumerateArray().ToList();
        Assert.Equal(models.Count, data.GetProperty("total").GetInt32());
        Assert.Equal(Catalogue.Entries.Select(entry => entry.Model), models.Select(model => model.GetProperty("model").GetString()));
        Assert.All(models, model => Assert.Equal(
            ["model", "slug", "title", "provider", "taskType", "description", "pricingDesc"], model.EnumerateObject().Select(key => key.Name)));
        var nano = models.Single(model => model.GetProperty("model").ValueEquals(Nano));
        Assert.Equal("nano-banana", nano.GetProperty("slug").GetString());
        Assert.Equal(["image", "t2i"], nano.GetProperty("taskType").EnumerateArray().Select(type => type.GetString()));
        Assert.Equal("4 credits ($0.04) per image", nano.GetProperty("pricingDesc").GetString());
    }

    [Theory]
    [InlineData("?taskType=video,music", "image", "audio")]
    [InlineData("?taskType=VIDEO", "image", "audio", "music")]
    [InlineData("?taskType=i2v", "image", "audio", "music")]
    public async Task A_task_type_is_a_kind_or_a_mode(string query, params string[] absent)
    {
        var models = (await DataAsync("/api/v1/models" + query)).GetProperty("models").EnumerateArray().ToList();

        Assert.NotEmpty(models);
        Assert.DoesNotContain(models, model => absent.Contains(model.GetProperty("taskType")[0].GetString(), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("?provider=google&q=BANANA", true)]
    [InlineData("?provider=nobody", false)]
    [InlineData("?q=no-such-model", false)]
    [InlineData("?taskType=no-such-type", false)]
    public async Task Provider_and_text_are_looked_for(string query, bool hasNano)
    {
        var models = (await DataAsync("/api/v1/models" + query)).GetProperty("models").EnumerateArray().ToList();

        Assert.Equal(hasNano, models.Any(model => model.GetProperty("model").ValueEquals(Nano)));
        Assert.All(models, model => Assert.Contains("nano-banana", model.GetProperty("slug").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Nano)]
    [InlineData("nano-banana")]
    [InlineData("google%2Fnano-banana")]
    public async Task A_schema_is_an_openapi_document_of_the_one_model_by_either_name(string name)
    {
        var data = await DataAsync($"/api/v1/models/{name}/schema");

        Assert.Equal(["model", "openapi"], data.EnumerateObject().Select(key => key.Name));
        Assert.Equal(Nano, data.GetProperty("model").GetString());
        var document = data.GetProperty("openapi");
        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        Assert.Equal(["/api/v1/jobs/createTask", "/api/v1/jobs/recordInfo"], document.GetProperty("paths").EnumerateObject().Select(path => path.Name));
        var input = document.GetProperty("components").GetProperty("schemas").GetProperty("Input.nano-banana");
        Assert.True(JsonElement.DeepEquals(input, JsonSerializer.SerializeToElement(DescribedSchema.Of(Catalogue.Find(Nano)!, "en"))));
    }

    [Fact]
    public async Task A_price_has_the_upstreams_keys_and_every_row_in_the_details()
    {
        var root = await AskAsync("/api/v1/models/kling-2.6/text-to-video/price");

        var data = root.GetProperty("data");
        Assert.Equal(["model", "pricingDesc"], data.EnumerateObject().Select(key => key.Name));
        var rows = root.GetProperty("details").GetProperty("prices").EnumerateArray().ToList();
        var entry = Catalogue.Find("kling-2.6/text-to-video")!;
        Assert.Equal(entry.Prices.Length, rows.Count);
        Assert.All(rows, row => Assert.Equal(["row", "when", "unit", "credits", "dollars", "isAdded"], row.EnumerateObject().Select(key => key.Name)));
        Assert.Equal(entry.Prices.Select(row => row.Id), rows.Select(row => row.GetProperty("row").GetString()));
        Assert.Contains("duration=5, sound=false: 55 credits ($0.55) per request", data.GetProperty("pricingDesc").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_model_on_sale_has_a_schema_and_a_price_that_tell_nothing_of_what_the_platform_pays()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync());
        foreach (var entry in Catalogue.Entries)
        {
            foreach (var asked in (string[])["schema", "price"])
            {
                var text = await client.GetStringAsync($"/api/v1/models/{entry.Model}/{asked}");
                Assert.StartsWith("""{"code":200,"msg":"success","data":{"model":""", text, StringComparison.Ordinal);
                Assert.DoesNotContain("kieMicro", text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_tenants_own_markup_is_in_its_prices_and_in_nobody_elses()
    {
        var tenant = await host.House.OpenWorkspaceAsync();
        await PublishAsync(PriceRuleKey.Of(tenant), PriceRuleValue.Of(new TenantOverride(new Markup(1500), DateOnly.FromDateTime(host.House.Clock.GetUtcNow().UtcDateTime).AddDays(1), "A test")));

        var own = await AskAsync($"/api/v1/models/{Nano}/price", tenant);
        var others = await AskAsync($"/api/v1/models/{Nano}/price");

        Assert.Equal((3m, 4m), (Price(own), Price(others)));

        static decimal Price(JsonElement root) => root.GetProperty("details").GetProperty("prices")[0].GetProperty("credits").GetDecimal();
    }

    [Fact]
    public async Task A_success_rate_has_a_point_for_each_ten_minutes_of_a_day()
    {
        var data = await DataAsync($"/api/v1/models/{Nano}/success-rate");

        Assert.Equal(["model", "points"], data.EnumerateObject().Select(key => key.Name));
        var points = data.GetProperty("points").EnumerateArray().ToList();
        Assert.Equal(144, points.Count);
        Assert.All(points, point =>
        {
            Assert.Equal(["start", "end", "successRate", "errorRate", "isNormal"], point.EnumerateObject().Select(key => key.Name));
            Assert.Equal(600_000, point.GetProperty("end").GetInt64() - point.GetProperty("start").GetInt64());
        });
    }

    [Theory]
    [InlineData("/api/v1/models/no-such-model/schema", 422, "The model name 'no-such-model' is not supported.")]
    [InlineData("/api/v1/models/no/such/model/price", 422, "The model name 'no/such/model' is not supported.")]
    [InlineData("/api/v1/models/google/nano-banana", 422, "Ask for /api/v1/models/{model}/schema")]
    [InlineData("/api/v1/models/google/nano-banana/colour", 422, "Ask for /api/v1/models/{model}/schema")]
    [InlineData("/api/v1/models/luma-modify/price", 422, "was retired: it runs with a test key only")]
    public async Task What_is_not_there_is_said_in_the_envelope(string path, int code, string message)
    {
        var root = JsonElement.Parse(await host.Client(await host.House.OpenWorkspaceAsync()).GetStringAsync(path));

        Assert.Equal(code, root.GetProperty("code").GetInt32());
        Assert.Contains(message, root.GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("data").ValueKind);
    }

    [Theory]
    [InlineData("/api/v1/models")]
    [InlineData("/api/v1/models/google/nano-banana/price")]
    public async Task A_stranger_is_told_nothing(string path)
    {
        using var answer = await host.Client().GetAsync(path);

        Assert.StartsWith("""{"code":401,""", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> DataAsync(string path)
    {
        var root = await AskAsync(path);
        Assert.Equal(["code", "msg", "data"], root.EnumerateObject().Select(key => key.Name).Take(3));
        return root.GetProperty("data");
    }

    private async Task<JsonElement> AskAsync(string path, TenantId? tenant = null)
    {
        var text = await host.Client(tenant ?? await host.House.OpenWorkspaceAsync()).GetStringAsync(path);
        Assert.StartsWith("""{"code":200,"msg":"success","data":""", text, StringComparison.Ordinal);
        return JsonElement.Parse(text);
    }

    private async Task PublishAsync(PriceRuleKey rule, PriceRuleValue value)
    {
        var draft = await StaffAsync((StartDraft start) => start.RunAsync("A test", CancellationToken.None));
        await StaffAsync((EditDraft edit) => edit.RunAsync(new(draft, 1, [new(rule, value)]), CancellationToken.None));
        var book = await StaffAsync((PublishDraft publish) => publish.RunAsync(new(draft, 2, null, "A test", true), CancellationToken.None));
        var prices = host.Services.GetRequiredService<PricesInForce>();
        for (var i = 0; i < 500 && (await prices.GetAsync(CancellationToken.None)).Number != book; i++)
        {
            await Task.Delay(10);
        }
    }

    private async Task<T> StaffAsync<TUseCase, T>(Func<TUseCase, Task<Result<T>>> ask) where TUseCase : notnull
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeStaff(Guid.Empty, "staff@test", StaffRole.Operator);
        var answer = await ask(scope.ServiceProvider.GetRequiredService<TUseCase>());
        Assert.True(answer.Succeeded, answer.Refusal?.Message);
        return answer.Value;
    }
}
