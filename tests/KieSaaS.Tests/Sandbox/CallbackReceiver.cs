using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KieSaaS.Tests.Sandbox;

/// <summary>One request that came in.</summary>
internal sealed record Received(string Body, string? Timestamp, string? Signature);

/// <summary>A server that notes what is posted to it and answers as it is told: the given statuses first, then 200.</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentQueue<int> _statuses;

    private CallbackReceiver(WebApplication app, int[] statuses)
    {
        _app = app;
        _statuses = new ConcurrentQueue<int>(statuses);
    }

    public string Url => _app.Urls.First() + "/hook";

    public static async Task<CallbackReceiver> StartAsync(params int[] statuses)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new CallbackReceiver(app, statuses);
        app.MapPost("/hook", receiver.NoteAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>What came, as soon as it is as many; the clock moves on while waiting, so that pauses between attempts pass.</summary>
    public async Task<IReadOnlyList<Received>> WaitAsync(SandboxProcess sandbox, int count)
    {
        var waited = Stopwatch.StartNew();
        while (_received.Count < count)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), $"{_received.Count} of {count} callbacks came.");
            await sandbox.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        return [.. _received];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task NoteAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        _received.Enqueue(new Received(body, http.Request.Headers["X-Webhook-Timestamp"], http.Request.Headers["X-Webhook-Signature"]));
        http.Response.StatusCode = _statuses.TryDequeue(out var status) ? status : 200;
    }
}
