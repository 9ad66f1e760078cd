using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Endpoints;

/// <summary>Everybody can reach the address that Stripe's notices come to. What is not exactly a notice of Stripe's is told why not, and leaves nothing behind.</summary>
public sealed class StripeNoticeTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private const string Path = "/webhooks/stripe", Unstated = "5 MB of a length nobody states", OtherSecret = "whsec_somebody-elses-secret-0123456789";

    private static readonly TimeSpan TooFar = TimeSpan.FromSeconds(310);

    private long Now => portal.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();

    [Theory]
    [InlineData("no signature", HttpStatusCode.BadRequest, "missing")]
    [InlineData("an empty signature", HttpStatusCode.BadRequest, "missing")]
    [InlineData("an altered signature", HttpStatusCode.BadRequest, "not made with")]
    [InlineData("another secret's signature", HttpStatusCode.BadRequest, "not made with")]
    [InlineData("a signature without a secret", HttpStatusCode.BadRequest, "not made with")]
    [InlineData("a signature of the older scheme", HttpStatusCode.BadRequest, "missing")]
    [InlineData("the right signature with another time", HttpStatusCode.BadRequest, "not made with")]
    [InlineData("the right signature over other bytes", HttpStatusCode.BadRequest, "not made with")]
    [InlineData("a signature that is too old", HttpStatusCode.BadRequest, "five minutes")]
    [InlineData("a signature from the future", HttpStatusCode.BadRequest, "five minutes")]
    [InlineData("signed JSON that breaks off", HttpStatusCode.BadRequest, "not an event")]
    [InlineData("signed JSON of wrong types", HttpStatusCode.BadRequest, "not an event")]
    [InlineData("signed JSON that is null", HttpStatusCode.BadRequest, "not an event")]
    [InlineData("a signed nothing", HttpStatusCode.BadRequest, "not an event")]
    [InlineData("5 MB, rightly signed", HttpStatusCode.RequestEntityTooLarge, "larger than")]
    [InlineData(Unstated, HttpStatusCode.RequestEntityTooLarge, "larger than")]
    public async Task What_is_no_notice_of_Stripes_is_refused_with_its_reason_and_changes_nothing(string kind, HttpStatusCode status, string reason)
    {
        await portal.OpenAsync("buyer", Kernel.Credits.Of(10));
        var before = await portal.SnapshotAsync();

        using var answer = await SendAsync(Make(kind), statesLength: kind != Unstated);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(reason, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("", problem.RootElement.GetProperty("traceId").GetString());
        Assert.Equal([], before.ChangesUntil(await portal.SnapshotAsync()));
    }

    [Fact]
    public async Task A_notice_of_Stripes_is_kept_once_and_moves_no_credit_by_itself()
    {
        var notice = Notice("evt_kept");
        var before = await portal.SnapshotAsync("billing_stripe_events", "work_items");

        for (var time = 0; time < 2; time++)
        {
            using var answer = await SendAsync((notice, Sign(notice, portal.StripeSecret, Now)));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(1, await portal.ScalarAsync("select count(*) from billing_stripe_events where id = 'evt_kept'"));
        Assert.Equal(["work of jobs and orders"], before.ChangesUntil(await portal.SnapshotAsync("billing_stripe_events", "work_items")).Select(change => change.Split(" changed")[0]));
    }

    private (byte[] Body, string? Signature) Make(string kind)
    {
        var (notice, secret, now) = (Notice("evt_" + Guid.NewGuid().ToString("n")), portal.StripeSecret, Now);
        var right = Sign(notice, secret, now);
        var large = Encoding.UTF8.GetBytes($$"""{"id":"evt_large","padding":"{{new string('a', 5 * 1024 * 1024)}}"}""");
        return kind switch
        {
            "no signature" => (notice, null),
            "an empty signature" => (notice, " "),
            "an altered signature" => (notice, right[..^1] + (right[^1] == '0' ? '1' : '0')),
            "another secret's signature" => (notice, Sign(notice, OtherSecret, now)),
            "a signature without a secret" => (notice, Sign(notice, "", now)),
            "a signature of the older scheme" => (notice, right.Replace("v1=", "v0=", StringComparison.Ordinal)),
            "the right signature with another time" => (notice, right.Replace($"t={now}", $"t={now + 1}", StringComparison.Ordinal)),
            "the right signature over other bytes" => ([.. notice, (byte)' '], right),
            "a signature that is too old" => (notice, Sign(notice, secret, now - (long)TooFar.TotalSeconds)),
            "a signature from the future" => (notice, Sign(notice, secret, now + (long)TooFar.TotalSeconds)),
            "signed JSON that breaks off" => Signed(notice[..^2]),
            "signed JSON of wrong types" => Signed("""{"id":7,"type":{},"created":"x","data":[]}"""u8.ToArray()),
            "signed JSON that is null" => Signed("null"u8.ToArray()),
            "a signed nothing" => Signed([]),
            _ => Signed(large),
        };

        (byte[] Body, string? Signature) Signed(byte[] body) => (body, Sign(body, secret, now));
    }

    private byte[] Notice(string id) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id,
        type = "checkout.session.completed",
        created = Now,
        data = new { @object = new { @object = "checkout.session", id = "cs_test_none" } },
    });

    private static string Sign(byte[] body, string secret, long time)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(time.ToString(CultureInfo.InvariantCulture) + "."), .. body];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }

    private async Task<HttpResponseMessage> SendAsync((byte[] Body, string? Signature) notice, bool statesLength = true)
    {
        using var stripe = portal.Nobody();
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(notice.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = !statesLength;
        if (notice.Signature is { } signature)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        return await stripe.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
