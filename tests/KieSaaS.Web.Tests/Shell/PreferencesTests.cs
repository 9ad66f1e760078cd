using System.Net;

namespace KieSaaS.Web.Tests.Shell;

public sealed class PreferencesTests
{
    [Fact]
    public async Task The_language_is_remembered_and_the_page_follows()
    {
        await using var host = await ShellHost.StartAsync();

        var answer = await PostAsync(host, "language", "ru", "/?from=menu");
        var page = await GetAsync(host, Cookie(answer));

        Assert.Equal("/?from=menu", answer.Headers.Location?.OriginalString);
        Assert.Contains("<html lang=\"ru\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_choice_the_browser_s_language_counts()
    {
        await using var host = await ShellHost.StartAsync();
        var browser = host.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Language", "ru-RU,ru;q=0.9,en;q=0.5");

        var page = await browser.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.Contains("<html lang=\"ru\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_theme_is_remembered_and_rendered_by_the_server()
    {
        await using var host = await ShellHost.StartAsync();

        var answer = await PostAsync(host, "theme", "dark", "/");
        var page = await GetAsync(host, Cookie(answer));

        Assert.Contains("data-theme=\"dark\"", page, StringComparison.Ordinal);
        Assert.Contains("data-theme=\"system\"", await GetAsync(host, "theme=<script>"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_collapsed_rail_is_remembered()
    {
        await using var host = await ShellHost.StartAsync();

        var answer = await PostAsync(host, "rail", "collapsed", "/");

        Assert.Contains("data-rail=\"collapsed\"", await GetAsync(host, Cookie(answer)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task A_return_address_elsewhere_is_refused_and_changes_nothing(string returnUrl)
    {
        await using var host = await ShellHost.StartAsync();

        foreach (var (preference, value) in new[] { ("language", "ru"), ("theme", "dark"), ("rail", "open") })
        {
            var answer = await PostAsync(host, preference, value, returnUrl);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Null(answer.Headers.Location);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Theory]
    [InlineData("language", "xx")]
    [InlineData("language", "ru|uic=en")]
    [InlineData("theme", "neon")]
    [InlineData("rail", "")]
    public async Task An_unknown_value_is_refused_with_the_known_ones(string preference, string value)
    {
        await using var host = await ShellHost.StartAsync();

        var answer = await PostAsync(host, preference, value, "/");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains($"{preference} must be one of", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        await using var host = await ShellHost.StartAsync();
        var browser = host.Browser();
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        var answer = await browser.PostAsync("/preferences/theme", Form("theme", "dark", "/"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private static Task<HttpResponseMessage> PostAsync(ShellHost host, string preference, string value, string returnUrl) =>
        host.Browser().PostAsync($"/preferences/{preference}", Form(preference, value, returnUrl), TestContext.Current.CancellationToken);

    private static FormUrlEncodedContent Form(string preference, string value, string returnUrl) =>
        new(new Dictionary<string, string>(StringComparer.Ordinal) { [preference] = value, ["returnUrl"] = returnUrl });

    private static string Cookie(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];

    private static async Task<string> GetAsync(ShellHost host, string cookie)
    {
        var browser = host.Browser();
        browser.DefaultRequestHeaders.Add("Cookie", cookie);
        return await browser.GetStringAsync("/", TestContext.Current.CancellationToken);
    }
}
