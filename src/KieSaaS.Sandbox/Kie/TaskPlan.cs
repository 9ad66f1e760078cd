using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary>How a new task will go: how long it takes (null: for ever) and whether it fails.</summary>
/// <param name="Takes">From its creation to its end.</param>
/// <param name="Failure">What it fails with, or null.</param>
internal sealed record TaskPlan(TimeSpan? Takes, TaskFailure? Failure)
{
    /// <summary>Plans by kind, by the words <c>[fail]</c>, <c>[slow]</c> and <c>[never]</c> in the prompt, and by the faults that were ordered.</summary>
    public static TaskPlan For(MediaKind kind, string prompt, ActiveFaults faults) => new(Duration(kind, prompt, faults), FailureOf(prompt, faults));

    private static TimeSpan? Duration(MediaKind kind, string prompt, ActiveFaults faults)
    {
        if (faults.Has(FaultEffect.NeverFinish) || Says(prompt, "[never]"))
        {
            return null;
        }

        if (Says(prompt, "[slow]"))
        {
            return TimeSpan.FromSeconds(30);
        }

        return TimeSpan.FromSeconds(kind switch { MediaKind.Video => 6, MediaKind.Audio or MediaKind.Music => 4, _ => 2 });
    }

    private static TaskFailure? FailureOf(string prompt, ActiveFaults faults)
    {
        if (faults[FaultEffect.FailTask] is { } fault)
        {
            var value = fault.Value as JsonObject ?? [];
            return new TaskFailure(TaskInput.Text(value, "failCode") ?? "500", TaskInput.Text(value, "failMsg") ?? "The sandbox was asked to fail this task.");
        }

        return Says(prompt, "[fail]") ? new TaskFailure("500", "This task failed because its prompt contains [fail].") : null;
    }

    private static bool Says(string prompt, string word) => prompt.Contains(word, StringComparison.OrdinalIgnoreCase);
}
