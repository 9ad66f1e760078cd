namespace KieSaaS.Sandbox.Kie;

/// <summary>Ends tasks whose time has come, at the time they were due, and arranges their callbacks.</summary>
internal sealed class EndTask(TaskStore tasks, SandboxClock clock)
{
    /// <summary>Ends the task when it is due; gives its newest version, or null when there is none.</summary>
    public KieTask? IfDue(string id)
    {
        var now = clock.Milliseconds();
        return tasks.Change(id, task => !task.HasEnded && task.DueAt <= now ? Ended(task, task.DueAt.Value) : task);
    }

    /// <summary>Ends the task now, whenever it was due.</summary>
    public KieTask? Now(string id) => tasks.Change(id, task => task.HasEnded ? task : Ended(task, clock.Milliseconds()));

    private static KieTask Ended(KieTask task, long at) => task with { EndedAt = at, CallbackDueAt = task.CallBackUrl is null ? null : at };
}
