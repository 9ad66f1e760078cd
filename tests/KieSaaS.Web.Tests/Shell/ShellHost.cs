using KieSaaS.Mail;
using KieSaaS.Tenancy;
using KieSaaS.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KieSaaS.Web.Tests.Shell;

/// <summary>The shell alone on a test server: no database, no modules, so that its tests say something about the shell.</summary>
internal sealed class ShellHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ShellHost(WebApplication app) => _app = app;

    public static async Task<ShellHost> StartAsync(
        string environment = "Development", Action<IServiceCollection>? services = null, Action<WebApplication>? endpoints = null, Action<IApplicationBuilder>? programs = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = Repository.PathOf("src", "KieSaaS.Web"),
            EnvironmentName = environment,
        });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.Configure<PublicAddress>(address => address.BaseUrl = new Uri("http://localhost"));
        services?.Invoke(builder.Services);
        builder.AddShell();

        var app = builder.Build();
        app.UseShell(programs: programs);
        app.MapShell();
        endpoints?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ShellHost(app);
    }

    public IServiceProvider Services => _app.Services;

    /// <summary>A browser without cookies that follows no redirects.</summary>
    public HttpClient Browser(string address = "http://localhost")
    {
        var client = _app.GetTestClient();
        client.BaseAddress = new Uri(address);
        return client;
    }

    /// <summary>Asks a use case of a module of this host as the platform, in a scope of its own.</summary>
    public async Task AsPlatformAsync<TUseCase>(Func<TUseCase, Task> ask) where TUseCase : notnull
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("test");
        await ask(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
