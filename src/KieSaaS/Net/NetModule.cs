using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KieSaaS.Net;

/// <summary>Calls to addresses that tenants give.</summary>
internal sealed class NetOptions
{
    public const string Section = "Net";

    /// <summary>True to let tenants name this machine's own addresses. Only development honours it.</summary>
    public bool AllowLoopback { get; set; }
}

/// <summary>The one way out to addresses that tenants give.</summary>
public static partial class NetModule
{
    /// <summary>Registers the guarded client and its check of addresses.</summary>
    public static IServiceCollection AddNet(this IServiceCollection services)
    {
        services.AddOptions<NetOptions>().BindConfiguration(NetOptions.Section).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<INameResolver, SystemNameResolver>();
        services.AddSingleton(provider => new GuardedAddress(AllowsLoopback(provider)));
        services.AddSingleton<GuardedHttp>();
        return services;
    }

    private static bool AllowsLoopback(IServiceProvider provider)
    {
        var environment = provider.GetRequiredService<IHostEnvironment>();
        var isAsked = provider.GetRequiredService<IOptions<NetOptions>>().Value.AllowLoopback;
        if (isAsked && !environment.IsDevelopment())
        {
            LoopbackIgnored(provider.GetRequiredService<ILogger<GuardedAddress>>(), environment.EnvironmentName);
        }

        return isAsked && environment.IsDevelopment();
    }

    [LoggerMessage(LogLevel.Warning, "Net:AllowLoopback is ignored in {Environment}: it is for development only")]
    private static partial void LoopbackIgnored(ILogger log, string environment);
}
