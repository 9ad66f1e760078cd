using System.Net;
using KieSaaS.Kernel;
using KieSaaS.Net;
using Microsoft.AspNetCore.Http;

namespace KieSaaS.Tests.Net;

/// <summary>What the guarded client does on the wire, with real servers on this machine. Only DNS is ours, because names must change between questions.</summary>
public sealed class GuardedHttpTests : IDisposable
{
    private static readonly IPAddress Outside = IPAddress.Parse("93.184.215.14");

    private readonly Names _names = new();
    private readonly GuardedHttp _open, _closed;

    public GuardedHttpTests()
    {
        _open = new GuardedHttp(new GuardedAddress(allowLoopback: true), _names, TimeProvider.System);
        _closed = new GuardedHttp(new GuardedAddress(allowLoopback: false), _names, TimeProvider.System);
    }

    public void Dispose()
    {
        _open.Dispose();
        _closed.Dispose();
    }

    [Theory]
    [MemberData(nameof(GuardedAddressTests.Forbidden), MemberType = typeof(GuardedAddressTests))]
    public async Task A_dangerous_form_is_refused_again_at_delivery(string text)
    {
        var answer = await _closed.SendAsync(new GuardedRequest(HttpMethod.Post, text), CancellationToken.None);

        Assert.Equal(RefusalKind.Invalid, answer.Refusal?.Kind);
        Assert.Equal(0, _names.Questions);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("10.1.2.3")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fd00:ec2::254")]
    public async Task A_harmless_name_for_an_inner_address_is_refused(string inner)
    {
        _names.Answer = [IPAddress.Parse(inner)];
        var answer = await _closed.SendAsync(new GuardedRequest(HttpMethod.Post, "https://hooks.example.com/"), CancellationToken.None);

        Assert.Equal("net.address-private", answer.Refusal?.Code);
        Assert.DoesNotContain(inner, answer.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_inner_address_among_public_ones_is_enough_to_refuse()
    {
        _names.Answer = [Outside, IPAddress.Loopback];
        Assert.Equal("net.address-private", (await _closed.SendAsync(new GuardedRequest(HttpMethod.Get, "https://hooks.example.com/"), CancellationToken.None)).Refusal?.Code);
    }

    [Fact]
    public async Task A_name_that_was_public_when_it_was_registered_is_refused_once_it_points_inside()
    {
        await using var inner = await LocalServer.StartAsync(http => http.Response.WriteAsync("secret"));
        var port = new Uri(inner.Url).Port;
        Assert.True(new GuardedAddress(allowLoopback: false).Check("https://rebind.example.com:8443/").Succeeded);

        // Even where development allows loopback: a name is not this machine's name. The one answer decides, nobody asks a second time.
        _names.Answer = [IPAddress.Loopback];
        var connection = new GuardedConnection(_names, new GuardedAddress(allowLoopback: true));
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = connection.OpenAsync });
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync($"http://rebind.example.com:{port}/"));

        Assert.IsType<ForbiddenAddressException>(failure.InnerException);
        Assert.Equal(1, _names.Questions);
        Assert.Empty(inner.Requests);
    }

    [Fact]
    public async Task The_connection_goes_to_the_answer_that_was_checked()
    {
        await using var server = await LocalServer.StartAsync(http => http.Response.WriteAsync("here"));

        // The machine itself would not know this answer: that the call arrives shows that our one answer was used.
        _names.Answer = [IPAddress.Parse("127.0.0.1")];
        var answer = await _open.SendAsync(new GuardedRequest(HttpMethod.Get, server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)), CancellationToken.None);

        Assert.True(answer.Value?.IsSuccess, answer.Refusal?.Message);
        Assert.Equal(1, _names.Questions);
    }

    [Fact]
    public async Task Localhost_that_points_elsewhere_is_refused()
    {
        _names.Answer = [IPAddress.Parse("10.0.0.1")];
        Assert.Equal("net.address-private", (await _open.SendAsync(new GuardedRequest(HttpMethod.Get, "http://localhost:1/"), CancellationToken.None)).Refusal?.Code);
    }

    [Fact]
    public async Task The_body_and_its_headers_arrive_and_nothing_of_ours_does()
    {
        var seen = new TaskCompletionSource<(string Body, IHeaderDictionary Headers)>();
        await using var server = await LocalServer.StartAsync(async http =>
        {
            var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
            seen.SetResult((body, new HeaderDictionary(http.Request.Headers.ToDictionary())));
            http.Response.Headers.RetryAfter = "7";
            http.Response.StatusCode = 429;
        });
        var answer = await _open.SendAsync(
            new GuardedRequest(HttpMethod.Post, server.Url + "/hook")
            {
                Body = "{\"a\":1}"u8.ToArray(),
                Headers = new Dictionary<string, string> { ["webhook-signature"] = "v1,abc" },
            },
            CancellationToken.None);

        var (body, headers) = await seen.Task;
        Assert.Equal("{\"a\":1}", body);
        Assert.Equal("v1,abc", headers["webhook-signature"]);
        Assert.Equal("application/json", headers.ContentType);
        Assert.Empty(headers.Keys.Intersect(["traceparent", "Cookie", "Authorization", "Accept-Encoding"], StringComparer.OrdinalIgnoreCase));
        Assert.Equal((429, false, TimeSpan.FromSeconds(7)), (answer.Value!.Status, answer.Value.IsSuccess, answer.Value.RetryAfter));
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            http.Response.Redirect("/inside");
            return Task.CompletedTask;
        });
        var answer = await _open.SendAsync(new GuardedRequest(HttpMethod.Get, server.Url + "/hook"), CancellationToken.None);

        Assert.Equal(302, answer.Value?.Status);
        Assert.Equal(["GET /hook"], server.Requests);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        var cookies = new List<string>();
        await using var server = await LocalServer.StartAsync(http =>
        {
            cookies.Add(http.Request.Headers.Cookie.ToString());
            http.Response.Cookies.Append("id", "1");
            return Task.CompletedTask;
        });
        await _open.SendAsync(new GuardedRequest(HttpMethod.Get, server.Url), CancellationToken.None);
        await _open.SendAsync(new GuardedRequest(HttpMethod.Get, server.Url), CancellationToken.None);
        Assert.Equal(["", ""], cookies);
    }

    [Theory]
    [InlineData(99, 99, true)]
    [InlineData(100, 100, true)]
    [InlineData(101, 100, false)]
    [InlineData(5_000_000, 100, false)]
    public async Task No_more_of_the_answer_is_read_than_was_asked(int sent, int kept, bool isComplete)
    {
        await using var server = await LocalServer.StartAsync(http => http.Response.Body.WriteAsync(new byte[sent]).AsTask());
        var answer = await _open.SendAsync(new GuardedRequest(HttpMethod.Get, server.Url) { MaxAnswer = 100 }, CancellationToken.None);
        Assert.Equal((kept, isComplete), (answer.Value!.Body.Length, answer.Value.IsComplete));
    }

    [Fact]
    public async Task A_server_that_stays_silent_is_left_in_time()
    {
        await using var server = await LocalServer.StartAsync(http => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        var answer = await _open.SendAsync(new GuardedRequest(HttpMethod.Get, server.Url) { Timeout = TimeSpan.FromMilliseconds(200) }, CancellationToken.None);
        Assert.Equal(("net.timed-out", RefusalKind.TryLater), (answer.Refusal?.Code, answer.Refusal!.Kind));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_in_general_words()
    {
        var answer = await _open.SendAsync(new GuardedRequest(HttpMethod.Get, "http://127.0.0.1:1/"), CancellationToken.None);
        Assert.Equal(("net.not-reachable", RefusalKind.TryLater), (answer.Refusal?.Code, answer.Refusal!.Kind));
        Assert.DoesNotContain("refused", answer.Refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_001, "net.too-big")]
    [InlineData(5_000_000, "net.too-big")]
    public async Task A_download_is_whole_or_refused(int sent, string? code)
    {
        await using var server = await LocalServer.StartAsync(http => http.Response.Body.WriteAsync(new byte[sent]).AsTask());
        var copy = new MemoryStream();

        var answer = await _open.DownloadAsync(server.Url, copy, limit: 1_000, TimeSpan.FromSeconds(15), CancellationToken.None);

        Assert.Equal(code, answer.Refusal?.Code);
        Assert.Equal(code is null ? sent : 0, answer.Value);
        Assert.True(copy.Length <= 1_000);
    }

    [Theory]
    [InlineData(302, "net.redirected")]
    [InlineData(404, "net.not-found")]
    [InlineData(500, "net.not-found")]
    public async Task A_download_that_is_no_file_is_refused_without_a_word_of_the_answer(int status, string code)
    {
        await using var server = await LocalServer.StartAsync(http =>
        {
            (http.Response.StatusCode, http.Response.Headers.Location) = (status, "http://169.254.169.254/");
            return http.Response.WriteAsync("secret");
        });
        var copy = new MemoryStream();

        var answer = await _open.DownloadAsync(server.Url, copy, limit: 1_000, TimeSpan.FromSeconds(15), CancellationToken.None);

        Assert.Equal((code, RefusalKind.Invalid, 0L), (answer.Refusal?.Code, answer.Refusal!.Kind, copy.Length));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_download_that_trickles_is_left_in_time_and_a_forbidden_one_never_begun()
    {
        await using var server = await LocalServer.StartAsync(async http =>
        {
            await http.Response.Body.WriteAsync(new byte[10]);
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        Assert.Equal("net.timed-out", (await _open.DownloadAsync(server.Url, new MemoryStream(), 1_000, TimeSpan.FromMilliseconds(300), CancellationToken.None)).Refusal?.Code);
        Assert.Equal(RefusalKind.Invalid, (await _closed.DownloadAsync(server.Url, new MemoryStream(), 1_000, TimeSpan.FromSeconds(5), CancellationToken.None)).Refusal?.Kind);
        Assert.Single(server.Requests);
    }

    private sealed class Names : INameResolver
    {
        public IPAddress[] Answer { get; set; } = [];

        public int Questions { get; private set; }

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
        {
            Questions++;
            return Task.FromResult(Answer);
        }
    }
}
