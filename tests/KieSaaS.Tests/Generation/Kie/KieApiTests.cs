using System.Text;
using KieSaaS.Generation;
using KieSaaS.Generation.Kie;
using KieSaaS.Tests.Sandbox;

namespace KieSaaS.Tests.Generation.Kie;

/// <summary>The APIs with paths of their own: what goes out, and what their records mean. The shapes are those of the reference, sections 2.1 to 2.7.</summary>
public sealed class KieApiTests(SandboxFixture fixture) : KieTest(fixture)
{
    private const string Callback = "http://127.0.0.1:9/callbacks/kie/tok";

    public static TheoryData<string> Dedicated => [.. KieApi.Names.Where(name => name != "jobs")];

    [Theory]
    [MemberData(nameof(Dedicated))]
    public async Task A_task_is_created_read_and_finished_in_its_own_words(string api)
    {
        var id = await StartAsync(new CreateTask("m", $$"""{"prompt":"{{Prompt}}"}""", Callback) { Api = api });
        var before = await Client().ReadAsync(id, api, CancellationToken.None);
        await Sandbox.FinishAsync(id);
        var after = await Client().ReadAsync(id, api, CancellationToken.None);

        Assert.True(before is { Phase: TaskPhase.Waiting or TaskPhase.Generating, Results: [] });
        Assert.True(after is { Phase: TaskPhase.Success, Results.Count: > 0 });
        await using var file = await Client().DownloadAsync(after.Results[0], CancellationToken.None);

        // Runway's record repeats the prompt alone; all others repeat the whole request.
        Assert.Equal(api == "runway" ? null : Callback, after.CallbackUrl);
    }

    [Theory]
    [MemberData(nameof(Dedicated))]
    public async Task A_failure_says_why(string api)
    {
        await Sandbox.AddFaultAsync("create", "fail-task", new { failCode = "451", failMsg = "The picture could not be fetched." });
        var id = await StartAsync(new CreateTask("m", $$"""{"prompt":"{{Prompt}}"}""", Callback) { Api = api });
        await Sandbox.FinishAsync(id);

        var failed = await Client().ReadAsync(id, api, CancellationToken.None);
        Assert.True(failed is { Phase: TaskPhase.Fail, FailCode: "451", FailMessage: "The picture could not be fetched.", Results: [] });
    }

    [Theory]
    [MemberData(nameof(Dedicated))]
    public async Task A_task_of_another_api_is_unknown(string api)
    {
        var id = await StartAsync();

        Assert.Null(await Client().ReadAsync(id, api, CancellationToken.None));
        Assert.Null(await Client().ReadAsync("no-such-task", api, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Dedicated))]
    public async Task Its_callback_names_the_task_wherever_it_puts_it(string api)
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        var id = await StartAsync(new CreateTask("m", $$"""{"prompt":"{{Prompt}}"}""", receiver.Url) { Api = api });

        var received = (await receiver.WaitAsync(Sandbox, 1))[0];

        Assert.Equal(id, KieCallback.Read(Encoding.UTF8.GetBytes(received.Body))?.TaskId);
    }

    [Fact]
    public async Task Suno_wants_a_callback_address()
    {
        var answer = await Client().CreateAsync(new CreateTask("V5", """{"prompt":"a"}""", null) { Api = "suno" }, CancellationToken.None);

        Assert.True(answer is CreateAnswer.Refused { Code: 422, IsRetryable: false });
    }

    [Theory]
    [InlineData("gpt4o-image", """{"taskId":"t","successFlag":0,"progress":"0.45","status":"GENERATING"}""", "Generating", 45, 0)]
    [InlineData("gpt4o-image", """{"taskId":"t","successFlag":1,"progress":"1.00","response":{"resultUrls":["https://a.example/1","https://a.example/2"]}}""", "Success", 100, 2)]
    [InlineData("flux-kontext", """{"taskId":"t","successFlag":1,"response":{"originImageUrl":"https://a.example/o","resultImageUrl":"https://a.example/r"}}""", "Success", null, 1)]
    [InlineData("flux-kontext", """{"taskId":"t","successFlag":2,"errorCode":"400"}""", "Fail", null, 0)]
    [InlineData("veo", """{"taskId":"t","successFlag":1,"response":{"taskId":"t","resultUrls":["https://a.example/v"],"originUrls":null}}""", "Success", null, 1)]
    [InlineData("runway", """{"taskId":"t","state":"queueing","videoInfo":null}""", "Queuing", null, 0)]
    [InlineData("runway", """{"taskId":"t","state":"success","videoInfo":{"videoUrl":"https://a.example/v","imageUrl":"https://a.example/p"}}""", "Success", null, 1)]
    [InlineData("aleph", """{"taskId":"t","successFlag":1,"response":{"resultVideoUrl":"https://a.example/v","resultImageUrl":"https://a.example/p"}}""", "Success", null, 1)]
    [InlineData("mj", """{"taskId":"t","successFlag":1,"resultInfoJson":{"resultUrls":[{"resultUrl":"https://a.example/0"},{"resultUrl":"https://a.example/1"}]}}""", "Success", null, 2)]
    [InlineData("suno", """{"taskId":"t","status":"FIRST_SUCCESS","response":{"sunoData":[{"audioUrl":"https://a.example/1"}]}}""", "Generating", null, 0)]
    [InlineData("suno", """{"taskId":"t","status":"SUCCESS","response":{"sunoData":[{"audioUrl":"https://a.example/1"},{"audioUrl":"https://a.example/2"}]}}""", "Success", null, 2)]
    [InlineData("suno", """{"taskId":"t","status":"SENSITIVE_WORD_ERROR"}""", "Fail", null, 0)]
    [InlineData("luma", """{"taskId":"t","successFlag":4,"response":{"resultUrls":["https://a.example/v"]}}""", "Success", null, 1)]
    public void A_record_is_understood(string api, string data, string phase, int? progress, int results)
    {
        var seen = KieRecord.Read(200, Encoding.UTF8.GetBytes($$"""{"code":200,"msg":"success","data":{{data}}}"""), "t", KieApi.Of(api))!;

        Assert.Equal((phase, progress, results), (seen.Phase.ToString(), seen.Progress, seen.Results.Count));
    }

    [Theory]
    [InlineData("veo", """{"taskId":"t","successFlag":9}""")]
    [InlineData("veo", """{"taskId":"t"}""")]
    [InlineData("suno", """{"taskId":"t","status":"success"}""")]
    [InlineData("mj", """{"taskId":"t","successFlag":1,"resultInfoJson":{"resultUrls":[{"resultUrl":7}]}}""")]
    public void A_record_that_says_nothing_is_asked_for_again(string api, string data) => Assert.True(Assert.Throws<ProviderException>(() =>
        KieRecord.Read(200, Encoding.UTF8.GetBytes($$"""{"code":200,"msg":"success","data":{{data}}}"""), "t", KieApi.Of(api))).IsRetryable);
}
