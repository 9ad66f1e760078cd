using KieSaaS.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KieSaaS.Generation.Kie;

/// <summary>Kie and its sandbox.</summary>
internal static class KieModule
{
    /// <summary>Registers the providers of both modes, the callback address and the check of callbacks.</summary>
    public static IServiceCollection AddKie(this IServiceCollection services)
    {
        services.AddOptions<KieOptions>().Configure<IConfiguration>((options, settings) => options.Read(settings)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KieOptions>, KieOptionsRules>();

        // Its rules come with mail; a node without mail and without an address polls.
        services.AddOptions<PublicAddress>().BindConfiguration(PublicAddress.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Providers>();
        services.AddSingleton<CallbackAddress>();
        services.AddSingleton<KieSignature>();
        return services;
    }
}
