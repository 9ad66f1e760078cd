using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Billing;

/// <summary>The table of contents of the module: what is not listed here does not run.</summary>
public static class BillingModule
{
    /// <summary>Registers the ledger, its readers and its proof.</summary>
    public static IServiceCollection AddBilling(this IServiceCollection services)
    {
        services.AddOptions<BillingOptions>().BindConfiguration(BillingOptions.Section)
            .Validate(options => options is { WelcomeCredits: >= 0, WelcomeDays: >= 0, TestCredits: >= 0 }, "Billing: credits and days cannot be negative.")
            .ValidateOnStart();
        services.AddScoped<CreditLedger>();
        services.AddScoped<ReadBalance>();
        services.AddScoped<ListLedger>();
        services.AddScoped<SumLedger>();
        services.AddScoped<ListWallets>();
        services.AddScoped<GrantCredits>();
        services.AddScoped<Proof>();
        services.AddScoped<ListProofRuns>();
        services.AddWork<ProveBooks, RunProof>(maxAttempts: 3);
        services.AddSchedule(TimeSpan.FromMinutes(15), new ProveBooks());
        services.AddScoped<IOnWorkspaceOpened, OpenWallets>();
        return services;
    }
}
