using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Files;
using KieSaaS.Generation.Admission;
using KieSaaS.Generation.Bench;
using KieSaaS.Generation.Kie;
using KieSaaS.Generation.Notices;
using KieSaaS.Net;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KieSaaS.Generation;

/// <summary>The table of contents of the module: what is not listed here does not run.</summary>
public static class GenerationModule
{
    /// <summary>Registers admission, the work that carries a job to its end, and the readers.</summary>
    public static IServiceCollection AddGeneration(this IServiceCollection services)
    {
        services.AddOptions<GenerationOptions>().BindConfiguration(GenerationOptions.Section)
            .Validate(options => options.MaxRunningPerTenant > 0, "Generation:MaxRunningPerTenant must be above zero.")
            .ValidateOnStart();
        services.AddScoped<OpenCounters>();
        services.AddScoped<IOnWorkspaceOpened>(scope => scope.GetRequiredService<OpenCounters>());
        services.AddScoped<IOnApiKeyCreated>(scope => scope.GetRequiredService<OpenCounters>());
        services.AddSingleton(provider => new CheckCallbackAddress(provider.GetRequiredService<GuardedAddress>()));
        services.AddSingleton<AdmissionStatement>();
        services.AddSingleton<AdmissionLane>();
        services.AddHostedService(provider => provider.GetRequiredService<AdmissionLane>());
        services.AddKie();

        services.AddScoped<EarlierTasks>();
        services.AddScoped<IEarlierTasks, EarlierTasksOnDemand>();
        services.AddScoped(scope => new StartGeneration(
            scope.GetRequiredService<PriceRequest>(),
            scope.GetRequiredService<IEarlierTasks>(),
            scope.GetRequiredService<AdmissionLane>(),
            scope.GetRequiredService<IServiceScopeFactory>(),
            scope.GetRequiredService<Actor>()));
        services.AddScoped<FindJob>();
        services.AddScoped<ListJobs>();
        services.AddScoped<ReadSales>();
        services.AddScoped<ListLostAttempts>();
        services.AddSingleton(provider => new ReadReliability(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ReadSpeeds(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<FindPriceRises>();
        services.AddScoped<ListPriceNotices>();
        services.AddScoped<ExplainCharge>();
        services.AddSingleton(provider => new ReceiveCallback(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<KieSignature>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new TaskRecords(
            provider.GetRequiredService<SignedLinks>(), provider.GetRequiredService<IOptions<Mail.PublicAddress>>()));

        services.AddSingleton<SourceLink>();
        services.AddScoped<EndJob>();
        services.AddScoped<CollectResults>();
        services.AddWork<SubmitJob, SubmitJobHandler>();
        services.AddWork<PollJob, PollJobHandler>(maxAttempts: 40);
        services.AddWork<CloseVerification, CloseVerificationHandler>(maxAttempts: 100);
        services.AddWork<NotifyTenant, NotifyTenantHandler>();
        services.AddSingleton<NoticeLetter>();
        services.AddWork<PricesPublished, TellPrices>(maxAttempts: 40);
        services.AddScoped<PriceBench>();
        services.AddScoped<OpenPlatformWorkspace>();
        services.AddScoped(scope => new StartBenchRun(
            scope.GetRequiredService<AppDbContext>(),
            scope.GetRequiredService<PriceBench>(),
            scope.GetRequiredService<Providers>(),
            scope.GetRequiredService<OpenPlatformWorkspace>(),
            scope.GetRequiredService<CreditLedger>(),
            scope.GetRequiredService<TimeProvider>()));
        services.AddScoped<ReadBenchRun>();
        services.AddScoped<ListBenchRuns>();
        services.AddWork<RunBenchTest, RunBenchTestHandler>();
        return services;
    }
}
