using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace KieSaaS.Tests.Billing.Stripe;

/// <summary>A real endpoint that keeps every webhook it gets and answers as told.</summary>
internal sealed class WebhookCatcher : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Caught> _caught = new();

    private WebhookCatcher(WebApplication app) => _app = app;

    public sealed record Caught(byte[] Body, string? Signature, DateTimeOffset At)
    {
        public JsonNode Json { get; } = JsonNode.Parse(Body)!;

        public string Type => (string)Json["type"]!;

        public string Id => (string)Json["id"]!;
    }

    public Uri Address => new(new Uri(_app.Urls.First()), "/hook");

    public int Status { get; set; } = 200;

    public IReadOnlyList<Caught> All => [.. _caught];

    public static async Task<WebhookCatcher> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var catcher = new WebhookCatcher(app);
        app.MapPost("/hook", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            catcher._caught.Enqueue(new Caught(body.ToArray(), context.Request.Headers["Stripe-Signature"], DateTimeOffset.UtcNow));
            context.Response.StatusCode = catcher.Status;
        });
        await app.StartAsync(StripeSandboxFixture.Ct);
        return catcher;
    }

    /// <summary>Waits until what was caught is enough, and hands it over; fails with what did come when it never is.</summary>
    public async Task<IReadOnlyList<Caught>> WaitAsync(Func<IReadOnlyList<Caught>, bool> enough)
    {
        var deadline = DateTimeOffset.UtcNow + Patience;
        while (!enough(All))
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, "Only these came: " + string.Join(", ", All.Select(caught => caught.Type)));
            await Task.Delay(20, StripeSandboxFixture.Ct);
        }

        return All;
    }

    public Task<IReadOnlyList<Caught>> WaitAsync(int count) => WaitAsync(caught => caught.Count >= count);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
