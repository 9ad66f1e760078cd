namespace KieSaaS.Generation;

/// <summary>
/// An answer that may be some minutes old. Whoever asks after that reads it anew, once on this node, and everybody else is given what
/// there is meanwhile. For figures only that nothing is decided by: each node has its own.
/// </summary>
internal sealed class Kept<T>(TimeSpan life, TimeProvider clock, Func<CancellationToken, Task<T>> read) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Dated? _kept;

    public async ValueTask<T> GetAsync(CancellationToken ct)
    {
        if (_kept is { } kept && IsFresh(kept))
        {
            return kept.Value;
        }

        var old = _kept;
        if (!await _reading.WaitAsync(old is null ? Timeout.Infinite : 0, ct))
        {
            return old!.Value;
        }

        try
        {
            if (_kept is not { } meanwhile || !IsFresh(meanwhile))
            {
                _kept = new Dated(await read(ct), clock.GetUtcNow());
            }

            return _kept!.Value;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    // Development's clock may be moved: an answer of the future is none.
    private bool IsFresh(Dated kept) => (clock.GetUtcNow() - kept.At).Duration() < life;

    private sealed record Dated(T Value, DateTimeOffset At);
}
