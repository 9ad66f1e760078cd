using System.Net;
using Bunit;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Web.Generation.Bench;
using KieSaaS.Web.Tests.Endpoints;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Generation;

/// <summary>The test bench: with plain forms as its pages are sent, and its live part as bUnit renders it.</summary>
public sealed class BenchPagesTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private const string New = "/staff/bench/new";

    [Fact]
    public async Task Models_are_picked_by_filters_and_come_with_the_catalogues_own_examples()
    {
        using var staff = await SignInAsync(StaffRole.Pricing);
        var picker = await staff.GetStringAsync(New + "?vendor=Google&kind=Image&search=banana");
        Assert.Contains("value=\"nano-banana\"", picker, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"veo3\"", picker, StringComparison.Ordinal);
        Assert.Contains("all=true", picker, StringComparison.Ordinal);
        Assert.DoesNotContain("all=true", await staff.GetStringAsync(New), StringComparison.Ordinal);
        Assert.Contains("No model fits", await staff.GetStringAsync(New + "?search=nobody+has+this"), StringComparison.Ordinal);

        var all = await staff.GetStringAsync(New + "?all=true");
        Assert.Contains("Choose at most 100 models", all, StringComparison.Ordinal);
        Assert.Contains("id=\"entry-nano-banana\"", all, StringComparison.Ordinal);

        var inputs = WebUtility.HtmlDecode(await staff.GetStringAsync(New + "?entry=nano-banana&entry=no-such-model&entry=veo3"));

        Assert.Contains("2 inputs", inputs, StringComparison.Ordinal);
        Assert.Contains("\"prompt\": \"A lighthouse at dawn, soft light\"", inputs, StringComparison.Ordinal);
        Assert.Contains("4 Kie credits", inputs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_input_is_named_and_kept_and_the_others_run_when_that_is_asked_for()
    {
        using var staff = await SignInAsync(StaffRole.Operator);
        (string, string)[] tests =
        [
            ("Form.Tests[0].Entry", "nano-banana"), ("Form.Tests[0].Input", """{"prompt":"a fox"}"""),
            ("Form.Tests[1].Entry", "kling-2-6-text-to-video"), ("Form.Tests[1].Input", """{"prompt":"typed by hand","duration":"7","sound":false,"aspect_ratio":"16:9"}"""),
        ];

        var refused = await ReadAsync(await SendAsync(staff, [("Form.Mode", "Test"), ("Form.Step", "start"), .. tests]));
        Assert.Contains("href=\"#input-1\"", refused, StringComparison.Ordinal);
        Assert.Contains("duration must be one of", refused, StringComparison.Ordinal);
        Assert.Contains("href=\"#refused\"", refused, StringComparison.Ordinal);
        Assert.Contains("typed by hand", refused, StringComparison.Ordinal);

        var started = await SendAsync(staff, [("Form.Mode", "Test"), ("Form.Step", "start"), ("Form.WithRefused", "true"), .. tests]);
        Assert.Equal(HttpStatusCode.Found, started.StatusCode);
        var address = started.Headers.Location!.AbsolutePath;
        var run = await ReadAsync(await staff.GetAsync(address));
        Assert.Contains("0 passed, 1 failed, 1 running", run, StringComparison.Ordinal);
        Assert.Contains("duration must be one of", run, StringComparison.Ordinal);
        Assert.Contains(address, await staff.GetStringAsync("/staff/bench"), StringComparison.Ordinal);

        var again = await ReadAsync(await staff.GetAsync(New + "?from=" + address.Split('/')[^1]));
        Assert.Contains("1 input", again, StringComparison.Ordinal);
        Assert.Contains("typed by hand", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_run_names_its_cost_and_asks_for_it_once_more()
    {
        using var staff = await SignInAsync(StaffRole.Operator);
        (string, string)[] live = [("Form.Mode", "Live"), ("Form.Tests[0].Entry", "nano-banana"), ("Form.Tests[0].Input", """{"prompt":"a fox"}""")];

        var asked = await ReadAsync(await SendAsync(staff, [("Form.Step", "start"), .. live]));
        Assert.Contains("Spend 4 Kie credits ($0.02)", asked, StringComparison.Ordinal);
        Assert.Contains("name=\"Form.Confirmed\" value=\"4000000\"", asked, StringComparison.Ordinal);
        var changed = await ReadAsync(await SendAsync(staff, [("Form.Confirmed", "3999999"), .. live]));
        Assert.Contains("The cost changed since you saw it", changed, StringComparison.Ordinal);
        Assert.Equal(0, await portal.ScalarAsync("select count(*) from generation_bench_runs where mode = 'Live'"));

        Assert.Equal(HttpStatusCode.Found, (await SendAsync(staff, [("Form.Confirmed", "4000000"), .. live])).StatusCode);
    }

    [Fact]
    public async Task The_largest_run_fits_its_form_and_a_larger_one_is_refused()
    {
        using var staff = await SignInAsync(StaffRole.Operator);

        var largest = await ReadAsync(await SendAsync(staff, [("Form.Mode", "Test"), ("Form.Step", "check"), .. Tests(StartBenchRun.MostTests)]));
        Assert.Contains("100 inputs", largest, StringComparison.Ordinal);
        Assert.Contains("400 Kie credits", largest, StringComparison.Ordinal);
        Assert.DoesNotContain("error-summary", largest, StringComparison.Ordinal);

        var larger = await SendAsync(staff, [("Form.Mode", "Test"), ("Form.Step", "start"), .. Tests(StartBenchRun.MostTests + 1)]);
        Assert.NotEqual(HttpStatusCode.Found, larger.StatusCode);
        Assert.True((int)larger.StatusCode < 500);

        static IEnumerable<(string, string)> Tests(int count) => Enumerable.Range(0, count).SelectMany(index => new[]
        {
            ($"Form.Tests[{index}].Entry", "nano-banana"), ($"Form.Tests[{index}].Input", """{"prompt":"a fox"}"""),
        });
    }

    [Fact]
    public async Task The_table_follows_a_run_by_itself()
    {
        var id = Guid.CreateVersion7();
        Assert.True((await portal.AsStaffAsync((StartBenchRun start) =>
            start.RunAsync(new(id, Mode.Test, [new("nano-banana", """{"prompt":"watched"}"""), new("z-image", "{}")]) { WithRefused = true }, CancellationToken.None))).Succeeded);
        await using var scope = portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeStaff(Guid.Empty, "ada@platform", StaffRole.Pricing);
        await using var browser = new BunitContext();
        browser.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        browser.Renderer.SetRendererInfo(new RendererInfo("Server", isInteractive: true));

        var part = browser.Render<BenchRunView>(parameters => parameters.Add(view => view.Id, id));
        part.WaitForElement("progress", TimeSpan.FromSeconds(10));
        Assert.Equal(("1", "2"), (part.Find("progress").GetAttribute("value"), part.Find("progress").GetAttribute("max")));
        Assert.Contains("Waiting", part.Markup, StringComparison.Ordinal);

        await FailAsync(id);
        part.WaitForState(() => part.FindAll("progress").Count == 0, TimeSpan.FromSeconds(20));

        Assert.Contains("0 passed, 2 failed, 0 running", part.Markup, StringComparison.Ordinal);
        Assert.Contains("No more power.", part.Markup, StringComparison.Ordinal);
        Assert.Equal($"/staff/bench/new?from={id}", part.Find("section a.button").GetAttribute("href"));
    }

    [Fact]
    public async Task Staff_without_the_right_are_kept_out_and_an_unknown_run_is_none()
    {
        foreach (var role in new[] { StaffRole.Support, StaffRole.Finance })
        {
            using var staff = await SignInAsync(role);
            foreach (var address in new[] { "/staff/bench", New, $"/staff/bench/{Guid.NewGuid()}" })
            {
                Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync(address)).StatusCode);
            }
        }

        using var pricing = await SignInAsync(StaffRole.Pricing);
        Assert.Equal(HttpStatusCode.NotFound, (await pricing.GetAsync($"/staff/bench/{Guid.NewGuid()}")).StatusCode);
    }

    // The workers do not run here: the waiting test is given up, as staff may.
    private Task<bool> FailAsync(Guid run) => portal.InTransactionAsync(async services =>
    {
        var db = services.GetRequiredService<AppDbContext>();
        await db.Database.ExecuteSqlAsync($"update generation_bench_tests set refusal_code = 'test', refusal = 'No more power.' where run_id = {run} and refusal_code is null");
        await Signals.SendAsync(db, JobSignal.Topic, PlatformWorkspace.Id.ToString(), CancellationToken.None);
        return true;
    });

    private static async Task<HttpResponseMessage> SendAsync(HttpClient staff, (string Name, string Value)[] fields)
    {
        var token = await PortalHost.FormTokenAsync(staff);
        (string Name, string Value)[] all = [.. fields, ("_handler", "run"), ("__RequestVerificationToken", token), ("Form.Id", Guid.CreateVersion7().ToString())];
        return await staff.PostAsync(New, new FormUrlEncodedContent(all.Select(field => KeyValuePair.Create(field.Name, field.Value))));
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpClient> SignInAsync(StaffRole role)
    {
        var email = $"bench-{Guid.NewGuid():n}@portal.test";
        var added = (await portal.AsPlatformAsync((AddStaff add) => add.RunAsync(new(email, role), CancellationToken.None))).Value!;
        return await portal.SignInAsync(email, added.Password!);
    }
}
