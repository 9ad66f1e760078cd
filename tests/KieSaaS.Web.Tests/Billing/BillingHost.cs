using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tenancy;
using KieSaaS.Web.Billing;
using KieSaaS.Web.Shell;
using KieSaaS.Web.Tests.Shell;
using KieSaaS.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Billing;

/// <summary>The shell with the billing pages over a house with a sandbox. Headers say who looks; without them nobody is signed in.</summary>
public sealed class BillingHost : IAsyncLifetime
{
    private const string Tenant = "X-Tenant", MemberRole = "X-Role", MemberMode = "X-Mode";

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
                services.AddSingleton(_ => Catalogue.LoadStarter());
                services.AddScoped<IShellContextSource, Buyer>();
                services.Configure<WorkOptions>(options => options.IsEnabled = false);
                services.AddTestSignIn(headers => Enum.TryParse<Role>(headers[MemberRole], out var role) ? Rights.Of(role) : null);
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
        browser.TakeCookies(opened);
        var fields = HtmlForms.HiddenFields(await opened.Content.ReadAsStringAsync(), $"action=\"{action}\"", containing);
        return await browser.PostAsync(action, new FormUrlEncodedContent(fields));
    }

    private sealed class Buyer(Actor actor) : IShellContextSource
    {
        public ValueTask<ShellContext?> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(actor.Tenant is null
            ? null
            : new ShellContext("anna", "anna@example.com", "Test workspace", [], actor.Mode, Credits.Zero, Credits.Zero, false));
    }
}
