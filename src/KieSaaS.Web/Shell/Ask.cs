using System.Security.Claims;
using KieSaaS.Tenancy;
using Microsoft.AspNetCore.Components.Authorization;

namespace KieSaaS.Web.Shell;

/// <summary>
/// How a Blazor page calls a use case. A circuit lives for hours and its scope with it, so every question gets a scope of its
/// own: one actor, one context, one answer, gone. In a circuit who asks is decided anew each time, so that a removed
/// member's open page stops answering.
/// </summary>
public sealed class Ask(IServiceScopeFactory scopes, Actor actor, AuthenticationStateProvider authentication, IActorSource source)
{
    /// <summary>Puts one question to a use case.</summary>
    /// <exception cref="SessionEndedException">The session is over: signed out elsewhere, removed, locked.</exception>
    public async Task<T> RunAsync<TUseCase, T>(Func<TUseCase, Task<T>> question, CancellationToken ct = default) where TUseCase : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        await DecideAsync(scope.ServiceProvider.GetRequiredService<Actor>(), ct);
        return await question(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    // A request's actor was decided by its middleware. A circuit has no request: only the claims it was opened with.
    private async Task DecideAsync(Actor asker, CancellationToken ct)
    {
        if (actor is not { Tenant: null, IsPlatform: false })
        {
            asker.BecomeLike(actor);
            return;
        }

        var user = (await authentication.GetAuthenticationStateAsync()).User;
        if (!await source.DecideAsync(asker, user, ct))
        {
            throw new SessionEndedException();
        }
    }
}

/// <summary>Turns the claims of a session into who acts, and says whether the session still holds.</summary>
public interface IActorSource
{
    /// <summary>Decides <paramref name="actor"/> by what is true now; false, with the actor left as it was, when the session is over.</summary>
    ValueTask<bool> DecideAsync(Actor actor, ClaimsPrincipal user, CancellationToken ct);
}

/// <summary>The answer of an installation without accounts: no session holds.</summary>
internal sealed class NoActorSource : IActorSource
{
    public ValueTask<bool> DecideAsync(Actor actor, ClaimsPrincipal user, CancellationToken ct) => ValueTask.FromResult(false);
}

/// <summary>An open page asked after its session had ended. Loading the page again leads to the sign-in.</summary>
public sealed class SessionEndedException() : Exception("The session of this page is over.");
