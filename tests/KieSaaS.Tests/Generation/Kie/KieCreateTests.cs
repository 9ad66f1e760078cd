using System.Text;
using KieSaaS.Generation;
using KieSaaS.Generation.Kie;
using KieSaaS.Tests.Sandbox;
using Microsoft.AspNetCore.Http;

namespace KieSaaS.Tests.Generation.Kie;

public sealed class KieCreateTests(SandboxFixture fixture) : KieTest(fixture)
{
    private const string Path = "POST /api/v1/jobs/createTask";

    [Fact]
    public async Task A_task_is_started_with_model_input_and_callback()
    {
        var id = await StartAsync(new CreateTask("kling-3.0/video", """{"prompt":"a","duration":5}""", "http://127.0.0.1:9/callbacks/kie/abc"));

        var task = Assert.Single(await Sandbox.TasksAsync());
        Assert.Equal((id, "kling-3.0/video", "http://127.0.0.1:9/callbacks/kie/abc"), (task.TaskId, task.Model, task.CallBackUrl));
        Assert.Equal("""{"prompt":"a","duration":5}""", task.Input.GetRawText());
    }

    [Fact]
    public async Task The_input_goes_out_exactly_as_it_was_priced()
    {
        const string input = """{ "prompt":"Привет \u00e9 <b>&+</b>", "n": 1.50, "big": 12345678901234567890 }""";
        var body = "";
        await using var server = await LocalServer.StartAsync(async http =>
        {
            body = await new StreamReader(http.Request.Body).ReadToEndAsync();
            await http.Response.WriteAsync("""{"code":200,"msg":"success","data":{"taskId":"t1"}}""");
        });

        Assert.Equal(new CreateAnswer.Accepted("t1"), await Client(new Uri(server.Url)).CreateAsync(new CreateTask("m", input, null), CancellationToken.None));
        Assert.Equal($$"""{"model":"m","input":{{input}}}""", body);
    }

    [Theory]
    [InlineData("lose-response", 1)]
    [InlineData("drop", 0)]
    public async Task A_lost_answer_is_unknown_and_the_create_is_sent_once(string effect, int tasks)
    {
        // A second call on the same connection: the handler must not repeat it on a fresh one by itself.
        var client = Client();
        await client.ReadBalanceAsync(CancellationToken.None);
        await Sandbox.AddFaultAsync("create", effect);

        Assert.IsType<CreateAnswer.Unknown>(await client.CreateAsync(Picture, CancellationToken.None));
        Assert.Equal(tasks, (await Sandbox.TasksAsync()).Count);
        Assert.Equal(1, (await Sandbox.CallsAsync())[Path]);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_unknown()
    {
        await Sandbox.AddFaultAsync("create", "delay", 30);
        var answer = await Client(c => c with { CreateTimeout = TimeSpan.FromMilliseconds(300) }).CreateAsync(Picture, CancellationToken.None);
        Assert.IsType<CreateAnswer.Unknown>(answer);
        Assert.Equal(1, (await Sandbox.CallsAsync())[Path]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_server_error_without_an_envelope_is_unknown(int status)
    {
        await Sandbox.AddFaultAsync("create", "status", status);
        Assert.IsType<CreateAnswer.Unknown>(await Client().CreateAsync(Picture, CancellationToken.None));
        Assert.Equal(1, (await Sandbox.CallsAsync())[Path]);
    }

    [Theory]
    [InlineData(400, false, false)]
    [InlineData(401, true, true)]
    [InlineData(402, true, true)]
    [InlineData(404, false, false)]
    [InlineData(413, false, false)]
    [InlineData(422, false, false)]
    [InlineData(429, true, false)]
    [InlineData(430, true, false)]
    [InlineData(433, true, true)]
    [InlineData(451, false, false)]
    [InlineData(455, true, false)]
    [InlineData(500, true, false)]
    [InlineData(505, false, false)]
    [InlineData(550, true, false)]
    public async Task A_clear_no_is_a_refusal_that_says_whether_later_may_help(int code, bool isRetryable, bool isOurs)
    {
        await Sandbox.AddFaultAsync("create", "code", code);
        var refused = Assert.IsType<CreateAnswer.Refused>(await Client().CreateAsync(Picture, CancellationToken.None));
        Assert.Equal((code, isRetryable, isOurs), (refused.Code, refused.IsRetryable, refused.IsOurs));
        Assert.Empty(await Sandbox.TasksAsync());
        Assert.Equal(1, (await Sandbox.CallsAsync())[Path]);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(201)]
    [InlineData(999)]
    public async Task A_code_that_does_not_say_that_nothing_runs_is_unknown(int code)
    {
        await Sandbox.AddFaultAsync("create", "code", code);
        Assert.IsType<CreateAnswer.Unknown>(await Client().CreateAsync(Picture, CancellationToken.None));
    }

    [Fact]
    public async Task Strict_statuses_mean_the_same_as_codes()
    {
        await Sandbox.ChangeSettingsAsync(new { strictStatus = true });
        var refused = Assert.IsType<CreateAnswer.Refused>(await Client().CreateAsync(Picture with { Input = "{}" }, CancellationToken.None));
        Assert.Equal((422, "prompt is required", false), (refused.Code, refused.Message, refused.IsRetryable));
    }

    [Fact]
    public async Task A_wrong_key_is_our_fault_and_not_the_users()
    {
        var refused = Assert.IsType<CreateAnswer.Refused>(await Client(c => c with { ApiKey = "bad" }).CreateAsync(Picture, CancellationToken.None));
        Assert.True(refused is { Code: 401, IsOurs: true });
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://nobody.invalid")]
    public async Task A_request_that_never_left_is_refused_for_now(string address)
    {
        var refused = Assert.IsType<CreateAnswer.Refused>(await Client(new Uri(address)).CreateAsync(Picture, CancellationToken.None));
        Assert.True(refused is { Code: 0, IsRetryable: true });
    }

    [Fact]
    public async Task A_failed_handshake_never_sent_anything()
    {
        var https = new UriBuilder(Sandbox.Address) { Scheme = "https" }.Uri;
        Assert.True(await Client(https).CreateAsync(Picture, CancellationToken.None) is CreateAnswer.Refused { IsRetryable: true });
        Assert.DoesNotContain(Path, (await Sandbox.CallsAsync()).Keys);
    }

    [Fact]
    public async Task A_cancellation_is_a_cancellation()
    {
        await Sandbox.AddFaultAsync("create", "delay", 30);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client().CreateAsync(Picture, stop.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Welcome</html>")]
    [InlineData("{\"code\":200")]
    [InlineData("{\"code\":200}")]
    [InlineData("{\"code\":200,\"data\":{\"taskId\":\"\"}}")]
    [InlineData("{\"code\":200,\"data\":{\"taskId\":7}}")]
    [InlineData("{\"code\":200,\"data\":{\"taskId\":\"a b\"}}")]
    [InlineData("{\"code\":200,\"data\":{\"taskId\":\"\\ud800\"}}")]
    [InlineData("{\"code\":\"x\"}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void An_answer_that_says_nothing_is_unknown(string body) =>
        Assert.IsType<CreateAnswer.Unknown>(KieCreate.Judge(200, Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_task_id_that_does_not_fit_is_unknown() =>
        Assert.IsType<CreateAnswer.Unknown>(KieCreate.Judge(200, Encoding.UTF8.GetBytes("{\"code\":200,\"data\":{\"taskId\":\"" + new string('a', 121) + "\"}}")));

    [Fact]
    public async Task Neither_prompt_nor_key_is_logged_but_each_call_is()
    {
        await StartAsync();
        await Sandbox.AddFaultAsync("create", "lose-response");
        await Client().CreateAsync(Picture, CancellationToken.None);

        Assert.Collection(
            Log.All,
            line => Assert.Matches("^Provider sandbox create: 200 in [0-9]+ ms$", line),
            line => Assert.Matches("^Provider sandbox create: no answer .* after [0-9]+ ms$", line));
        Assert.DoesNotContain(Log.All, line => line.Contains(Prompt, StringComparison.Ordinal) || line.Contains("test-key", StringComparison.Ordinal));
    }
}
