namespace KieSaaS.Sandbox.Kie;

/// <summary>At most so many calls of one key within a sliding window of the sandbox's time; what exceeds it is refused, not queued.</summary>
internal sealed class CallLimit(SandboxClock clock, int calls, TimeSpan window)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _callsByKey = new(StringComparer.Ordinal);

    /// <summary>Forgets all calls.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _callsByKey.Clear();
        }
    }

    /// <summary>Counts a call, or says that it is one too many.</summary>
    public bool TryTake(string key)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (!_callsByKey.TryGetValue(key, out var recent))
            {
                _callsByKey[key] = recent = new Queue<DateTimeOffset>();
            }

            while (recent.TryPeek(out var oldest) && oldest <= now - window)
            {
                recent.Dequeue();
            }

            if (recent.Count >= calls)
            {
                return false;
            }

            recent.Enqueue(now);
            return true;
        }
    }
}

/// <summary>Kie's two call limits (reference section 5).</summary>
internal sealed class KieLimits
{
    public KieLimits(SandboxClock clock, SandboxState state)
    {
        Creates = new CallLimit(clock, 20, TimeSpan.FromSeconds(10));
        Discovery = new CallLimit(clock, 1, TimeSpan.FromSeconds(1));
        state.Cleared += (_, _) =>
        {
            Creates.Clear();
            Discovery.Clear();
        };
    }

    /// <summary>20 new tasks in 10 s.</summary>
    public CallLimit Creates { get; }

    /// <summary>One question about models a second.</summary>
    public CallLimit Discovery { get; }
}
