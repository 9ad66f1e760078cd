using System.Net.Http.Json;

namespace KieSaaS.Tests.Sandbox;

/// <summary>The wire, byte for byte: keys in their order, double-encoded texts, nulls written.</summary>
public sealed class KieShapesTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    private const string FirstId = "f5ff61d7b533cd7371f120b74bb93602";
    private const string CallBack = "http://127.0.0.1:9/hook";
    private const string Param = """{\"input\":\"{\\\"prompt\\\":\\\"a \\\\\\\"red\\\\\\\" fox\\\",\\\"n\\\":\\\"1\\\"}\",\"callBackUrl\":\"http://127.0.0.1:9/hook\",\"model\":\"nano-banana-2\"}""";

    [Fact]
    public async Task A_create_answers_with_the_same_id_twice()
    {
        using var response = await CreateAsync("a \"red\" fox");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("application/json;charset=UTF-8", response.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.Equal($$$$"""{"code":200,"msg":"success","data":{"taskId":"{{{{FirstId}}}}","recordId":"{{{{FirstId}}}}"}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_running_task_has_an_empty_result()
    {
        await Sandbox.AddFaultAsync("create", "never-finish");
        (await CreateAsync("a \"red\" fox")).Dispose();
        var created = (await Kie.RecordAsync(FirstId))["createTime"]!.GetValue<long>();

        Assert.Equal(
            $$$$"""{"code":200,"msg":"success","data":{"taskId":"{{{{FirstId}}}}","model":"nano-banana-2","state":"generating","param":"{{{{Param}}}}","resultJson":"","failCode":null,"failMsg":null,"costTime":null,"completeTime":null,"createTime":{{{{created}}}},"updateTime":{{{{created}}}},"creditsConsumed":null,"progress":0,"successFlag":0,"response":null}}""",
            await Sandbox.Http.GetStringAsync(KieClient.Record + FirstId));
    }

    [Fact]
    public async Task A_success_carries_its_result_as_text_and_as_an_object()
    {
        (await CreateAsync("a \"red\" fox")).Dispose();
        await Sandbox.AdvanceAsync(TimeSpan.FromSeconds(2));
        var created = (await Kie.RecordAsync(FirstId))["createTime"]!.GetValue<long>();
        var url = $"{Sandbox.Address.GetLeftPart(UriPartial.Authority)}/_files/{FirstId}-0.png";

        Assert.Equal(
            $$$$"""{"code":200,"msg":"success","data":{"taskId":"{{{{FirstId}}}}","model":"nano-banana-2","state":"success","param":"{{{{Param}}}}","resultJson":"{\"resultUrls\":[\"{{{{url}}}}\"]}","failCode":null,"failMsg":null,"costTime":2,"completeTime":{{{{created + 2000}}}},"createTime":{{{{created}}}},"updateTime":{{{{created + 2000}}}},"creditsConsumed":4,"progress":100,"successFlag":1,"response":{"resultUrls":["{{{{url}}}}"]}}}""",
            await Sandbox.Http.GetStringAsync(KieClient.Record + FirstId));
    }

    [Fact]
    public async Task A_failure_says_why_and_costs_nothing()
    {
        var id = await Kie.CreateAsync("nano-banana-2", "a [fail] fox");
        await Sandbox.AdvanceAsync(TimeSpan.FromSeconds(2));
        var created = (await Kie.RecordAsync(id))["createTime"]!.GetValue<long>();

        Assert.Equal(
            $$$$"""{"code":200,"msg":"success","data":{"taskId":"{{{{id}}}}","model":"nano-banana-2","state":"fail","param":"{\"input\":\"{\\\"prompt\\\":\\\"a [fail] fox\\\"}\",\"model\":\"nano-banana-2\"}","resultJson":"","failCode":"500","failMsg":"This task failed because its prompt contains [fail].","costTime":2,"completeTime":{{{{created + 2000}}}},"createTime":{{{{created}}}},"updateTime":{{{{created + 2000}}}},"creditsConsumed":0,"progress":0,"successFlag":3,"response":null}}""",
            await Sandbox.Http.GetStringAsync(KieClient.Record + id));
    }

    [Fact]
    public async Task An_unknown_task_is_answered_with_422_inside_a_200() =>
        Assert.Equal("""{"code":422,"msg":"recordInfo is null","data":null}""", await Sandbox.Http.GetStringAsync(KieClient.Record + "test"));

    [Fact]
    public async Task The_balance_is_a_bare_number_with_decimals() =>
        Assert.Equal("""{"code":200,"msg":"success","data":1000000.00}""", await Sandbox.Http.GetStringAsync("/api/v1/chat/credit"));

    private Task<HttpResponseMessage> CreateAsync(string prompt) =>
        Sandbox.Http.PostAsJsonAsync(KieClient.Create, new { model = "nano-banana-2", callBackUrl = CallBack, input = new { prompt, n = "1" } });
}
