using KieSaaS.Work;

namespace KieSaaS.Generation;

/// <summary>Tell the tenant's own callback address that a job ended, in the upstream's words.</summary>
internal sealed record NotifyTenant(Guid JobId) : IWork
{
    public static string Kind => "generation.notify";
}
