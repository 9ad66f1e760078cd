using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KieSaaS.Data;

/// <summary>The database, its fences and its signals.</summary>
public static class DataModule
{
    /// <summary>Registers the one context over the given logins. Migrations live in the assembly named <c>KieSaaS.Migrations</c>.</summary>
    public static IServiceCollection AddData(this IServiceCollection services, DatabaseConnections connections)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(connections);
        services.AddSingleton<DatabaseSources>();
        services.AddSingleton<Signals>();
        services.AddHostedService(provider => provider.GetRequiredService<Signals>());
        services.AddScoped<Actor>();
        services.AddScoped<TenantGuard>();
        services.AddScoped<TenantSession>();
        services.AddDbContext<AppDbContext>(
            (scope, options) => options
                .UseHouse(scope.GetRequiredService<DatabaseSources>().For(scope.GetRequiredService<Actor>()).CreateConnection(), contextOwnsConnection: true)
                .AddInterceptors(scope.GetRequiredService<TenantGuard>(), scope.GetRequiredService<TenantSession>())
                .AddInterceptors(scope.GetServices<ISaveChangesInterceptor>()),
            ServiceLifetime.Scoped,
            ServiceLifetime.Scoped);
        services.AddSingleton<MigrateDatabase>();
        return services;
    }
}
