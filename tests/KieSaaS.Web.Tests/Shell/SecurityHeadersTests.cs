using System.Net;

namespace KieSaaS.Web.Tests.Shell;

public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/no-such-page")]
    [InlineData("/css/tokens.css")]
    public async Task Every_answer_forbids_inline_scripts_frames_and_guessing(string path)
    {
        await using var host = await ShellHost.StartAsync();

        var answer = await host.Browser().GetAsync(path, TestContext.Current.CancellationToken);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' ws://localhost", policy, StringComparison.Ordinal);
        var scripts = policy.Split("; ").Single(part => part.StartsWith("script-src", StringComparison.Ordinal));
        Assert.Equal("script-src 'self'", scripts);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.Contains("Referrer-Policy"));
    }

    [Theory]
    [InlineData("/api/no-such-call")]
    [InlineData("/v1/no-such-call")]
    public async Task An_answer_to_a_program_is_never_a_page_and_never_kept(string path)
    {
        await using var host = await ShellHost.StartAsync();

        var answer = await host.Browser().GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/app")]
    [InlineData("/staff/tenants")]
    [InlineData("/account/sign-in")]
    [InlineData("/v1/jobs")]
    public async Task Private_pages_are_never_stored(string path)
    {
        await using var host = await ShellHost.StartAsync();

        var answer = await host.Browser().GetAsync(path, TestContext.Current.CancellationToken);

        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_public_page_has_no_inline_script_and_no_inline_style()
    {
        await using var host = await ShellHost.StartAsync();

        var answer = await host.Browser().GetAsync("/", TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotMatch("<script(?![^>]* src=)", html);
        Assert.DoesNotMatch(" on[a-z]+=\"", html);
        Assert.DoesNotContain(" style=\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_development_browsers_are_told_to_stay_on_https()
    {
        await using var development = await ShellHost.StartAsync();
        await using var production = await ShellHost.StartAsync("Production");

        var relaxed = await development.Browser("https://portal.example").GetAsync("/", TestContext.Current.CancellationToken);
        var strict = await production.Browser("https://portal.example").GetAsync("/", TestContext.Current.CancellationToken);

        Assert.False(relaxed.Headers.Contains("Strict-Transport-Security"));
        Assert.True(strict.Headers.Contains("Strict-Transport-Security"));
        Assert.Contains("wss://portal.example", strict.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
