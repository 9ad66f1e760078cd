using System.Security.Cryptography;
using System.Text;

namespace KieSaaS.Sandbox.Kie;

/// <summary>All tasks, the credits they cost, and who is due next. Every change is on disk before the call returns.</summary>
internal sealed class TaskStore : IDisposable
{
    private const string Area = "kie-task";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, KieTask> _tasks = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, long> _due = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly SandboxState _state;
    private readonly Account _account;
    private readonly int _seed;

    public TaskStore(SandboxState state, SandboxOptions options)
    {
        _state = state;
        _account = new Account(state);
        _seed = options.Seed;
        state.Cleared += (_, _) => Clear();
        foreach (var (_, task) in state.LoadAll<KieTask>(Area))
        {
            Remember(task);
        }
    }

    /// <summary>What is left on the account.</summary>
    public decimal Balance
    {
        get
        {
            lock (_gate)
            {
                return _account.Balance;
            }
        }

        set
        {
            lock (_gate)
            {
                _account.SetBalance(value);
            }
        }
    }

    /// <summary>Adds a task under the next id, or gives null when the balance is short.</summary>
    public KieTask? TryAdd(decimal credits, Func<string, KieTask> create)
    {
        lock (_gate)
        {
            if (_account.Available < credits)
            {
                return null;
            }

            var task = create(NextId());
            Keep(task);
            return task;
        }
    }

    /// <summary>The task, or null.</summary>
    public KieTask? Find(string id)
    {
        lock (_gate)
        {
            return _tasks.GetValueOrDefault(id);
        }
    }

    /// <summary>All tasks in the order of their creation.</summary>
    public IReadOnlyList<KieTask> All()
    {
        lock (_gate)
        {
            return [.. _tasks.Values.OrderBy(task => task.CreatedAt)];
        }
    }

    /// <summary>Changes a task; <paramref name="change"/> sees its newest version and may return it as it is.</summary>
    public KieTask? Change(string id, Func<KieTask, KieTask> change)
    {
        lock (_gate)
        {
            if (!_tasks.TryGetValue(id, out var task))
            {
                return null;
            }

            var changed = change(task);
            if (!ReferenceEquals(changed, task))
            {
                Keep(changed);
            }

            return changed;
        }
    }

    /// <summary>Counts a poll without a write.</summary>
    public void CountPoll(string id)
    {
        lock (_gate)
        {
            if (_tasks.TryGetValue(id, out var task))
            {
                _tasks[id] = task with { Polls = task.Polls + 1 };
            }
        }
    }

    /// <summary>Takes the next task that is due, or gives the time to look again (null: only after a change).</summary>
    public (string? Due, long? NextAt) TakeDue(long now)
    {
        lock (_gate)
        {
            while (_due.TryPeek(out var id, out var at))
            {
                if (at > now)
                {
                    return (null, at);
                }

                _due.Dequeue();
                if (_tasks.TryGetValue(id, out var task) && task.NextDueAt <= now)
                {
                    return (id, null);
                }
            }

            return (null, null);
        }
    }

    /// <summary>Puts a task back in line, at whatever time it is due now.</summary>
    public void LineUp(string id)
    {
        lock (_gate)
        {
            if (_tasks.GetValueOrDefault(id)?.NextDueAt is { } at)
            {
                _due.Enqueue(id, at);
            }
        }

        Wake();
    }

    /// <summary>Returns after something changed since it last returned, or after <see cref="Wake"/>.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        await _changed.WaitAsync(stop);
        while (_changed.Wait(0, stop))
        {
            // Several changes are one reason to look.
        }
    }

    /// <summary>Lets <see cref="WaitAsync"/> return.</summary>
    public void Wake() => _changed.Release();

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();

    private string NextId() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{_seed}:{_tasks.Count}"))).AsSpan(0, 16));

    private void Keep(KieTask task)
    {
        _state.Save(Area, task.Id, task);
        Remember(task);
        Wake();
    }

    private void Remember(KieTask task)
    {
        _account.Replace(_tasks.GetValueOrDefault(task.Id), task);
        _tasks[task.Id] = task;
        if (task.NextDueAt is { } at)
        {
            _due.Enqueue(task.Id, at);
        }
    }

    private void Clear()
    {
        lock (_gate)
        {
            _tasks.Clear();
            _due.Clear();
            _account.Clear();
        }
    }
}
