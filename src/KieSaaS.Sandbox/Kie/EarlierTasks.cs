using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary>What a create goes on from: the earlier task must exist and have succeeded, and the track must be one of its own.</summary>
internal sealed class EarlierTasks(TaskStore tasks)
{
    /// <summary>True when everything that the input names is there; true too when it names nothing.</summary>
    public bool Knows(JsonObject input)
    {
        var track = TaskInput.Text(input, "audio_id", "audioId");
        return TaskInput.Text(input, "task_id", "taskId") is { } id
            ? tasks.Find(id) is { Succeeded: true } task && (track is null || TaskResult.TracksOf(task).Contains(track, StringComparer.Ordinal))
            : track is null || tasks.All().Any(task => task.Succeeded && TaskResult.TracksOf(task).Contains(track, StringComparer.Ordinal));
    }
}
