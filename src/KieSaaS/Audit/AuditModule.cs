using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Audit;

/// <summary>The table of contents of the module.</summary>
public static class AuditModule
{
    /// <summary>Registers the reader of the log; writing needs nothing but the context.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddScoped<ListAudit>();
}
