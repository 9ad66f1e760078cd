using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tenancy;
using KieSaaS.Web.Billing;
using KieSaaS.Web.Shell;
using KieSaaS.Web.Tests.Shell;
using KieSaaS.Work;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Tests.Billing;

/// <summary>The shell with the billing pages over a house with a sandbox. Headers say who looks; without them nobody is signed in.</summary>
public sealed partial class BillingHost : IAsyncLifetime
{
    private const string TestScheme = "billing-test", Tenant = "X-Tenant", MemberRole = "X-Role", MemberMode = "X-Mode";

    private ShellHost _web = null!;

    public BillingHouse House { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await House.InitializeAsync();
        _web = await ShellHost.StartAsync(
            services: services =>
            {
                services.AddSingleton(new ConfigurationBuilder().AddConfiguration(House.Configuration).Build() as IConfiguration);
                services.AddSingleton<TimeProvider>(House.Clock);
                services.AddData(House.Connections);
                services.AddWorkQueue();
                services.AddMail();
                services.AddBilling();
                services.AddPayments(House.Configuration);
                services.AddBillingWeb();
                services.AddScoped<IShellContextSource, Buyer>();
                services.Configure<WorkOptions>(options => options.IsEnabled = false);
                services.AddAuthentication(TestScheme).AddScheme<AuthenticationSchemeOptions, MemberByHeader>(TestScheme, null);
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
                    if (Guid.TryParse(context.Request.Headers[Tenant], out var tenant))
                    {
                        var role = Enum.Parse<Role>(context.Request.Headers[MemberRole]!);
                        var mode = Enum.Parse<Mode>(context.Request.Headers[MemberMode]!);
                        context.RequestServices.GetRequiredService<Actor>().BecomeMember(new TenantId(tenant), mode, Guid.NewGuid(), "anna@example.com", role);
                    }

                    await next(context);
                });
                app.MapBilling();
            });
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await House.DisposeAsync();
    }

    public HttpClient Browser(TenantId? tenant = null, Role role = Role.Owner, Mode mode = Mode.Live, string language = "en")
    {
        var browser = _web.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        if (tenant is { } known)
        {
            browser.DefaultRequestHeaders.Add(Tenant, known.ToString());
            browser.DefaultRequestHeaders.Add(MemberRole, role.ToString());
            browser.DefaultRequestHeaders.Add(MemberMode, mode.ToString());
        }

        return browser;
    }

    /// <summary>Opens a page and sends the first of its forms that posts to an address, with its hidden fields and the antiforgery cookie.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(HttpClient browser, string page, string action, string containing = "")
    {
        var opened = await browser.GetAsync(page);
        if (opened.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            browser.DefaultRequestHeaders.Remove("Cookie");
            browser.DefaultRequestHeaders.Add("Cookie", cookies.Select(cookie => cookie.Split(';')[0]));
        }

        var html = await opened.Content.ReadAsStringAsync();
        var form = Forms().Matches(html).Select(match => match.Value)
            .First(text => text.Contains($"action=\"{action}\"", StringComparison.Ordinal) && text.Contains(containing, StringComparison.Ordinal));
        var fields = Hidden().Matches(form).Select(input => KeyValuePair.Create(Attribute(input.Value, "name"), Attribute(input.Value, "value")));
        return await browser.PostAsync(action, new FormUrlEncodedContent(fields));
    }

    private static string Attribute(string element, string name) =>
        System.Net.WebUtility.HtmlDecode(Regex.Match(element, $"\\b{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Hidden();

    private sealed class Buyer(Actor actor) : IShellContextSource
    {
        public ValueTask<ShellContext?> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(actor.Tenant is null
            ? null
            : new ShellContext("anna", "anna@example.com", "Test workspace", [], actor.Mode, Credits.Zero, Credits.Zero, false, null));
    }

    private sealed class MemberByHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!Enum.TryParse<Role>(Request.Headers[MemberRole], out var role))
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var identity = new ClaimsIdentity(Rights.Of(role).Select(right => new Claim("right", right.ToString())), TestScheme);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), TestScheme)));
        }
    }
}
