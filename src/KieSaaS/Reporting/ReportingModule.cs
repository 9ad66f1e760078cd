using KieSaaS.Reporting.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Reporting;

/// <summary>The table of contents of the module: what is not listed here does not run.</summary>
public static class ReportingModule
{
    /// <summary>Registers statements, the usage log and its export.</summary>
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
        return services;
    }
}
