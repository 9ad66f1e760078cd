using System.Net;
using System.Text;
using System.Text.Json;
using KieSaaS.Kernel;
using KieSaaS.Reporting;

namespace KieSaaS.Web.Tests.Generation;

/// <summary>What the tenant's pages say before any script runs: every live part is rendered on the server first.</summary>
public sealed class TenantPagesTests(TenantHost host) : IClassFixture<TenantHost>
{
    [Fact]
    public async Task The_studio_shows_the_chosen_model_and_its_exact_price()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(380)));

        var page = await client.GetStringAsync("/app/studio?model=nano-banana");

        Assert.Contains("href=\"/app/studio?model=nano-banana\" aria-current=\"true\"", page, StringComparison.Ordinal);
        Assert.Matches(@"[\d.]+ credits \(≈\s[\d.]+\sUSD\), you have 380\.0", WebUtility.HtmlDecode(page));
        Assert.Contains("id=\"p-prompt\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_past_jobs_settings_are_filled_in_again()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(100)));
        var job = await CreateAsync(client);

        var page = await client.GetStringAsync("/app/studio?from=" + job);

        Assert.Contains("a lighthouse in fog", page, StringComparison.Ordinal);
        Assert.Contains("The settings of an earlier job are filled in.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_listed_and_has_a_page_that_explains_its_price()
    {
        var client = host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(100)));
        var job = await CreateAsync(client);

        var list = await client.GetStringAsync("/app/jobs?state=queued&kind=image");
        var none = await client.GetStringAsync("/app/jobs?state=failed");
        var page = await client.GetStringAsync("/app/jobs/" + job);

        Assert.Contains("/app/jobs/" + job, list, StringComparison.Ordinal);
        Assert.Contains("Nothing matches", none, StringComparison.Ordinal);
        Assert.Contains("a lighthouse in fog", page, StringComparison.Ordinal);
        Assert.Contains("Price book", page, StringComparison.Ordinal);
        Assert.DoesNotContain("arkup", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenants_job_is_not_found()
    {
        var job = await CreateAsync(host.Client(await host.House.OpenWorkspaceAsync(Credits.Of(100))));

        var answer = await host.Client(await host.House.OpenWorkspaceAsync()).GetAsync("/app/jobs/" + job);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("lighthouse", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/app/jobs/unknown")]
    [InlineData("/app/jobs/00000000000000000000000000000000")]
    [InlineData("/app/jobs/00000000000000000000000000000000/price")]
    public async Task A_job_that_is_not_there_is_said_in_the_workspaces_own_frame(string path)
    {
        var answer = await host.Client(await host.House.OpenWorkspaceAsync()).GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such job", page, StringComparison.Ordinal);
        Assert.Contains("or the job belongs to another workspace", page, StringComparison.Ordinal);
        Assert.Contains("class=\"rail\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_page_answers_its_four_questions_in_the_readers_language()
    {
        var tenant = await host.House.OpenWorkspaceAsync(Credits.Of(50));

        var english = await host.Client(tenant).GetStringAsync("/app");
        var russian = await host.Client(tenant, "ru").GetStringAsync("/app");

        Assert.Contains("50.0 available", english, StringComparison.Ordinal);
        Assert.Contains("Nothing was spent in the last 7 days.", english, StringComparison.Ordinal);
        Assert.Contains("There is no API key yet", english, StringComparison.Ordinal);
        Assert.Contains("No job has failed.", english, StringComparison.Ordinal);
        Assert.Contains("50,0 доступно", WebUtility.HtmlDecode(russian), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70, 70, 7)]
    [InlineData(10, 70, 1)]
    [InlineData(9, 70, 0)]
    [InlineData(100, 0, null)]
    public void Credits_last_whole_days_at_the_rate_of_the_last_week(int available, int spent, int? days) =>
        Assert.Equal(days, ReadHome.DaysLeft(Credits.Of(available), Credits.Of(spent)));

    private static async Task<string> CreateAsync(HttpClient client)
    {
        var answer = await client.PostAsync(
            "/api/v1/jobs/createTask", new StringContent("""{"model":"nano-banana","input":{"prompt":"a lighthouse in fog"}}""", Encoding.UTF8, "application/json"));
        using var created = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return created.RootElement.GetProperty("data").GetProperty("taskId").GetString()!;
    }
}
