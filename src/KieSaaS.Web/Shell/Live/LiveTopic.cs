using KieSaaS.Data;

namespace KieSaaS.Web.Shell.Live;

/// <summary>
/// Calls back when something of a tenant changed: by signal, at most a few times a second however many come, and by a slow
/// poll as well, a faster one while signals cannot arrive.
/// </summary>
internal sealed class LiveTopic : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400), SlowPoll = TimeSpan.FromSeconds(60), FallbackPoll = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Signals _signals;
    private readonly IDisposable[] _subscriptions;
    private readonly Task _loop;

    /// <param name="signals">Where changes are told.</param>
    /// <param name="topics">Which.</param>
    /// <param name="argument">The tenant, as signals write it.</param>
    /// <param name="refresh">Reads again; what it throws ends the refreshing and is its own to show.</param>
    public LiveTopic(Signals signals, IEnumerable<string> topics, string argument, Func<Task> refresh)
    {
        _signals = signals;
        _subscriptions = [.. topics.Select(topic => signals.Subscribe(topic, changed =>
        {
            if (changed == argument || changed == Signals.Everything)
            {
                Wake();
            }
        }))];
        _loop = RunAsync(refresh, _stop.Token);
    }

    /// <summary>Whether changes arrive at once; otherwise they are looked for every few seconds.</summary>
    public bool IsListening => _signals.IsListening;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _changed.Dispose();
    }

    private void Wake()
    {
        // Full means that a refresh is due already.
        try
        {
            _changed.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task RunAsync(Func<Task> refresh, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await _changed.WaitAsync(_signals.IsListening ? SlowPoll : FallbackPoll, ct);
            await refresh();
            await Task.Delay(Pause, ct);
        }
    }
}
