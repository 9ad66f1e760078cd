namespace KieSaaS.Sandbox.Kie;

/// <summary>Ends tasks whose time has come, at the time they were due, and arranges their callbacks.</summary>
internal sealed class EndTask
{
    private readonly TaskStore _tasks;
    private readonly SandboxClock _clock;

    public EndTask(TaskStore tasks, SandboxClock clock)
    {
        _tasks = tasks;
        _clock = clock;
        clock.Advanced += (_, _) => AllDue();
    }

    /// <summary>Ends the task when it is due; gives its newest version, or null when there is none.</summary>
    public KieTask? IfDue(string id)
    {
        var now = _clock.Milliseconds();
        return _tasks.Change(id, task => !task.HasEnded && task.DueAt <= now ? Ended(task, task.DueAt.Value) : task);
    }

    /// <summary>Ends all that is due, in the order in which it was.</summary>
    public void AllDue()
    {
        var now = _clock.Milliseconds();
        foreach (var task in _tasks.All().Where(task => !task.HasEnded && task.DueAt <= now).OrderBy(task => task.DueAt))
        {
            IfDue(task.Id);
        }
    }

    /// <summary>Ends the task now, whenever it was due.</summary>
    public KieTask? Now(string id) => _tasks.Change(id, task => task.HasEnded ? task : Ended(task, _clock.Milliseconds()));

    private static KieTask Ended(KieTask task, long at) => task with { EndedAt = at, CallbackDueAt = task.CallBackUrl is null ? null : at };
}
