using KieSaaS.Generation.Admission;
using KieSaaS.Net;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;

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
        return services;
    }
}
