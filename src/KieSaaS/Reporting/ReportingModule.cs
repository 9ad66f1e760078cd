using KieSaaS.Reporting.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Reporting;

/// <summary>The table of contents of the module: it reads and never writes.</summary>
public static class ReportingModule
{
    /// <summary>Registers what tenants read about themselves, what staff look at, and the start page's figures.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.AddSingleton<StatementFonts>();
        services.AddScoped<JobsOfPeriod>();
        services.AddScoped<ReadStatement>();
        services.AddScoped<ListStatements>();
        services.AddScoped(scope => new PrintStatement(scope.GetRequiredService<ReadStatement>(), scope.GetRequiredService<StatementFonts>()));
        services.AddScoped<UsageTotals>();
        services.AddScoped<ReadUsage>();
        services.AddScoped<ListUsageChoices>();
        services.AddScoped<ExportUsage>();

        services.AddScoped<ReadOverview>();
        services.AddScoped<ListTenants>();
        services.AddScoped<ReadHome>();
        services.AddScoped<PreviewDraft>();
        return services;
    }
}
