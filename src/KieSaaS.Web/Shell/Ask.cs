using KieSaaS.Tenancy;

namespace KieSaaS.Web.Shell;

/// <summary>
/// How a Blazor page calls a use case. A circuit lives for hours and its scope with it, so every question gets a scope of its
/// own: one actor, one context, one answer, gone. The session is looked at before each question, those that a page asks by
/// itself too, so that a removed member's open page stops answering.
/// </summary>
public sealed class Ask(IServiceScopeFactory scopes, Actor actor, ISessionWatch session)
{
    /// <summary>Puts one question to a use case.</summary>
    /// <exception cref="SessionEndedException">The session is over: signed out elsewhere, removed, locked, or with another role.</exception>
    public async Task<T> RunAsync<TUseCase, T>(Func<TUseCase, Task<T>> question, CancellationToken ct = default) where TUseCase : notnull
    {
        if (!await session.HoldsAsync(ct))
        {
            throw new SessionEndedException();
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeLike(actor);
        return await question(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}

/// <summary>Tells whether what a page was opened with is still true.</summary>
public interface ISessionWatch
{
    /// <summary>False when the session ended or means something else now.</summary>
    ValueTask<bool> HoldsAsync(CancellationToken ct);
}

/// <summary>The answer of an installation without accounts: there is no session that could end.</summary>
internal sealed class NoSessionWatch : ISessionWatch
{
    public ValueTask<bool> HoldsAsync(CancellationToken ct) => ValueTask.FromResult(true);
}

/// <summary>An open page asked after its session had ended. Loading the page again leads to where its person belongs now.</summary>
public sealed class SessionEndedException() : Exception("The session of this page is over.");
