using KieSaaS.Data;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KieSaaS.Work;

/// <summary>The durable queue.</summary>
public static class WorkModule
{
    /// <summary>Registers the queue, its workers and its schedules; modules add their own kinds of work.</summary>
    public static IServiceCollection AddWorkQueue(this IServiceCollection services)
    {
        services.AddOptions<WorkOptions>().BindConfiguration(WorkOptions.Section)
            .Validate(options => options.Parallel is >= 1 and <= 500, "Work:Parallel must be between 1 and 500.").ValidateOnStart();
        services.AddScoped<ISaveChangesInterceptor, WorkSignal>();
        services.AddScoped<CountWork>();
        services.AddScoped<ListDeadWork>();
        services.AddScoped<RetryWork>();
        services.AddScoped(scope => new DiscardWork(
            scope.GetRequiredService<AppDbContext>(), scope.GetRequiredService<WorkRunner>(), scope.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WorkCatalogue>();
        services.AddSingleton<WorkLeases>();
        services.AddSingleton<WorkRunner>();
        services.AddSingleton<Scheduler>();
        services.AddSingleton(provider => new Worker(
            provider.GetRequiredService<WorkRunner>(),
            provider.GetRequiredService<WorkLeases>(),
            provider.GetRequiredService<WorkCatalogue>(),
            provider.GetRequiredService<Signals>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<WorkOptions>>(),
            provider.GetRequiredService<ILogger<Worker>>()));
        services.AddHostedService(provider => provider.GetRequiredService<Worker>());
        services.AddHostedService(provider => provider.GetRequiredService<Scheduler>());
        return services;
    }
}
