using KieSaaS.Net;
using KieSaaS.Tenancy;
using KieSaaS.Work;

namespace KieSaaS.Generation;

/// <summary>
/// Calls the tenant's callback address in the upstream's own shape, through the guarded client. An answer other than 2xx is tried
/// again with growing gaps; after the last try it stays a dead letter for staff.
/// </summary>
internal sealed class NotifyTenantHandler(Actor actor, FindJob find, GuardedHttp http, TaskRecords records) : IWorkHandler<NotifyTenant>
{
    public async Task<WorkOutcome> RunAsync(NotifyTenant work, CancellationToken ct)
    {
        var job = await find.RunAsync(work.JobId, ct);
        if (!job.Succeeded || job.Value.CallbackUrl is not { } address)
        {
            return WorkOutcome.Done;
        }

        var answer = await http.SendAsync(new GuardedRequest(HttpMethod.Post, address) { Body = records.Callback(job.Value, actor.RequireTenant()) }, ct);
        if (!answer.Succeeded)
        {
            throw new InvalidOperationException(answer.Refusal.Message);
        }

        return answer.Value.IsSuccess
            ? WorkOutcome.Done
            : throw new InvalidOperationException($"The tenant's callback answered {answer.Value.Status}.");
    }
}
