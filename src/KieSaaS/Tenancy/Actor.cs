using System.Collections.Frozen;
using KieSaaS.Kernel;

namespace KieSaaS.Tenancy;

/// <summary>
/// Who acts in this scope (a request, a page's question, a work item), for which tenant and mode, and over which
/// database login. Decided once, before the scope first touches the database: a scope serves one tenant.
/// </summary>
public sealed class Actor
{
    private FrozenSet<Right> _rights = [];
    private bool _decided;

    /// <summary>The tenant whose rows this scope may see; null sees none.</summary>
    public TenantId? Tenant { get; private set; }

    /// <summary>Live or test.</summary>
    public Mode Mode { get; private set; }

    /// <summary>Who, in words for the audit log: "member ada@example.com", "work generation.submit".</summary>
    public string Name { get; private set; } = "nobody";

    /// <summary>The signed-in user, if it is one.</summary>
    public Guid? UserId { get; private set; }

    /// <summary>The API key, if it is one.</summary>
    public Guid? KeyId { get; private set; }

    /// <summary>
    /// True for the platform's own login, which row-level security lets see all tenants: staff pages, the queue,
    /// and what must be looked up before a tenant is known.
    /// </summary>
    public bool IsPlatform { get; private set; }

    /// <summary>Whether this actor has a right.</summary>
    public bool May(Right right) => _rights.Contains(right);

    /// <summary>A signed-in member of a tenant.</summary>
    public void BecomeMember(TenantId tenant, Mode mode, Guid userId, string email, Role role)
    {
        Decide($"member {email}", Rights.Of(role));
        (Tenant, Mode, UserId) = (tenant, mode, userId);
    }

    /// <summary>An API key of a tenant.</summary>
    public void BecomeApiKey(TenantId tenant, Mode mode, Guid keyId, string label)
    {
        Decide($"key {label}", Rights.OfApiKey);
        (Tenant, Mode, KeyId) = (tenant, mode, keyId);
    }

    /// <summary>A signed-in person of the platform.</summary>
    public void BecomeStaff(Guid userId, string email, StaffRole role)
    {
        Decide($"staff {email}", Rights.Of(role));
        (UserId, IsPlatform) = (userId, true);
    }

    /// <summary>The platform itself, for a named purpose; with a tenant when the purpose serves one.</summary>
    public void BecomePlatform(string purpose, TenantId? tenant = null, Mode mode = Mode.Live)
    {
        Decide(purpose, []);
        (Tenant, Mode, IsPlatform) = (tenant, mode, true);
    }

    /// <summary>The same actor in another scope: a page that asks a use case.</summary>
    public void BecomeLike(Actor other)
    {
        if (!other._decided)
        {
            return;
        }

        Decide(other.Name, other._rights);
        (Tenant, Mode, UserId, KeyId, IsPlatform) = (other.Tenant, other.Mode, other.UserId, other.KeyId, other.IsPlatform);
    }

    /// <summary>The tenant, where there must be one.</summary>
    /// <exception cref="InvalidOperationException">This scope serves no tenant.</exception>
    public TenantId RequireTenant() => Tenant ?? throw new InvalidOperationException($"'{Name}' serves no tenant.");

    private void Decide(string name, FrozenSet<Right> rights)
    {
        if (_decided)
        {
            throw new InvalidOperationException($"This scope already serves '{Name}'. Open a new scope for '{name}'.");
        }

        (_decided, Name, _rights) = (true, name, rights);
    }
}
