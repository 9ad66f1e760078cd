using System.Net;
using System.Text.Json;
using KieSaaS.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Shell;

public sealed class ErrorAnswersTests
{
    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/app/no-such-page")]
    [InlineData("/_error/500")]
    public async Task An_unknown_address_is_a_404_on_the_shell_s_look(string path)
    {
        await using var host = await ShellHost.StartAsync();

        var (answer, page) = await GetAsync(host, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Page not found", page, StringComparison.Ordinal);
        Assert.Contains("public-header", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{path}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "No access")]
    [InlineData(429, "A little too fast")]
    [InlineData(500, "Something went wrong")]
    public async Task A_bare_status_becomes_a_page(int status, string title)
    {
        await using var host = await ShellHost.StartAsync(endpoints: app => app.MapGet("/answer", () => Results.StatusCode(status)));

        var (answer, page) = await GetAsync(host, "/answer");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(title, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_page_shows_its_trace_id_and_no_stack_even_when_the_frame_s_own_facts_fail()
    {
        await using var host = await ShellHost.StartAsync("Production", services => services.AddScoped<IShellContextSource, BrokenSource>());

        var (answer, page) = await GetAsync(host, "/");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Matches("Trace id <code>[0-9A-Za-z]+</code>", page);
        Assert.DoesNotContain("secret connection string", page, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/boom", 500)]
    [InlineData("/v1/boom", 500)]
    [InlineData("/api/unknown", 404)]
    [InlineData("/v1/unknown", 404)]
    public async Task Programs_get_problem_details_with_the_trace_id_and_no_stack(string path, int status)
    {
        await using var host = await ShellHost.StartAsync("Production", programs: pipeline => pipeline.UseEndpoints(api =>
        {
            api.MapGet("/api/boom", Boom);
            api.MapGet("/v1/boom", Boom);
        }));

        var (answer, text) = await GetAsync(host, path);
        using var problem = JsonDocument.Parse(text);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.RootElement.GetProperty("traceId").GetString()));
        Assert.DoesNotContain("secret connection string", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_style")]
    [InlineData("/_style/tenant")]
    [InlineData("/_style/account")]
    public async Task The_style_pages_exist_in_development_only(string path)
    {
        await using var development = await ShellHost.StartAsync();
        await using var production = await ShellHost.StartAsync("Production");

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(development, path)).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(production, path)).Answer.StatusCode);
    }

    private static IResult Boom() => throw new InvalidOperationException("secret connection string");

    private static async Task<(HttpResponseMessage Answer, string Text)> GetAsync(ShellHost host, string path)
    {
        var answer = await host.Browser().GetAsync(path, TestContext.Current.CancellationToken);
        return (answer, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed class BrokenSource : IShellContextSource
    {
        public ValueTask<ShellContext?> GetAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("secret connection string");
    }
}
