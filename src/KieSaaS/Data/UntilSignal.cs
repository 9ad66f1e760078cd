namespace KieSaaS.Data;

/// <summary>An answer that is kept in memory until a signal says that it changed, and read anew each time while signals cannot arrive.</summary>
internal sealed class UntilSignal<T> : IDisposable
    where T : class
{
    private readonly Signals _signals;
    private readonly Func<CancellationToken, Task<T>> _read;
    private readonly IDisposable _subscription;
    private volatile T? _kept;
    private int _generation;

    /// <summary>Listens from now on.</summary>
    public UntilSignal(Signals signals, string topic, Func<CancellationToken, Task<T>> read)
    {
        (_signals, _read) = (signals, read);
        _subscription = signals.Subscribe(topic, _ => Forget());
    }

    public ValueTask<T> GetAsync(CancellationToken ct) => _kept is { } kept && _signals.IsListening ? ValueTask.FromResult(kept) : new ValueTask<T>(ReadAsync(ct));

    public void Dispose() => _subscription.Dispose();

    private void Forget()
    {
        Interlocked.Increment(ref _generation);
        _kept = null;
    }

    private async Task<T> ReadAsync(CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        var read = await _read(ct);

        // A signal that came while we read means that this may be the answer before.
        if (generation == Volatile.Read(ref _generation))
        {
            _kept = read;
        }

        return read;
    }
}
