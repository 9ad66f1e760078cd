namespace KieSaaS.Sandbox.Kie;

/// <summary><c>GET /api/v1/jobs/recordInfo</c> (reference section 1.2) and its siblings in the APIs with paths of their own.</summary>
internal sealed class ReadRecord(TaskStore tasks, EndTask end, FaultPlan faults, TaskView view, DedicatedView dedicated)
{
    /// <summary>Answers one poll; a task is seen only by the API it was created in.</summary>
    public async Task<IResult> RunAsync(HttpContext http, DedicatedApi? api = null)
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
        if (task is null || task.Api != api?.Name)
        {
            return active.After(http, api is { AnswersUnknownWithNothing: true } ? KieAnswer.Ok(null) : KieAnswer.No(422, "recordInfo is null"));
        }

        return active.After(http, KieAnswer.Ok(api is null ? view.Record(task) : dedicated.Record(task)));
    }
}
