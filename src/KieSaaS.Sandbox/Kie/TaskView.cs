using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary>A task as <c>recordInfo</c> shows it, keys in the order of the wire: the recorded ones first, the later additions behind.</summary>
internal sealed record TaskRecord(
    string TaskId,
    string Model,
    string State,
    string Param,
    string ResultJson,
    string? FailCode,
    string? FailMsg,
    long? CostTime,
    long? CompleteTime,
    long CreateTime,
    long UpdateTime,
    decimal? CreditsConsumed,
    int Progress,
    int SuccessFlag,
    JsonNode? Response);

/// <summary>A task as its callback shows it.</summary>
internal sealed record TaskReport(
    string TaskId,
    string Model,
    string State,
    string Param,
    string? ResultJson,
    string? FailCode,
    string? FailMsg,
    long? CostTime,
    long? CompleteTime,
    long CreateTime,
    long UpdateTime,
    decimal? CreditsConsumed);

/// <summary>Shows tasks in Kie's shapes: double-encoded <c>param</c>, <c>resultJson</c> as text, times in milliseconds, <c>costTime</c> in seconds.</summary>
internal sealed class TaskView(SandboxClock clock, TaskResult results)
{
    /// <summary>The answer to a poll.</summary>
    public TaskRecord Record(KieTask task)
    {
        var now = clock.Milliseconds();
        var result = task.Succeeded ? results.Describe(task) : null;
        return new TaskRecord(
            task.Id,
            task.Model,
            task.State(now),
            Param(task),
            result?.ToJsonString(KieAnswer.Json) ?? "",
            task.HasEnded ? task.Failure?.FailCode : null,
            task.HasEnded ? task.Failure?.FailMsg : null,
            CostTime(task),
            task.EndedAt,
            task.CreatedAt,
            task.EndedAt ?? task.CreatedAt,
            Consumed(task),
            task.Progress(now),
            !task.HasEnded ? 0 : task.Succeeded ? 1 : 3,
            result);
    }

    /// <summary>The body of a callback; only ended tasks have one.</summary>
    public KieAnswer Callback(KieTask task)
    {
        var record = Record(task);
        var report = new TaskReport(
            record.TaskId,
            record.Model,
            record.State,
            record.Param,
            task.Succeeded ? record.ResultJson : null,
            record.FailCode,
            record.FailMsg,
            record.CostTime,
            record.CompleteTime,
            record.CreateTime,
            record.UpdateTime,
            record.CreditsConsumed);
        return task.Succeeded
            ? new KieAnswer(200, "Playground task completed successfully.", report)
            : new KieAnswer(501, "Playground task failed.", report);
    }

    private static string Param(KieTask task)
    {
        var param = new JsonObject { ["input"] = task.Input.ToJsonString(KieAnswer.Json) };
        if (task.CallBackUrl is not null)
        {
            param["callBackUrl"] = task.CallBackUrl;
        }

        param["model"] = task.Model;
        return param.ToJsonString(KieAnswer.Json);
    }

    private static long? CostTime(KieTask task) => (task.EndedAt - task.CreatedAt) / 1000;

    private static decimal? Consumed(KieTask task) => !task.HasEnded ? null : task.Succeeded ? task.Credits : 0;
}
