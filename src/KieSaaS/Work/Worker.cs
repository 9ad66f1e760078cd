using KieSaaS.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace KieSaaS.Work;

/// <summary>How much a node works at once.</summary>
public sealed class WorkOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Work";

    /// <summary>Items that one node runs at the same time, 1 to 500.</summary>
    public int Parallel { get; set; } = 32;

    /// <summary>False on a node that serves pages only.</summary>
    public bool IsEnabled { get; set; } = true;
}

/// <summary>
/// Keeps this node's slots busy with due items. It is woken by a signal when work is enqueued anywhere, by the next item's due
/// time, and every second in any case, because signals may be lost.
/// </summary>
public sealed partial class Worker : BackgroundService
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    private readonly WorkRunner _runner;
    private readonly WorkLeases _leases;
    private readonly WorkCatalogue _catalogue;
    private readonly TimeProvider _clock;
    private readonly ILogger<Worker> _log;
    private readonly WorkOptions _options;
    private readonly SemaphoreSlim _slots;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly IDisposable _subscription;

    internal Worker(
        WorkRunner runner, WorkLeases leases, WorkCatalogue catalogue, Signals signals, TimeProvider clock, IOptions<WorkOptions> options, ILogger<Worker> log)
    {
        (_runner, _leases, _catalogue, _clock, _log, _options) = (runner, leases, catalogue, clock, log, options.Value);
        _slots = new SemaphoreSlim(_options.Parallel);
        _subscription = signals.Subscribe(WorkQueue.Topic, _ => Wake());
    }

    /// <summary>Looks for work now; for whoever has just committed some on this node.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake.
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _subscription.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_options.IsEnabled && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await StartDueAsync(stoppingToken) == 0)
                {
                    await RestAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                Unreachable(e.Message);
                await Task.Delay(LongestRest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await DrainAsync();
    }

    private async Task<int> StartDueAsync(CancellationToken ct)
    {
        // Waiting for one slot first: a full node takes no lease that it could not begin at once.
        await _slots.WaitAsync(ct);
        _slots.Release();
        var items = await _leases.TakeAsync(_catalogue.Kinds, _slots.CurrentCount, ct);
        foreach (var item in items)
        {
            await _slots.WaitAsync(ct);
            _ = RunAsync(item, ct);
        }

        return items.Count;
    }

    private async Task RunAsync(LeasedItem item, CancellationToken ct)
    {
        try
        {
            await _runner.RunAsync(item, ct);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException or IOException)
        {
            // The outcome could not be written; the lease ends by itself and the item is begun again.
            Unreachable(e.Message);
        }
        finally
        {
            _slots.Release();
            Wake();
        }
    }

    private async Task RestAsync(CancellationToken ct)
    {
        var rest = LongestRest;
        if (await _leases.NextDueAsync(_catalogue.Kinds, ct) is { } due)
        {
            var until = due - _clock.GetUtcNow();
            rest = until < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : until < LongestRest ? until : LongestRest;
        }

        await _wake.WaitAsync(rest, ct);
    }

    // A stopping node lets what it has begun see its cancellation, so that scopes are disposed before the container is.
    private async Task DrainAsync()
    {
        for (var slot = 0; slot < _options.Parallel; slot++)
        {
            if (!await _slots.WaitAsync(TimeSpan.FromSeconds(10)))
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The queue cannot be reached: {Reason}")]
    private partial void Unreachable(string reason);
}
