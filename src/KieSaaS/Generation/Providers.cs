using System.Threading.RateLimiting;
using KieSaaS.Generation.Kie;
using KieSaaS.Kernel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KieSaaS.Generation;

/// <summary>Which provider serves which mode: Kie serves live jobs, the sandbox serves test jobs.</summary>
internal sealed class Providers(IOptions<KieOptions> options, TimeProvider clock, ILogger<KieClient> log) : IDisposable
{
    private readonly KieClient? _live = options.Value.Live() is { } live ? new(live, clock, log) : null;
    private readonly KieClient? _test = options.Value.Test() is { } test ? new(test, clock, log) : null;

    private readonly SlidingWindowRateLimiter _liveTurns = Turns(options.Value), _testTurns = Turns(options.Value);

    /// <summary>True when another create may go out now; each provider takes only so many in ten seconds.</summary>
    public bool TryTakeTurn(Mode mode) => (mode == Mode.Live ? _liveTurns : _testTurns).AttemptAcquire().IsAcquired;

    /// <summary>True when the mode has a provider: a key for live, a sandbox for test.</summary>
    public bool Has(Mode mode) => Find(mode) is not null;

    /// <summary>The mode's provider.</summary>
    /// <exception cref="InvalidOperationException">It has none; ask <see cref="Has"/> before a job is accepted.</exception>
    public IGenerationProvider For(Mode mode) => Find(mode) ?? throw new InvalidOperationException(
        mode == Mode.Live ? "There is no provider for live jobs: set KIE_API_KEY." : "There is no sandbox for test jobs: set Sandbox:Url.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _liveTurns.Dispose();
        _testTurns.Dispose();
        _live?.Dispose();
        _test?.Dispose();
    }

    private static SlidingWindowRateLimiter Turns(KieOptions options) =>
        new(new SlidingWindowRateLimiterOptions { PermitLimit = options.CreatesPerTenSeconds, Window = TimeSpan.FromSeconds(10), SegmentsPerWindow = 20, QueueLimit = 0 });

    private KieClient? Find(Mode mode) => mode == Mode.Live ? _live : _test;
}
