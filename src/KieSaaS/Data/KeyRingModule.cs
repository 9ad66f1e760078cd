using KieSaaS.Data.KeyRing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KieSaaS.Data;

/// <summary>The keys that cookies and links are sealed with, shared by every node.</summary>
public static class KeyRingModule
{
    /// <summary>Keeps the Data Protection ring in PostgreSQL, sealed by the master key. Reads the master key at start and refuses a short one.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services)
    {
        services.AddSingleton(provider => MasterKey.Of(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>(), provider.GetService<DataDirectory>()));
        services.AddHostedService<MasterKeyCheck>();

        // Every node of an installation has this name, wherever it is installed: by default the path is part of the keys' purpose.
        services.AddDataProtection().SetApplicationName("KieSaaS");
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseSources, MasterKey, TimeProvider>((options, sources, master, clock) =>
        {
            options.XmlRepository = new PostgresKeyRing(sources, clock);
            options.XmlEncryptor = new SealXml(master);
        });
        return services;
    }

    private sealed class MasterKeyCheck(MasterKey master) : IHostedService
    {
        // Having been made is the check: a missing or short key throws before the first request.
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = master;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
