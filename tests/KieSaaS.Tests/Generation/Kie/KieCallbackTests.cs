using System.Text;
using KieSaaS.Generation;
using KieSaaS.Generation.Kie;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tests.Sandbox;
using Microsoft.Extensions.Options;

namespace KieSaaS.Tests.Generation.Kie;

public sealed class KieCallbackTests(SandboxFixture fixture) : KieTest(fixture)
{
    private readonly MovableClock _clock = new();

    [Fact]
    public async Task A_callback_as_it_is_sent_names_its_task_and_proves_its_sender()
    {
        var (body, timestamp, signature, id) = await ReceiveAsync();

        Assert.Equal(new KieCallback(id), KieCallback.Read(body));
        Assert.True(Signature().IsGenuine(Mode.Test, id, timestamp, signature));
        Assert.False(Signature("another-secret").IsGenuine(Mode.Test, id, timestamp, signature));
        Assert.False(Signature().IsGenuine(Mode.Test, id + "x", timestamp, signature));
        Assert.False(Signature().IsGenuine(Mode.Test, id, "1" + timestamp, signature));

        _clock.Advance(TimeSpan.FromSeconds(310));
        Assert.False(Signature().IsGenuine(Mode.Test, id, timestamp, signature));
    }

    [Fact]
    public async Task A_corrupt_signature_is_noticed()
    {
        await Sandbox.AddFaultAsync("callback", "corrupt-signature");
        var (_, timestamp, signature, id) = await ReceiveAsync();
        Assert.False(Signature().IsGenuine(Mode.Test, id, timestamp, signature));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("1", "AAAA")]
    [InlineData("-9223372036854775808", "x")]
    [InlineData("9223372036854775807", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("99999999999999999999", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Headers_that_make_no_sense_are_not_genuine(string? timestamp, string? signature) =>
        Assert.False(Signature().IsGenuine(Mode.Test, "t1", timestamp, signature));

    [Fact]
    public void Without_a_secret_the_unguessable_address_must_do() => Assert.True(Signature().IsGenuine(Mode.Live, "t1", null, null));

    [Theory]
    [InlineData("""{"data":{"taskId":"a1"}}""", "a1")]
    [InlineData("""{"data":{"task_id":"a2"}}""", "a2")]
    [InlineData("""{"taskId":"a3","data":null}""", "a3")]
    [InlineData("""{"taskId":"a4"}""", "a4")]
    [InlineData("""{"data":{"taskId":""}}""", null)]
    [InlineData("""{"data":{"taskId":5}}""", null)]
    [InlineData("""{"data":[]}""", null)]
    [InlineData("[]", null)]
    [InlineData("", null)]
    [InlineData("no json", null)]
    public void The_task_is_found_where_each_family_puts_it(string body, string? id) => Assert.Equal(id, KieCallback.Read(Encoding.UTF8.GetBytes(body))?.TaskId);

    [Fact]
    public void A_callback_address_is_built_on_the_public_one_and_recognised_in_a_record()
    {
        var token = CallbackAddress.NewToken();
        Assert.Equal(43, token.Length);
        var url = new CallbackAddress(Options.Create(new PublicAddress { BaseUrl = new Uri("https://portal.example.org") })).For(token);
        Assert.Equal("https://portal.example.org/callbacks/kie/" + token, url);
        Assert.Null(new CallbackAddress(Options.Create(new PublicAddress())).For(token));

        var task = new TaskSnapshot { TaskId = "t", Phase = TaskPhase.Success, CallbackUrl = url };
        Assert.True(CallbackAddress.Names(task, token));
        Assert.False(CallbackAddress.Names(task, CallbackAddress.NewToken()));
        Assert.False(CallbackAddress.Names(task with { CallbackUrl = null }, token));
    }

    private KieSignature Signature(string secret = SandboxFixture.CallbackKey) => new(Options.Create(new KieOptions { SandboxCallbackSecret = secret }), _clock);

    private async Task<(byte[] Body, string Timestamp, string Signature, string TaskId)> ReceiveAsync()
    {
        var received = new TaskCompletionSource<(byte[], string, string)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LocalServer.StartAsync(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            received.TrySetResult((body.ToArray(), http.Request.Headers[KieSignature.TimestampHeader].ToString(), http.Request.Headers[KieSignature.SignatureHeader].ToString()));
        });
        var id = await StartAsync(Picture with { CallbackUrl = server.Url + "/callbacks/kie/tok" });
        await Sandbox.FinishAsync(id);
        var (bytes, timestamp, signature) = await received.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return (bytes, timestamp, signature, id);
    }
}
