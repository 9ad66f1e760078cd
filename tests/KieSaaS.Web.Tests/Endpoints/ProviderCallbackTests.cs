using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Generation.Kie;
using KieSaaS.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>
/// Everybody can reach the addresses that providers call back. Only the token of an attempt, with a fresh signature over that
/// attempt's task, makes us ask the provider; everything else is answered as unknown and leaves nothing behind.
/// </summary>
public sealed class ProviderCallbackTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private const string TaskId = "kie-task-1", Large = "5 MB", Unstated = "5 MB of a length nobody states";

    private long Now => portal.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();

    [Theory]
    [InlineData("an unknown token")]
    [InlineData("an altered token")]
    [InlineData("a token that is too short")]
    [InlineData("a token that is too long")]
    [InlineData("no signature")]
    [InlineData("an altered signature")]
    [InlineData("another secret's signature")]
    [InlineData("a signature that is no Base64")]
    [InlineData("a signature that is too old")]
    [InlineData("a signature from the future")]
    [InlineData("the right signature with another time")]
    [InlineData("the right signature over another task")]
    [InlineData("another task, rightly signed")]
    [InlineData("JSON that breaks off")]
    [InlineData("JSON that is a list")]
    [InlineData("JSON of wrong types")]
    [InlineData("JSON without a task")]
    [InlineData("nothing")]
    [InlineData(Large)]
    [InlineData(Unstated)]
    public async Task What_is_no_callback_of_an_attempt_is_unknown_and_changes_nothing(string kind)
    {
        var (token, _) = await StartAsync();
        var before = await portal.SnapshotAsync();

        using var answer = await SendAsync(Make(kind, token), statesLength: kind != Unstated);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(kind is Large or Unstated ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEqual("", problem.RootElement.GetProperty("title").GetString());
        Assert.NotEqual("", problem.RootElement.GetProperty("traceId").GetString());
        Assert.Equal([], before.ChangesUntil(await portal.SnapshotAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","state":"success","resultJson":"{\"resultUrls\":[\"https://evil.example/x.png\"]}","creditsConsumed":0""")]
    public async Task The_attempts_own_callback_makes_us_ask_and_nothing_else_in_it_counts(string more)
    {
        var (token, attempt) = await StartAsync();
        var before = await portal.SnapshotAsync("work_items");

        using var answer = await SendAsync(new(token, Body(TaskId, more), Now, Sign(TaskId, Now)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["work of jobs and orders"], before.ChangesUntil(await portal.SnapshotAsync("work_items")).Select(change => change.Split(" changed")[0]));
        Assert.Equal(1, await portal.ScalarAsync("select count(*) from work_items where kind = 'generation.poll' and payload::text like $1", $"%{attempt}%"));
    }

    private Callback Make(string kind, string token)
    {
        var now = Now;
        var right = new Callback(token, Body(TaskId), now, Sign(TaskId, now));
        return kind switch
        {
            "an unknown token" => right with { Token = CallbackAddress.NewToken() },
            "an altered token" => right with { Token = (token[0] == 'A' ? 'B' : 'A') + token[1..] },
            "a token that is too short" => right with { Token = token[..10] },
            "a token that is too long" => right with { Token = token + token },
            "no signature" => right with { Signature = null },
            "an altered signature" => right with { Signature = (right.Signature![0] == 'A' ? 'B' : 'A') + right.Signature[1..] },
            "another secret's signature" => right with { Signature = Sign(TaskId, now, "somebody-elses-secret-0123456789-0123") },
            "a signature that is no Base64" => right with { Signature = new string('?', 44) },
            "a signature that is too old" => right with { Time = now - 310, Signature = Sign(TaskId, now - 310) },
            "a signature from the future" => right with { Time = now + 310, Signature = Sign(TaskId, now + 310) },
            "the right signature with another time" => right with { Time = now + 1 },
            "the right signature over another task" => right with { Body = Body("kie-task-2") },
            "another task, rightly signed" => right with { Body = Body("kie-task-2"), Signature = Sign("kie-task-2", now) },
            "JSON that breaks off" => right with { Body = right.Body[..^1] },
            "JSON that is a list" => right with { Body = "[]" },
            "JSON of wrong types" => right with { Body = """{"data":{"taskId":7}}""" },
            "JSON without a task" => right with { Body = """{"code":200}""" },
            "nothing" => right with { Body = "" },
            _ => right with { Body = Body(TaskId, $",\"x\":\"{new string('a', 5 * 1024 * 1024)}\"") },
        };
    }

    /// <summary>An attempt that the provider has taken, as the submitter writes it, and its token.</summary>
    private async Task<(string Token, Guid Attempt)> StartAsync()
    {
        var workspace = await portal.OpenAsync("a", Credits.Of(100));
        var job = Guid.Parse(await portal.CreateJobAsync(workspace));
        var attempt = new Attempt
        {
            Id = Guid.CreateVersion7(),
            JobId = job,
            TenantId = workspace.Tenant,
            Mode = Mode.Live,
            Number = 1,
            Provider = "kie",
            CallbackToken = CallbackAddress.NewToken(),
            State = AttemptState.Accepted,
            ProviderTaskId = TaskId,
            StartedAt = TimeProvider.System.GetUtcNow(),
        };
        await portal.InTransactionAsync(services =>
        {
            var db = services.GetRequiredService<AppDbContext>();
            db.Add(attempt);
            return db.SaveChangesAsync();
        });
        return (attempt.CallbackToken, attempt.Id);
    }

    private static string Body(string task, string more = "") => $$$"""{"code":200,"msg":"ok","data":{"taskId":"{{{task}}}"{{{more}}}}}""";

    private static string Sign(string task, long time, string secret = PortalHost.CallbackSecret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{task}.{time}")));

    private async Task<HttpResponseMessage> SendAsync(Callback callback, bool statesLength = true)
    {
        using var provider = portal.Nobody();
        using var request = new HttpRequestMessage(HttpMethod.Post, ReceiveCallback.PathPrefix + callback.Token)
        {
            Content = new StringContent(callback.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = !statesLength;
        request.Headers.Add(ReceiveCallback.TimestampHeader, callback.Time.ToString(CultureInfo.InvariantCulture));
        if (callback.Signature is { } signature)
        {
            request.Headers.TryAddWithoutValidation(ReceiveCallback.SignatureHeader, signature);
        }

        return await provider.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed record Callback(string Token, string Body, long Time, string? Signature);
}
