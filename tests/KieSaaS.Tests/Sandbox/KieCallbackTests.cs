using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Sandbox;

public sealed class KieCallbackTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    [Fact]
    public async Task A_success_is_posted_with_a_signature_over_its_id_and_the_time()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        var id = await Kie.CreateAsync("nano-banana-2", "a fox", receiver.Url);
        var received = (await receiver.WaitAsync(Sandbox, 1))[0];

        Assert.Equal(SignatureOf(id, received), received.Signature);
        var created = (await Kie.RecordAsync(id))["createTime"]!.GetValue<long>();
        var url = await Kie.ResultUrlAsync(id);
        Assert.Equal(
            $$$$"""{"code":200,"msg":"Playground task completed successfully.","data":{"taskId":"{{{{id}}}}","model":"nano-banana-2","state":"success","param":"{\"input\":\"{\\\"prompt\\\":\\\"a fox\\\"}\",\"callBackUrl\":\"{{{{receiver.Url}}}}\",\"model\":\"nano-banana-2\"}","resultJson":"{\"resultUrls\":[\"{{{{url}}}}\"]}","failCode":null,"failMsg":null,"costTime":2,"completeTime":{{{{created + 2000}}}},"createTime":{{{{created}}}},"updateTime":{{{{created + 2000}}}},"creditsConsumed":4}}""",
            received.Body);
    }

    [Fact]
    public async Task A_failure_is_posted_with_501_and_no_result()
    {
        await using var receiver = await CallbackReceiver.StartAsync();
        await Kie.CreateAsync("nano-banana-2", "a [fail] fox", receiver.Url);
        var body = JsonNode.Parse((await receiver.WaitAsync(Sandbox, 1))[0].Body)!;

        Assert.Equal((501, "Playground task failed."), ((int)body["code"]!, (string?)body["msg"]));
        Assert.Equal(("fail", "500", 0m), ((string?)body["data"]!["state"], (string?)body["data"]!["failCode"], (decimal)body["data"]!["creditsConsumed"]!));
        Assert.Null(body["data"]!["resultJson"]);
    }

    [Fact]
    public async Task A_callback_that_is_refused_comes_again()
    {
        await using var receiver = await CallbackReceiver.StartAsync(500, 503);
        await Kie.CreateAsync("nano-banana-2", "a fox", receiver.Url);

        Assert.Equal(3, (await receiver.WaitAsync(Sandbox, 3)).Count);
        var task = await SettledAsync(seen => seen.CallbackDelivered);
        Assert.Equal(3, task.CallbackAttempts);
    }

    [Fact]
    public async Task After_three_more_attempts_it_gives_up()
    {
        await using var receiver = await CallbackReceiver.StartAsync(500, 500, 500, 500);
        await Kie.CreateAsync("nano-banana-2", "a fox", receiver.Url);

        await receiver.WaitAsync(Sandbox, 4);
        Assert.False((await SettledAsync(seen => seen.CallbackAttempts == 4)).CallbackDelivered);
        await Sandbox.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(4, (await receiver.WaitAsync(Sandbox, 4)).Count);
    }

    [Fact]
    public async Task A_duplicate_arrives_twice()
    {
        await Sandbox.AddFaultAsync("callback", "duplicate");
        await using var receiver = await CallbackReceiver.StartAsync();
        await Kie.CreateAsync("nano-banana-2", "a fox", receiver.Url);

        var received = await receiver.WaitAsync(Sandbox, 2);
        Assert.Equal(received[0].Body, received[1].Body);
    }

    [Fact]
    public async Task A_corrupt_signature_does_not_match()
    {
        await Sandbox.AddFaultAsync("callback", "corrupt-signature");
        await using var receiver = await CallbackReceiver.StartAsync();
        var id = await Kie.CreateAsync("nano-banana-2", "a fox", receiver.Url);

        var received = (await receiver.WaitAsync(Sandbox, 1))[0];
        Assert.NotEqual(SignatureOf(id, received), received.Signature);
    }

    [Fact]
    public async Task Without_a_key_there_is_no_signature_and_a_dropped_callback_never_comes()
    {
        await Sandbox.ChangeSettingsAsync(new { callbackKey = (string?)null });
        await Sandbox.AddFaultAsync("callback", "drop", model: "z-image");
        await using var receiver = await CallbackReceiver.StartAsync();
        await Kie.CreateAsync("z-image", "dropped", receiver.Url);
        await Kie.CreateAsync("kling-3.0/video", "sent later", receiver.Url);

        var received = Assert.Single(await receiver.WaitAsync(Sandbox, 1));
        Assert.Contains("sent later", received.Body, StringComparison.Ordinal);
        Assert.Equal((null, null), (received.Timestamp, received.Signature));
    }

    private static string SignatureOf(string id, Received received) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(SandboxFixture.CallbackKey), Encoding.UTF8.GetBytes($"{id}.{received.Timestamp}")));

    /// <summary>The receiver knows of an attempt a moment before the sandbox has noted its outcome.</summary>
    private async Task<SandboxTask> SettledAsync(Func<SandboxTask, bool> settled)
    {
        var deadline = Task.Delay(TimeSpan.FromSeconds(30));
        while (true)
        {
            var task = Assert.Single(await Sandbox.TasksAsync());
            if (settled(task))
            {
                return task;
            }

            Assert.False(deadline.IsCompleted, $"The task stays at {task}.");
        }
    }
}
