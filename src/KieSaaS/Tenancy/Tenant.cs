using KieSaaS.Kernel;

namespace KieSaaS.Tenancy;

/// <summary>Whether a tenant may work.</summary>
public enum TenantStatus
{
    /// <summary>Everything its roles allow.</summary>
    Active,

    /// <summary>Reads and downloads, but starts no new job.</summary>
    NewWorkStopped,

    /// <summary>Nothing at all.</summary>
    Suspended,
}

/// <summary>A customer organisation: one wallet per mode, members, API keys, limits. People call it a workspace.</summary>
public sealed class Tenant : ITenantOwned
{
    /// <summary>The identity, which is also the owner of the row.</summary>
    public required TenantId TenantId { get; init; }

    /// <summary>The name people gave it, 1 to 80 characters.</summary>
    public required string Name { get; set; }

    /// <summary>Whether it may work.</summary>
    public TenantStatus Status { get; set; }

    /// <summary>The language of its mail and documents: "en" or "ru".</summary>
    public string Language { get; set; } = "en";

    /// <summary>The currency in which it sees what credits are worth.</summary>
    public Currency Currency { get; set; } = Currency.Usd;

    /// <summary>When it was opened (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
