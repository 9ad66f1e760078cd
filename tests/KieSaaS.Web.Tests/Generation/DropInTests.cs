using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Tests.Generation;

/// <summary>The upstream's shapes, byte for byte where its recordings are (kie-api.md, sections 1 to 5).</summary>
public sealed partial class DropInTests(TenantHost host) : IClassFixture<TenantHost>
{
    private const string Good = """{"model":"google/nano-banana","callBackUrl":"https://example.com/hook","input":{"prompt":"a \"red\" fox"}}""";

    [Fact]
    public async Task A_created_task_is_answered_in_the_upstreams_words()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(100)));

        var (status, text) = await PostAsync(client, Good);

        Assert.Equal(HttpStatusCode.OK, status);
        var match = Created().Match(text);
        Assert.True(match.Success, text);
        Assert.Equal(match.Groups["task"].Value, match.Groups["record"].Value);
    }

    [Fact]
    public async Task A_record_has_the_upstreams_keys_in_their_order_and_its_input_encoded_twice()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(100)));
        var (_, created) = await PostAsync(client, Good);

        var text = await client.GetStringAsync("/api/v1/jobs/recordInfo?taskId=" + Created().Match(created).Groups["task"].Value);

        using var answer = JsonDocument.Parse(text);
        var data = answer.RootElement.GetProperty("data");
        Assert.Equal(["code", "msg", "data"], answer.RootElement.EnumerateObject().Select(key => key.Name));
        Assert.Equal(
            ["taskId", "model", "state", "param", "resultJson", "failCode", "failMsg", "costTime", "completeTime", "createTime", "updateTime", "creditsConsumed", "progress"],
            data.EnumerateObject().Select(key => key.Name));
        Assert.Equal("google/nano-banana", data.GetProperty("model").GetString());
        Assert.Equal("waiting", data.GetProperty("state").GetString());
        Assert.Equal("", data.GetProperty("resultJson").GetString());
        Assert.Equal(0, data.GetProperty("creditsConsumed").GetDecimal());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("costTime").ValueKind);
        using var param = JsonDocument.Parse(data.GetProperty("param").GetString()!);
        Assert.Equal(["input", "callBackUrl", "model"], param.RootElement.EnumerateObject().Select(key => key.Name));
        using var input = JsonDocument.Parse(param.RootElement.GetProperty("input").GetString()!);
        Assert.Equal("a \"red\" fox", input.RootElement.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task Another_tenants_task_is_answered_exactly_like_an_unknown_one()
    {
        var owner = host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(100)));
        var stranger = host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(100)));
        var (_, created) = await PostAsync(owner, Good);

        var foreign = await stranger.GetStringAsync("/api/v1/jobs/recordInfo?taskId=" + Created().Match(created).Groups["task"].Value);
        var unknown = await stranger.GetStringAsync($"/api/v1/jobs/recordInfo?taskId={Guid.NewGuid():n}");
        var noId = await stranger.GetStringAsync("/api/v1/jobs/recordInfo?taskId=test");

        Assert.StartsWith("""{"code":422,"msg":"recordInfo is null","data":null""", foreign, StringComparison.Ordinal);
        Assert.Equal(unknown, foreign);
        Assert.Equal(unknown, noId);
    }

    [Theory]
    [InlineData("", 400, "body is empty")]
    [InlineData("{\"model\":", 400, "line 1")]
    [InlineData("[]", 422, "must be a JSON object")]
    [InlineData("{\"input\":{}}", 422, "model is required")]
    [InlineData("{\"model\":\"\",\"input\":{}}", 422, "model is required")]
    [InlineData("{\"model\":7,\"input\":{}}", 422, "model must be a string")]
    [InlineData("{\"model\":\"google/nano-banana\"}", 422, "input is required")]
    [InlineData("{\"model\":\"google/nano-banana\",\"input\":{}}", 422, "prompt is required")]
    [InlineData("{\"model\":\"google/nano-banana\",\"input\":[]}", 422, "input must be an object")]
    [InlineData("{\"model\":\"no-such-model\",\"input\":{}}", 422, "The model name 'no-such-model' is not supported.")]
    [InlineData("{\"model\":\"a\",\"model\":\"b\",\"input\":{}}", 422, "model is given twice")]
    [InlineData("{\"model\":\"a\\u0000\",\"input\":{}}", 422, "model must not contain the character U+0000")]
    [InlineData("{\"model\":\"\\ud800\",\"input\":{}}", 422, "model must not contain half of a character")]
    [InlineData("{\"model\":\"google/nano-banana\",\"input\":{\"prompt\":\"\\u0000\"}}", 422, "prompt must not contain the character U+0000")]
    [InlineData("{\"model\":\"google/nano-banana\",\"input\":{\"prompt\":\"a\",\"prompt\":\"b\"}}", 422, "prompt is given twice")]
    [InlineData("{\"model\":\"google/nano-banana\",\"callBackUrl\":\"http://example.com\",\"input\":{\"prompt\":\"a\"}}", 422, "use https://")]
    [InlineData("{\"model\":\"google/nano-banana\",\"callBackUrl\":\"https://10.0.0.1/\",\"input\":{\"prompt\":\"a\"}}", 422, "not an address of the public Internet")]
    public async Task A_bad_body_is_refused_with_the_field_and_the_cure(string body, int code, string message)
    {
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(100));

        var (status, text) = await PostAsync(host.Client(tenant), body);

        using var answer = JsonDocument.Parse(text);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(code, answer.RootElement.GetProperty("code").GetInt32());
        Assert.Contains(message, answer.RootElement.GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("data").ValueKind);
        Assert.Equal(0L, await host.House.ScalarAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Value));
    }

    [Fact]
    public async Task Nesting_without_end_is_refused_by_the_name_of_the_field()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));

        var (_, text) = await PostAsync(host.Client(await host.House.OpenWorkspaceAsync()), $$$"""{"model":"google/nano-banana","input":{"prompt":{{{deep}}}}}""");

        Assert.Contains("prompt", text, StringComparison.Ordinal);
        Assert.Contains("nested deeper", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_gets_the_envelope_with_a_real_401()
    {
        var (status, text) = await PostAsync(host.Client(), Good);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.StartsWith("""{"code":401,"msg":"You do not have access permissions""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_a_real_413()
    {
        var body = $$$"""{"model":"google/nano-banana","input":{"prompt":"{{{new string('a', 1024 * 1024)}}}"}}""";

        var (status, text) = await PostAsync(host.Client(await host.House.OpenWorkspaceAsync()), body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.StartsWith("""{"code":413,""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_credits_say_how_many_are_needed_and_available_and_where_to_get_more()
    {
        var (status, text) = await PostAsync(host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(1))), Good);

        using var answer = JsonDocument.Parse(text);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(402, answer.RootElement.GetProperty("code").GetInt32());
        Assert.True(answer.RootElement.GetProperty("details").GetProperty("needed").GetDecimal() > 1);
        Assert.Equal(1, answer.RootElement.GetProperty("details").GetProperty("available").GetDecimal());
        Assert.EndsWith("/app/billing", answer.RootElement.GetProperty("details").GetProperty("link").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credit_is_a_bare_number_of_our_credits_without_the_held_part()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(100)));
        var before = await client.GetStringAsync("/api/v1/chat/credit");
        await PostAsync(client, Good);

        using var after = JsonDocument.Parse(await client.GetStringAsync("/api/v1/chat/credit"));

        Assert.Equal("""{"code":200,"msg":"success","data":100}""", before);
        Assert.True(after.RootElement.GetProperty("data").GetDecimal() < 100);
    }

    [Fact]
    public async Task A_link_that_is_not_ours_has_no_download()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync());

        var answer = await client.PostAsync("/api/v1/common/download-url", new StringContent("""{"url":"https://example.com/files/abc"}"""));

        Assert.StartsWith("""{"code":422,"msg":"url is wrong","data":null""", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(HttpClient client, string body)
    {
        var answer = await client.PostAsync("/api/v1/jobs/createTask", new StringContent(body, Encoding.UTF8, "application/json"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("""^\{"code":200,"msg":"success","data":\{"taskId":"(?<task>[0-9a-f]{32})","recordId":"(?<record>[0-9a-f]{32})"\}\}$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Created();
}
