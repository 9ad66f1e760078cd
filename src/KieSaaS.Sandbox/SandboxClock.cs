namespace KieSaaS.Sandbox;

/// <summary>
/// The time of the sandbox: the system's plus an offset that only grows until a reset. The offset is kept, so that a restart does not turn time back.
/// Timers and delays made with this clock follow it: what an advance makes due fires at once.
/// </summary>
internal sealed class SandboxClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<VirtualTimer> _timers = [];
    private readonly SandboxState _state;
    private long _offsetTicks;

    public SandboxClock(SandboxState state)
    {
        _state = state;
        _offsetTicks = state.Load<KeptOffset>("clock", "offset")?.Ticks ?? 0;
        state.Cleared += (_, _) => Interlocked.Exchange(ref _offsetTicks, 0);
    }

    /// <summary>Raised within an advance: what is due by now is done before the advance returns.</summary>
    public event EventHandler? Advanced;

    /// <summary>How far this clock is ahead of the system's.</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref _offsetTicks));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp() + (long)(Offset.TotalSeconds * System.TimestampFrequency);

    /// <summary>Moves the time forward; it never goes back.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        _state.Save("clock", "offset", new KeptOffset(Interlocked.Add(ref _offsetTicks, by.Ticks)));
        VirtualTimer[] timers;
        lock (_gate)
        {
            timers = [.. _timers];
        }

        foreach (var timer in timers)
        {
            timer.Rearm();
        }

        Advanced?.Invoke(this, EventArgs.Empty);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The time since 1970 in milliseconds, the unit of Kie's wire.</summary>
    public long Milliseconds() => GetUtcNow().ToUnixTimeMilliseconds();

    private void Forget(VirtualTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    private sealed record KeptOffset(long Ticks);

    /// <summary>A timer that remembers when it is due by the virtual clock, so that a system timer can be set anew after each advance.</summary>
    private sealed class VirtualTimer : ITimer
    {
        private readonly Lock _gate = new();
        private readonly SandboxClock _clock;
        private readonly ITimer _inner;
        private DateTimeOffset? _due;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public VirtualTimer(SandboxClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _inner = System.CreateTimer(
                _ =>
                {
                    if (Elapse())
                    {
                        callback(state);
                    }
                },
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
                _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            }

            return Rearm();
        }

        public bool Rearm()
        {
            lock (_gate)
            {
                // A little over the due time: the system's timer may fire a shade early and would have to be set again.
                var wait = _due is { } due ? due - _clock.GetUtcNow() : Timeout.InfiniteTimeSpan;
                return _inner.Change(_due is null ? wait : Bounded(wait), Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            _clock.Forget(this);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        /// <summary>A system timer takes at most 49 days; a longer wait is cut and set again when it rings.</summary>
        private static TimeSpan Bounded(TimeSpan wait) =>
            wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(wait.TotalMilliseconds), TimeSpan.FromDays(40).TotalMilliseconds));

        private bool Elapse()
        {
            lock (_gate)
            {
                if (_due is not { } due)
                {
                    return false;
                }

                if (due > _clock.GetUtcNow())
                {
                    Rearm();
                    return false;
                }

                _due = _period == Timeout.InfiniteTimeSpan ? null : due + _period;
                Rearm();
                return true;
            }
        }
    }
}
