using KieSaaS.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Reporting;

/// <summary>The table of contents of the module: it reads and never writes.</summary>
public static class ReportingModule
{
    /// <summary>Registers what staff look at.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.AddScoped<ReadOverview>();
        services.AddScoped<ListTenants>();
        services.AddScoped<ListTenantAccess>();
        return services;
    }
}
