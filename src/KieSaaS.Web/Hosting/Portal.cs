using System.Diagnostics;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Tenancy;
using KieSaaS.Web.Billing;
using KieSaaS.Web.Catalog;
using KieSaaS.Web.Generation;
using KieSaaS.Web.Identity;
using KieSaaS.Web.Reporting;
using KieSaaS.Web.Shell;
using Npgsql;

namespace KieSaaS.Web.Hosting;

/// <summary>The portal as a process: starts what it stands on, serves, and stops again what it started.</summary>
internal static class Portal
{
    public static async Task<int> RunAsync(string[] args)
    {
        var started = Stopwatch.GetTimestamp();

        // Beside the program lie its files; the working directory is only where a relative --data begins.
        var ahead = Task.Run(PrepareAhead);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        await using var installation = await Installation.StartAsync(builder.Configuration, needsSandbox: true, CancellationToken.None);
        await using var app = Compose(builder, installation);
        await ahead;
        try
        {
            await PrepareAsync(app, installation);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction)
        {
            // Until the first release the initial migration is rewritten, and a database it made before cannot follow.
            throw new InvalidOperationException(
                $"The database was made by an earlier development version of this program ({e.MessageText}). Start with another --data directory, or remove {installation.Directory.Root}.", e);
        }

        await app.StartAsync();
        await Announcement.WriteAsync(app, installation, Stopwatch.GetElapsedTime(started));
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>All services, middleware and endpoints, ready to start; nothing has touched the database or the sandbox yet.</summary>
    internal static WebApplication Compose(WebApplicationBuilder builder, Installation installation)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        var address = AddressOf(builder, installation);
        builder.Configuration.AddInMemoryCollection(PortalSettings.Complete(builder.Configuration, installation, address, isDevelopment));
        builder.Services.AddSingleton(installation);
        if (isDevelopment)
        {
            builder.Services.AddSingleton(new ShiftedClock(installation.Directory));
            builder.Services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<ShiftedClock>());
        }

        PortalLogging.Configure(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 30 * 1024 * 1024;
        });
        builder.AddShell();
        builder.Services.Configure<ShellOptions>(shell => shell.IsSandboxOnly = PortalSettings.IsSandboxOnly(builder.Configuration));
        builder.Services.AddBusiness(builder.Configuration, installation);
        builder.Services.AddIdentityWeb();
        builder.Services.AddBillingWeb();
        builder.Services.AddStaffWeb();
        builder.Services.AddCatalogWeb();
        builder.Services.AddGenerationWeb();
        builder.Services.AddHealth();
        PortalProxy.Configure(builder);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseShell(
            people: pipeline => pipeline.UseActor(),
            programs: pipeline =>
            {
                pipeline.UseApiKeyActor();
                pipeline.UseEndpoints(api => api.MapGenerationApi());
            });
        app.MapShell();
        app.MapBilling();
        app.MapReporting();
        app.MapCatalog();
        app.MapGeneration();
        app.MapHealth();
        app.MapDevelopmentClock();
        return app;
    }

    // A port of its own that stays the same from start to start, unless somebody says otherwise.
    private static Uri AddressOf(WebApplicationBuilder builder, Installation installation)
    {
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls)
        {
            return new Uri(urls.Split(';')[0].Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal));
        }

        if (builder.Configuration["HTTP_PORTS"] is { Length: > 0 } ports)
        {
            return new Uri($"http://localhost:{ports.Split(';')[0]}");
        }

        var address = $"http://127.0.0.1:{LoopbackPort.Keep(installation.Directory.File("port"))}";
        builder.WebHost.UseUrls(address);
        return new Uri(address);
    }

    // What needs neither database nor sandbox, while these two start.
    private static void PrepareAhead()
    {
        ContextOptions.BuildModel();
        Catalogue.LoadStarter();
    }

    private static async Task PrepareAsync(WebApplication app, Installation installation)
    {
        if (installation.Connections.Owner is not null && app.Configuration.GetValue("Database:MigrateAtStart", true))
        {
            await app.Services.GetRequiredService<MigrateDatabase>().RunAsync(CancellationToken.None);
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("installation");
            await scope.ServiceProvider.GetRequiredService<PublishFirstPrices>().RunAsync(CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<AddFirstTemplates>().RunAsync(CancellationToken.None);
        }

        if (app.Environment.IsDevelopment())
        {
            await Task.WhenAll(
                DemoAccounts.SeedAsync(app.Services, CancellationToken.None),
                SandboxSetup.RunAsync(app, installation, CancellationToken.None));
        }
    }
}
