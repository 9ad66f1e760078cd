using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Data;

/// <summary>A question that the platform asks by itself, outside anybody's request.</summary>
internal static class PlatformQuestion
{
    /// <summary>Asks in a scope of its own.</summary>
    /// <param name="scopes">Where scopes come from.</param>
    /// <param name="purpose">Why, for the record.</param>
    /// <param name="question">What to ask; the context is gone when it returns.</param>
    /// <param name="tenant">The one whose rows alone are seen; null for all.</param>
    public static async Task<T> AskAsync<T>(this IServiceScopeFactory scopes, string purpose, Func<AppDbContext, Task<T>> question, TenantId? tenant = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform(purpose, tenant);
        return await question(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }
}
