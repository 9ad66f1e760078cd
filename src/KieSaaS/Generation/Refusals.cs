using KieSaaS.Generation.Admission;
using KieSaaS.Kernel;

namespace KieSaaS.Generation;

/// <summary>Every "no" this module can say, in one place, so that words and codes stay the same everywhere.</summary>
internal static class Refusals
{
    public static readonly Refusal MayNotGenerate = new(RefusalKind.Forbidden, "generation.may-not-generate", "Your role cannot start generations. An owner or admin of the workspace can change it.");

    public static readonly Refusal UnknownTask = new(RefusalKind.NotFound, "generation.unknown-task", "recordInfo is null");

    // Another tenant's task, one of the other mode, and none at all: the same words. They begin with the upstream's.
    public static Refusal UnknownEarlierTask(string field) => Earlier(
        "earlier-task-unknown", field, $"Record does not exist: {field} names no task of yours. Give the id of a task that was made with a key of the same mode (live or test).");

    public static Refusal EarlierTaskRuns(string field) => Earlier("earlier-task-running", field, $"{field} names a task that still runs. Wait until its state is success.");

    public static Refusal EarlierTaskFailed(string field) => Earlier("earlier-task-failed", field, $"{field} names a task that failed: it has no result to go on from. Give one that delivered.");

    public static Refusal EarlierTaskElsewhere(string field) =>
        Earlier("earlier-task-elsewhere", field, $"{field} names a task of a provider that takes no jobs now. Make it again, then continue that one.");

    public static Refusal CannotContinue(string field, string made, IEnumerable<string> from) => Earlier(
        "earlier-task-kind", field, $"{field} names a task of '{made}', which this model cannot continue. It takes tasks of: {string.Join(", ", from)}.");

    public static Refusal CannotContinueWith(string field, string obstacle) => Earlier(
        "earlier-task-not-with", field, $"{field} names a task with {obstacle}, which this model cannot continue. Give one that was made otherwise.");

    public static Refusal UnknownTrack(string field) =>
        Earlier("earlier-track-unknown", field, $"{field} names no track of that task. Take it from data[].id in the task's resultJson.");

    public static Refusal NoSuchResult(string field, int results) =>
        Earlier("earlier-result-unknown", field, $"{field} must be below {results}: that task has {results} result{(results == 1 ? "" : "s")}, counted from 0.");

    private static readonly Refusal KeyRevoked = new(RefusalKind.Unauthenticated, "identity.key-revoked", "This API key was revoked. Create another in the portal.");

    private static readonly Refusal TenantStopped = new(RefusalKind.Forbidden, "generation.tenant-stopped", "This workspace is suspended and cannot start new jobs. Contact support.");

    private static readonly Refusal InDebt = new(RefusalKind.NotEnoughCredits, "billing.in-debt", "This workspace owes credits after a refund. Buy credits to go on.");

    public static Refusal Of(AdmissionAnswer answer, Credits price) => answer.Verdict switch
    {
        AdmissionVerdict.KeyRevoked => KeyRevoked,
        AdmissionVerdict.TenantStopped => TenantStopped,
        AdmissionVerdict.InDebt => With(InDebt, price, answer.Available),
        AdmissionVerdict.TenantLimit => Limit("generation.tenant-limit", "The workspace has as many jobs running as it may. Wait for one to finish."),
        AdmissionVerdict.KeyRunningLimit => Limit("generation.key-running-limit", "This API key has as many jobs running as it may. Wait for one to finish."),
        AdmissionVerdict.KeySpendLimit => Limit("generation.key-spend-limit", "This API key has spent its credits of the day. The limit resets at midnight UTC."),
        AdmissionVerdict.NotEnoughCredits or AdmissionVerdict.ExpiryDue => With(
            new Refusal(RefusalKind.NotEnoughCredits, "billing.not-enough-credits", $"Credits insufficient: this job needs {price} credits and {answer.Available} are available."),
            price,
            answer.Available),
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer.Verdict, "An accepted request is no refusal."),
    };

    private static Refusal Earlier(string code, string field, string message) => new Refusal(RefusalKind.Invalid, "generation." + code, message).For(field);

    private static Refusal Limit(string code, string message) => new(RefusalKind.LimitReached, code, message);

    private static Refusal With(Refusal refusal, Credits needed, Credits available) => refusal with
    {
        Details = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["needed"] = needed.ToDecimal(),
            ["available"] = available.ToDecimal(),
        },
    };
}
