using System.Runtime.InteropServices;
using KieSaaS.Sandbox.Control;

namespace KieSaaS.Sandbox;

/// <summary>
/// The process around the stand-ins. It starts from nothing (no settings files, none of the addresses its parent was given) and outlives its parent.
/// </summary>
internal static class SandboxHost
{
    private const long MostUploadBytes = 200L * 1024 * 1024;

    /// <summary>Runs until it is stopped. Exit codes: 0 stopped, 2 a setting cannot be used, 3 the data directory is taken.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="add">Adds the stand-ins' parts.</param>
    /// <param name="map">Maps the stand-ins' paths.</param>
    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection> add, Action<IEndpointRouteBuilder> map)
    {
        try
        {
            var options = SandboxOptions.Read(args);
            using var directory = DataDirectory.Take(options.DataDirectory);
            options = options.WithKeptSeed();
            using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
            await using var app = Build(options, add, map);
            await app.StartAsync();

            var address = app.Services.GetRequiredService<SandboxAddress>();
            address.ListensOn(app.Urls.First());
            directory.Announce(app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return refused.ExitCode;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("The sandbox cannot run: " + failure.Message);
            return 2;
        }
    }

    private static WebApplication Build(SandboxOptions options, Action<IServiceCollection> add, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MostUploadBytes);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<SandboxState>();
        builder.Services.AddSingleton<SandboxClock>();
        builder.Services.AddSingleton<SandboxAddress>();
        add(builder.Services);

        var app = builder.Build();
        app.Urls.Add(options.Url);
        app.UseRouting();
        app.MapControls();
        map(app);
        app.UseEndpoints(_ => { });
        return app;
    }
}
