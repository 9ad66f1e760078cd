using KieSaaS.Billing.Purchases;
using KieSaaS.Billing.Stripe;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.AddScoped<FindCharge>();
        services.AddScoped<SumLedger>();
        services.AddScoped<ListWallets>();
        services.AddScoped<GrantCredits>();
        services.AddScoped<Proof>();
        services.AddScoped<ListProofRuns>();
        services.AddWork<ProveBooks, RunProof>(maxAttempts: 3);
        services.AddSchedule(TimeSpan.FromMinutes(15), new ProveBooks());
        services.AddScoped<IOnWorkspaceOpened, OpenWallets>();
        services.TryAddSingleton(Packs.Standard);
        services.AddScoped<ListPacks>();
        services.AddScoped<ListOrders>();
        services.AddScoped<RefillTestCredits>();
        return services;
    }

    /// <summary>
    /// Registers buying: Stripe behind <see cref="IPayments"/> with the settings of section "Stripe", the purchase from order to
    /// credits, and the reconciler. Needs <see cref="AddBilling"/> and the queue.
    /// </summary>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddStripe(configuration);
        services.AddScoped<BuyCredits>();
        services.AddScoped<CheckOrder>();
        services.AddScoped<Notices>();
        services.AddScoped(scope => new ReceivePaymentNotice(scope.GetRequiredService<IPayments>(), scope.GetRequiredService<Notices>()));
        services.AddWork<FulfilOrder, FulfilOrderHandler>();
        services.AddWork<ReconcileOrders, ReconcileOrdersHandler>();
        services.AddSchedule(TimeSpan.FromMinutes(5), new ReconcileOrders());
        return services;
    }
}
