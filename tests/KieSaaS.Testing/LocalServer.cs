using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Testing;

/// <summary>A web server of the test on a free port of this machine.</summary>
public sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalServer(WebApplication app) => _app = app;

    /// <summary>Its address without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    /// <summary>What was asked so far: method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Starts it.</summary>
    public static async Task<LocalServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        var server = new LocalServer(builder.Build());
        server._app.Urls.Add("http://127.0.0.1:0");
        server._app.Run(http =>
        {
            server.Requests.Enqueue($"{http.Request.Method} {http.Request.Path}");
            return answer(http);
        });
        await server._app.StartAsync();
        server.Url = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return server;
    }

    /// <summary>Serves what lies in a folder by its name.</summary>
    public static Task<LocalServer> OfFilesAsync(string folder) => StartAsync(http =>
        http.Response.Body.WriteAsync(File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(http.Request.Path.Value!)))).AsTask());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
