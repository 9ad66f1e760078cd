using System.Text;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Files;
using KieSaaS.Generation;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Net;
using KieSaaS.Reporting;
using KieSaaS.Tenancy;
using KieSaaS.Web.Catalog;
using KieSaaS.Web.Generation;
using KieSaaS.Web.Tests.Shell;
using KieSaaS.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Web.Tests.Generation;

/// <summary>
/// The shell with the tenant's pages and the drop-in API on a real database. A header says whose member or key asks; without it
/// nobody does. Workers do not run: a job stays where admission left it.
/// </summary>
public sealed class TenantHost : IAsyncLifetime
{
    private const string TenantHeader = "X-Tenant";

    private readonly GenerationHouse _house = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"kiesaas-web-{Guid.NewGuid():n}");
    private ShellHost? _web;

    public TestHouse House => _house;

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
                services.AddFiles(new DataDirectory(_folder), Encoding.UTF8.GetBytes(new string('k', 32)));
                services.AddMail();
                services.AddNet();
                services.Configure<NetOptions>(options => options.AllowLoopback = true);
                services.AddIdentity();
                services.AddSingleton(TestMasterKey.Value);
                services.AddCatalog();
                services.AddBilling();
                services.AddGeneration();
                services.AddReporting();
                services.AddCatalogWeb();
                services.AddGenerationWeb();
                services.Configure<WorkOptions>(options => options.IsEnabled = false);
                services.AddTestSignIn(headers => headers.ContainsKey(TenantHeader) ? Rights.Of(Role.Owner) : null);
            },
            endpoints: app =>
            {
                app.Use(DecideAsync);
                app.MapGeneration();
            },
            programs: pipeline =>
            {
                pipeline.Use(DecideAsync);
                pipeline.UseEndpoints(api => api.MapGenerationApi());
            });
        await _web.AsPlatformAsync((PublishFirstPrices first) => first.RunAsync(CancellationToken.None));
        await _web.AsPlatformAsync((AddFirstTemplates first) => first.RunAsync(CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await _web!.DisposeAsync();
        await _house.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A client of a tenant, or of nobody.</summary>
    public HttpClient Client(TenantId? tenant = null, string language = "en")
    {
        var client = _web!.Browser();
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        if (tenant is { } one)
        {
            client.DefaultRequestHeaders.Add(TenantHeader, one.ToString());
        }

        return client;
    }

    private static Task DecideAsync(HttpContext context, RequestDelegate next)
    {
        if (Guid.TryParse(context.Request.Headers[TenantHeader], out var tenant))
        {
            context.RequestServices.GetRequiredService<Actor>().BecomeMember(new TenantId(tenant), Mode.Live, Guid.Empty, "member@test", Role.Owner);
        }

        return next(context);
    }

    private sealed class GenerationHouse : TestHouse
    {
        protected override void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddGeneration();
    }
}
