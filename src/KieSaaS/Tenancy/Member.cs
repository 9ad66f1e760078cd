using KieSaaS.Kernel;

namespace KieSaaS.Tenancy;

/// <summary>A user in a tenant, with a role.</summary>
public sealed class Member : ITenantOwned
{
    /// <summary>The tenant.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>What the user may do there.</summary>
    public required Role Role { get; set; }

    /// <summary>Since when (UTC).</summary>
    public required DateTimeOffset JoinedAt { get; init; }
}
