using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using KieSaaS.Audit;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Identity;
using KieSaaS.Reporting;
using KieSaaS.Tenancy;
using KieSaaS.Web.Reporting;
using KieSaaS.Web.Tests.Shell;
using KieSaaS.Work;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Tests.Reporting;

/// <summary>The shell with the staff's pages on a real database. A header says which staff role looks; without it nobody is signed in.</summary>
public sealed partial class StaffHost : IAsyncLifetime
{
    private const string RoleHeader = "X-Staff-Role", TestScheme = "staff-test";

    private readonly TestHouse _house = new();
    private ShellHost? _web;

    public TestHouse House => _house;

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        _web = await ShellHost.StartAsync(
            services: services =>
            {
                services.AddSingleton<TimeProvider>(_house.Clock);
                services.AddData(_house.Connections);
                services.AddWorkQueue();
                services.AddBilling();
                services.AddSingleton(TestMasterKey.Value);
                services.AddCatalog();
                services.AddScoped<ListJobs>();
                services.AddScoped<ExplainCharge>();
                services.AddScoped<ReadSales>();
                services.AddScoped<ListLostAttempts>();
                services.AddAudit();
                services.AddReporting();
                services.AddScoped<ListTenantAccess>();
                services.AddStaffWeb();
                services.Configure<WorkOptions>(options => options.IsEnabled = false);
                services.AddAuthentication(TestScheme).AddScheme<AuthenticationSchemeOptions, RoleByHeader>(TestScheme, null);
                services.AddAuthorization(options =>
                {
                    foreach (var right in Enum.GetValues<Right>())
                    {
                        options.AddPolicy(right.ToString(), policy => policy.RequireClaim("right", right.ToString()));
                    }
                });
            },
            endpoints: app =>
            {
                app.Use(async (context, next) =>
                {
                    if (Enum.TryParse<StaffRole>(context.User.FindFirstValue(ClaimTypes.Role), out var role))
                    {
                        context.RequestServices.GetRequiredService<Actor>().BecomeStaff(Guid.Empty, "ada@platform", role);
                    }

                    await next(context);
                });
            });
        await using var scope = _web.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("test");
        await scope.ServiceProvider.GetRequiredService<PublishFirstPrices>().RunAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }

        await _house.DisposeAsync();
    }

    public HttpClient Browser(StaffRole? role = StaffRole.Operator, string language = "en")
    {
        var browser = _web!.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        if (role is not null)
        {
            browser.DefaultRequestHeaders.Add(RoleHeader, role.ToString());
        }

        return browser;
    }

    /// <summary>Opens a page and sends one of its forms with these values, hidden fields and the antiforgery cookie included.</summary>
    public async Task<HttpResponseMessage> SendFormAsync(HttpClient browser, string address, string form, params (string Name, string Value)[] values)
    {
        var page = await browser.GetAsync(address);
        return await SendFormAsync(browser, address, page, form, values);
    }

    /// <summary>Sends a form of a page that was answered.</summary>
    public async Task<HttpResponseMessage> SendFormAsync(HttpClient browser, string address, HttpResponseMessage page, string form, params (string Name, string Value)[] values)
    {
        if (page.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            browser.DefaultRequestHeaders.Remove("Cookie");
            browser.DefaultRequestHeaders.Add("Cookie", cookies.Select(cookie => cookie.Split(';')[0]));
        }

        var html = await page.Content.ReadAsStringAsync();
        var source = Forms().Matches(html).Select(match => match.Value).First(text => text.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        var fields = Hidden().Matches(source)
            .Where(input => input.Value.Contains("type=\"hidden\"", StringComparison.Ordinal))
            .Select(input => (Name: Attribute(input.Value, "name"), Value: Attribute(input.Value, "value")))
            .Where(field => values.All(value => value.Name != field.Name))
            .Concat(values)
            .Select(field => KeyValuePair.Create(field.Name, field.Value));
        return await browser.PostAsync(address, new FormUrlEncodedContent(fields));
    }

    private static string Attribute(string element, string name) =>
        System.Net.WebUtility.HtmlDecode(Regex.Match(element, $"\\b{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Hidden();

    private sealed class RoleByHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!Enum.TryParse<StaffRole>(Request.Headers[RoleHeader], out var role))
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, role.ToString()), .. Rights.Of(role).Select(right => new Claim("right", right.ToString()))], TestScheme);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), TestScheme)));
        }
    }
}
