using KieSaaS.Kernel;

namespace KieSaaS.Tenancy;

/// <summary>Whom to write to about a tenant.</summary>
/// <param name="Workspace">The tenant's name.</param>
/// <param name="Email">The address.</param>
/// <param name="Language">The language of mail to this person: "en" or "ru".</param>
public sealed record TenantContact(string Workspace, string Email, string Language);

/// <summary>
/// Finds the people of tenants. Who writes to tenants stands beside the module that knows people, not above it, so the question is
/// asked here and answered there.
/// </summary>
public interface ITenantContacts
{
    /// <summary>The first owner of each tenant whose address is confirmed; a tenant without one is left out. Asked on the platform's login.</summary>
    Task<IReadOnlyDictionary<TenantId, TenantContact>> FindAsync(IReadOnlyCollection<TenantId> tenants, CancellationToken ct);
}
