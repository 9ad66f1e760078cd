using KieSaaS.Kernel;

namespace KieSaaS.Tenancy;

/// <summary>What a module must write the moment an API key comes to be, in the same transaction: its counters.</summary>
public interface IOnApiKeyCreated
{
    /// <summary>Adds the module's rows to the open transaction.</summary>
    Task PrepareAsync(TenantId tenant, Mode mode, Guid keyId, CancellationToken ct);
}
