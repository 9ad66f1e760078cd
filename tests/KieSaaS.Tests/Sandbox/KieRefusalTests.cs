using System.Net;
using System.Net.Http.Headers;

namespace KieSaaS.Tests.Sandbox;

public sealed class KieRefusalTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    private static readonly object Fine = new { model = "nano-banana-2", input = new { prompt = "a fox" } };

    [Theory]
    [InlineData(null)]
    [InlineData("bad-key")]
    public async Task Without_a_good_key_the_code_is_401(string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Sandbox.Address + "api/v1/chat/credit");
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var client = new HttpClient();
        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"code":401,"msg":"You do not have access permissions","data":null}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Only_listed_keys_are_let_in_once_there_is_a_list()
    {
        await Sandbox.ChangeSettingsAsync(new { keys = new[] { "the-other-key" } });
        Assert.Equal(401, await Kie.CreateCodeAsync(Fine));

        await Sandbox.ChangeSettingsAsync(new { keys = new[] { "test-key" } });
        Assert.Equal(200, await Kie.CreateCodeAsync(Fine));
    }

    [Fact]
    public async Task The_twenty_first_create_in_ten_seconds_is_refused_and_not_queued()
    {
        for (var create = 0; create < 20; create++)
        {
            Assert.Equal(200, await Kie.CreateCodeAsync(Fine));
        }

        Assert.Equal(429, await Kie.CreateCodeAsync(Fine));
        Assert.Equal(20, (await Sandbox.TasksAsync()).Count);

        await Sandbox.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(200, await Kie.CreateCodeAsync(Fine));
    }

    [Fact]
    public async Task The_rate_limit_can_be_switched_off()
    {
        await Sandbox.ChangeSettingsAsync(new { rateLimit = false });
        for (var create = 0; create < 25; create++)
        {
            Assert.Equal(200, await Kie.CreateCodeAsync(Fine));
        }
    }

    [Fact]
    public async Task A_short_balance_is_402_and_counts_what_runs_already()
    {
        await Sandbox.SetBalanceAsync(7);

        Assert.Equal(200, await Kie.CreateCodeAsync(Fine));
        Assert.Equal(402, await Kie.CreateCodeAsync(Fine));
    }

    [Theory]
    [InlineData("""{"input":{"prompt":"a fox"}}""", "model is required")]
    [InlineData("""{"model":"nano-banana-2"}""", "input is required")]
    [InlineData("""{"model":"nano-banana-2","input":{}}""", "prompt is required")]
    [InlineData("""{"model":"nano-banana-2","input":{"prompt":"  "}}""", "prompt is required")]
    [InlineData("""{"model":"qwen/text-to-image","input":{"image_url":"https://example.com/a.png"}}""", "prompt is required")]
    [InlineData("""{"model":"nano-banana-2","callBackUrl":"not a url","input":{"prompt":"a fox"}}""", "callBackUrl is not a valid URL")]
    public async Task What_is_missing_is_named_with_422(string body, string message)
    {
        using var content = new StringContent(body);
        using var response = await Sandbox.Http.PostAsync(KieClient.Create, content);

        Assert.Equal($$"""{"code":422,"msg":"{{message}}","data":null}""", await response.Content.ReadAsStringAsync());
        Assert.Empty(await Sandbox.TasksAsync());
    }

    [Fact]
    public async Task Unknown_keys_and_numbers_as_text_are_accepted()
    {
        Assert.Equal(200, await Kie.CreateCodeAsync(new { model = "nano-banana-2", input = new { prompt = 42, nsfw_checker = true, n = "2" } }));
        Assert.Equal(200, await Kie.CreateCodeAsync(new { model = "recraft/crisp-upscale", input = new { image = "https://example.com/a.png" } }));
    }

    [Fact]
    public async Task Maintenance_is_455()
    {
        await Sandbox.ChangeSettingsAsync(new { maintenance = true });
        Assert.Equal(455, await Kie.CreateCodeAsync(Fine));
    }

    [Fact]
    public async Task Strict_statuses_repeat_the_code_as_the_status()
    {
        await Sandbox.ChangeSettingsAsync(new { strictStatus = true });
        using var response = await Sandbox.Http.GetAsync(KieClient.Record + "test");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    [Fact]
    public async Task A_setting_that_does_not_exist_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Sandbox.ChangeSettingsAsync(new { ratelimits = false }));
        Assert.Contains("ratelimits", refusal.Message, StringComparison.Ordinal);
    }
}
