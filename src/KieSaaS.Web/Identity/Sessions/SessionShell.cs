using KieSaaS.Billing;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Web.Shell;

namespace KieSaaS.Web.Identity.Sessions;

/// <summary>What the frame shows about who is signed in. It asks in scopes of its own: the page's scope may serve another purpose.</summary>
internal sealed class SessionShell(IHttpContextAccessor accessor, IServiceScopeFactory scopes) : IShellContextSource
{
    public async ValueTask<ShellContext?> GetAsync(CancellationToken cancellationToken)
    {
        if (accessor.HttpContext?.Features.Get<SignedIn>() is not { } person)
        {
            return null;
        }

        var (session, current) = (person.Session, person.Session.Membership);
        var memberships = await AskAsync(
            actor => actor.BecomePlatform("workspace menu"), (FindMemberships find) => find.RunAsync(session.UserId, cancellationToken));
        var balance = current is not null && RequestActor.CanWork(current)
            ? await AskAsync(
                actor => actor.BecomeMember(current.Tenant, person.Mode, session.UserId, session.Email, current.Role), (ReadBalance read) => read.RunAsync(cancellationToken))
            : new ReadBalance.Answer(Credits.Zero, Credits.Zero, Credits.Zero);
        return new ShellContext(
            session.Email.Split('@')[0],
            session.Email,
            current?.Workspace ?? "",
            [.. memberships.Select(m => new WorkspaceChoice(m.Tenant.ToString(), m.Workspace, m.Tenant == current?.Tenant))],
            person.Mode,
            balance.Balance,
            balance.Held,
            session.Staff is not null);
    }

    private async Task<T> AskAsync<TUseCase, T>(Action<Actor> become, Func<TUseCase, Task<T>> question) where TUseCase : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        become(scope.ServiceProvider.GetRequiredService<Actor>());
        return await question(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
