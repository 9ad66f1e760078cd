using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Web.Reporting;

/// <summary>
/// Asks a use case in a scope of its own, as the person who looks at the page. The page's own scope is shared with the frame
/// around it, which reads at the same time.
/// </summary>
internal sealed class StaffScope(IServiceScopeFactory scopes, Actor actor)
{
    /// <summary>Whether the page may offer something that needs this right.</summary>
    public bool May(Right right) => actor.May(right);

    /// <summary>Over all tenants.</summary>
    public Task<T> AskAsync<TUseCase, T>(Func<TUseCase, Task<T>> question) where TUseCase : notnull =>
        InScopeAsync(inner => inner.BecomeLike(actor), question);

    /// <summary>Reads as one tenant sees it. Only for readers: the scope's actor is the platform's and has no rights to check.</summary>
    public Task<T> ReadAsync<TUseCase, T>(TenantId tenant, Mode mode, Func<TUseCase, Task<T>> question) where TUseCase : notnull => actor.May(Right.ViewTenants)
        ? InScopeAsync(inner => inner.BecomePlatform(actor.Name, tenant, mode), question)
        : throw new InvalidOperationException($"'{actor.Name}' may not look at tenants.");

    private async Task<T> InScopeAsync<TUseCase, T>(Action<Actor> become, Func<TUseCase, Task<T>> question) where TUseCase : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        become(scope.ServiceProvider.GetRequiredService<Actor>());
        return await question(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
