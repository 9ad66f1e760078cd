namespace KieSaaS.Sandbox.Kie;

/// <summary><c>GET /api/v1/jobs/recordInfo</c> (reference section 1.2).</summary>
internal sealed class ReadRecord(TaskStore tasks, EndTask end, FaultPlan faults, TaskView view)
{
    /// <summary>Answers one poll.</summary>
    public async Task<IResult> RunAsync(HttpContext http)
    {
        var id = http.Request.Query["taskId"].ToString();
        if (id.Length == 0)
        {
            return KieAnswer.No(422, "taskId is required");
        }

        tasks.CountPoll(id);
        var active = faults.Take("record", tasks.Find(id)?.Model);
        if (await active.BeforeAsync(http) is { } instead)
        {
            return instead;
        }

        var task = active.Has(FaultEffect.NotVisible) ? null : end.IfDue(id);
        return active.After(http, task is null ? KieAnswer.No(422, "recordInfo is null") : KieAnswer.Ok(view.Record(task)));
    }
}
