using System.Collections.Concurrent;
using KieSaaS.Generation;
using KieSaaS.Generation.Kie;
using KieSaaS.Tests.Sandbox;
using Microsoft.Extensions.Logging;
using Live = KieSaaS.Generation.Kie.KieClient;

namespace KieSaaS.Tests.Generation.Kie;

/// <summary>The product's own client against the sandbox process, which was written from Kie's contract and knows nothing of the client.</summary>
public abstract class KieTest(SandboxFixture fixture) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    protected const string Prompt = "a very private prompt";

    private protected static readonly CreateTask Picture = new("nano-banana-2", $$"""{"prompt":"{{Prompt}}"}""", null);

    private readonly List<Live> _clients = [];

    protected SandboxProcess Sandbox => fixture.Sandbox;

    protected Lines Log { get; } = new();

    public async ValueTask InitializeAsync() => await Sandbox.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected Live Client(Func<KieConnection, KieConnection>? change = null) => Client(Sandbox.Address, change);

    private protected Live Client(Uri address, Func<KieConnection, KieConnection>? change = null)
    {
        var connection = new KieConnection("sandbox", address, "test-key-that-is-secret", KieResultHosts.OfSandbox(address));
        var client = new Live(change?.Invoke(connection) ?? connection, TimeProvider.System, Log);
        _clients.Add(client);
        return client;
    }

    private protected async Task<string> StartAsync(CreateTask? task = null) =>
        Assert.IsType<CreateAnswer.Accepted>(await Client().CreateAsync(task ?? Picture, CancellationToken.None)).TaskId;

    /// <summary>What was logged.</summary>
    protected sealed class Lines : ILogger<Live>
    {
        public ConcurrentQueue<string> All { get; } = new();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception) + exception);
    }
}
