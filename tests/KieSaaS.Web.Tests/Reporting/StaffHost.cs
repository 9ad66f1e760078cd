using KieSaaS.Audit;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Files;
using KieSaaS.Generation;
using KieSaaS.Identity;
using KieSaaS.Net;
using KieSaaS.Reporting;
using KieSaaS.Tenancy;
using KieSaaS.Web.Catalog;
using KieSaaS.Web.Reporting;
using KieSaaS.Web.Tests.Shell;
using KieSaaS.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Reporting;

/// <summary>The shell with the staff's pages on a real database. A header says which staff role looks; without it nobody is signed in.</summary>
public sealed class StaffHost : IAsyncLifetime
{
    private const string RoleHeader = "X-Staff-Role";

    private readonly TestHouse _house = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("kiesaas-staff-").FullName;
    private ShellHost? _web;

    public TestHouse House => _house;

    /// <summary>The portal's own services.</summary>
    public IServiceProvider Services => _web!.Services;

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
                services.AddNet();
                services.AddFiles(new DataDirectory(_folder), new byte[32]);
                services.AddCatalog();
                services.AddScoped<ListJobs>();
                services.AddScoped<ExplainCharge>();
                services.AddScoped<ReadSales>();
                services.AddScoped<ListLostAttempts>();
                services.AddSingleton<FindPriceRises>();
                services.AddScoped<ListPriceNotices>();
                services.AddAudit();
                services.AddReporting();
                services.AddScoped<ListTenantAccess>();
                services.AddStaffWeb();
                services.Configure<WorkOptions>(options => options.IsEnabled = false);
                services.AddTestSignIn(headers => RoleOf(headers) is { } role ? Rights.Of(role) : null);
            },
            endpoints: app =>
            {
                app.Use(async (context, next) =>
                {
                    if (RoleOf(context.Request.Headers) is { } role)
                    {
                        context.RequestServices.GetRequiredService<Actor>().BecomeStaff(Guid.Empty, "ada@platform", role);
                    }

                    await next(context);
                });
                app.MapCatalog();
            });
        await _web.AsPlatformAsync((PublishFirstPrices first) => first.RunAsync(CancellationToken.None));
    }

    /// <summary>Asks a use case of the portal itself, as the platform.</summary>
    public async Task<T> AskAsync<TUseCase, T>(Func<TUseCase, Task<T>> question) where TUseCase : notnull
    {
        var answer = default(T);
        await _web!.AsPlatformAsync(async (TUseCase asked) => answer = await question(asked));
        return answer!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }

        await _house.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
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
        browser.TakeCookies(page);
        var fields = HtmlForms.HiddenFields(await page.Content.ReadAsStringAsync(), $"value=\"{form}\"")
            .Where(field => values.All(value => value.Name != field.Key))
            .Concat(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
        return await browser.PostAsync(address, new FormUrlEncodedContent(fields));
    }

    private static StaffRole? RoleOf(IHeaderDictionary headers) => Enum.TryParse<StaffRole>(headers[RoleHeader], out var role) ? role : null;
}
