using KieSaaS.Work;

namespace KieSaaS.Generation;

/// <summary>Ask the provider how far an attempt is, and end the job when it is over. A callback asks for the same.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="TaskId">The task a callback named, when the create's answer was lost; believed only after the task was read back.</param>
internal sealed record PollJob(Guid AttemptId, string? TaskId = null) : IWork
{
    public static string Kind => "generation.poll";
}
