using KieSaaS.Kernel;

namespace KieSaaS.Tenancy;

/// <summary>A row that belongs to one tenant. It is fenced by the query filter, the write guard and row-level security.</summary>
public interface ITenantOwned
{
    /// <summary>The owner.</summary>
    TenantId TenantId { get; }
}

/// <summary>A tenant's row that exists in live and in test, and never crosses from one to the other.</summary>
public interface IModeOwned : ITenantOwned
{
    /// <summary>Live or test.</summary>
    Mode Mode { get; }
}
