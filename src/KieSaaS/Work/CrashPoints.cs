using System.Diagnostics;

namespace KieSaaS.Work;

/// <summary>
/// The moments at which a process may die and nothing may be lost or done twice. Tests start a portal with
/// <c>KIESAAS_CRASH_AT</c> set to one of them and see it die there, as by <c>kill -9</c>: no handler runs, nothing is flushed.
/// Heard in Development only; anywhere else reaching a point does nothing.
/// </summary>
internal static class CrashPoints
{
    /// <summary>The setting, of the process's environment.</summary>
    public const string Setting = "KIESAAS_CRASH_AT";

    /// <summary>Jobs are committed; nobody has been answered.</summary>
    public const string Admitted = "generation.admitted";

    /// <summary>The attempt is committed; the provider has not been called.</summary>
    public const string AttemptSaved = "generation.attempt-saved";

    /// <summary>The provider has answered; what it said is not saved.</summary>
    public const string TaskCreated = "generation.task-created";

    /// <summary>The provider's task is known; the work item is still there.</summary>
    public const string AcceptSaved = "generation.accept-saved";

    /// <summary>The files lie in our storage; the job has not ended.</summary>
    public const string ResultsCopied = "generation.results-copied";

    /// <summary>Everything that ends a job is written; the transaction is open.</summary>
    public const string Ending = "generation.ending";

    /// <summary>The job has ended; the work item is still there.</summary>
    public const string Ended = "generation.ended";

    /// <summary>Everything that turns a payment into credits is written; the transaction is open.</summary>
    public const string Fulfilling = "billing.fulfilling";

    private static readonly string? Chosen = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") == "Development"
        ? Environment.GetEnvironmentVariable(Setting)
        : null;

    /// <summary>Dies here if the tests asked for it.</summary>
    public static void Reach(string point)
    {
        if (Chosen == point)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }
}
