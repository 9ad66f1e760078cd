using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Data;

/// <summary>Ways over the query filters. Row-level security still binds the application's login.</summary>
public static class TenantQueries
{
    /// <summary>Looks at every tenant and both modes. Every caller is listed, with its reason, in the architecture tests.</summary>
    public static IQueryable<T> AcrossTenants<T>(this IQueryable<T> rows) where T : class, ITenantOwned =>
        rows.IgnoreQueryFilters([AppDbContext.TenantFilter, AppDbContext.ModeFilter]);

    /// <summary>Looks at the current tenant's rows in both modes.</summary>
    public static IQueryable<T> InBothModes<T>(this IQueryable<T> rows) where T : class, IModeOwned =>
        rows.IgnoreQueryFilters([AppDbContext.ModeFilter]);
}
