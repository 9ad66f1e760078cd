using System.Net;
using KieSaaS.Kernel;
using KieSaaS.Web.Shell;
using KieSaaS.Web.Shell.Navigation;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Shell;

public sealed class FrameTests
{
    [Fact]
    public async Task Test_mode_tints_the_bar_and_says_so()
    {
        await using var host = await ShellHost.StartAsync();

        var test = await host.Browser().GetStringAsync("/_style/test", TestContext.Current.CancellationToken);
        var live = await host.Browser().GetStringAsync("/_style/tenant", TestContext.Current.CancellationToken);

        Assert.Contains("data-mode=\"test\"", test, StringComparison.Ordinal);
        Assert.Contains("Test mode:", test, StringComparison.Ordinal);
        Assert.Contains("data-mode=\"live\"", live, StringComparison.Ordinal);
        Assert.DoesNotContain("Test mode:", live, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_balance_shows_its_held_part_and_leads_to_the_packs()
    {
        await using var host = await ShellHost.StartAsync();

        var page = await host.Browser().GetStringAsync("/_style/tenant", TestContext.Current.CancellationToken);

        Assert.Matches("<a class=\"balance\" href=\"/app/billing\" title=\"380.0125 credits, of which 12.4 are held[^\"]*\">", page);
        Assert.Contains("12.4 held", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_signed_in_is_offered_the_portal_and_not_the_sign_in()
    {
        await using var anonymous = await ShellHost.StartAsync();
        await using var signedIn = await ShellHost.StartAsync(services: services => services.AddScoped<IShellContextSource, SignedIn>());

        var forStranger = await anonymous.Browser().GetStringAsync("/", TestContext.Current.CancellationToken);
        var forMember = await signedIn.Browser().GetStringAsync("/", TestContext.Current.CancellationToken);
        var view = await signedIn.Browser().GetStringAsync("/_style/account", TestContext.Current.CancellationToken);

        Assert.DoesNotContain("Open the portal", forStranger, StringComparison.Ordinal);
        Assert.Contains("Open the portal", forMember, StringComparison.Ordinal);
        Assert.Contains("Open the portal", view, StringComparison.Ordinal);
        Assert.Contains("Sign up", Footer(forStranger), StringComparison.Ordinal);
        Assert.All([forMember, view], page =>
        {
            Assert.Contains("href=\"/app\" data-enhance-nav=\"false\">Open the portal", Footer(page), StringComparison.Ordinal);
            Assert.DoesNotContain("Sign ", Footer(page), StringComparison.Ordinal);
        });
        Assert.DoesNotContain("Sign up", forMember, StringComparison.Ordinal);

        static string Footer(string page) => page[page.IndexOf("<footer", StringComparison.Ordinal)..];
    }

    [Theory]
    [InlineData("en", "Test installation: jobs and payments are simulated.")]
    [InlineData("ru", "Тестовая установка: задания и платежи ненастоящие.")]
    public async Task An_installation_that_knows_only_the_sandbox_says_so_on_every_page(string language, string notice)
    {
        await using var test = await ShellHost.StartAsync(services: services => services.Configure<ShellOptions>(shell => shell.IsSandboxOnly = true));
        await using var real = await ShellHost.StartAsync();

        foreach (var path in (string[])["/", "/_style/tenant", "/_style/staff", "/_style/account", "/no-such-page"])
        {
            Assert.Contains(notice, await ReadAsync(test, path, language), StringComparison.Ordinal);
            Assert.DoesNotContain(notice, await ReadAsync(real, path, language), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_link_into_the_other_area_loads_a_whole_page()
    {
        await using var host = await ShellHost.StartAsync(services: services => services.AddScoped<IShellContextSource, SignedIn>());

        var tenant = await ReadAsync(host, "/_style/tenant", "en");
        var home = await ReadAsync(host, "/", "en");

        Assert.Contains("href=\"/staff\" data-enhance-nav=\"false\"", tenant, StringComparison.Ordinal);
        Assert.Contains("href=\"/app\" data-enhance-nav=\"false\"", tenant, StringComparison.Ordinal);
        Assert.Contains("href=\"/app\" data-enhance-nav=\"false\"", home, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/app", "/app", true)]
    [InlineData("/app/", "/app", true)]
    [InlineData("/app/jobs/job_1", "/app/jobs", true)]
    [InlineData("/app/jobs", "/app", false)]
    [InlineData("/app/jobsheet", "/app/jobs", false)]
    public void A_link_knows_which_pages_are_its_own(string path, string address, bool expected)
    {
        var item = NavigationMap.Tenant.SelectMany(group => group).Single(item => item.Address == address);

        Assert.Equal(expected, item.Contains(path));
    }

    // As a person reads it: letters that stand as references in the source are letters again.
    private static async Task<string> ReadAsync(ShellHost host, string path, string language)
    {
        var browser = host.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        using var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private sealed class SignedIn : IShellContextSource
    {
        public ValueTask<ShellContext?> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ShellContext?>(
            new("Ada", "ada@studio.example", "North", [new("1", "North", true)], Mode.Live, Credits.Of(3), Credits.Zero, false));
    }
}
