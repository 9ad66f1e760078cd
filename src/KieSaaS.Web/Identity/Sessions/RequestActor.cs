using KieSaaS.Identity;
using KieSaaS.Tenancy;
using KieSaaS.Web.Shell.Navigation;

namespace KieSaaS.Web.Identity.Sessions;

/// <summary>Decides who acts in a scope, from the address and from who asks. Whoever fits nowhere stays nobody and sees nothing.</summary>
internal static class RequestActor
{
    // What is asked there is asked before a tenant is known.
    private static readonly PathString[] SignInPaths = ["/account", "/_mailbox"];

    public static void Decide(Actor actor, PathString path, SignedIn? person)
    {
        if (Array.Exists(SignInPaths, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            actor.BecomePlatform("sign-in");
        }
        else if (path.StartsWithSegments(Addresses.Staff, StringComparison.OrdinalIgnoreCase))
        {
            if (person?.Session is { Staff: { } staff } session)
            {
                actor.BecomeStaff(session.UserId, session.Email, staff);
            }
        }
        else if (person?.Session.Membership is { } membership && CanWork(membership))
        {
            actor.BecomeMember(membership.Tenant, person.Mode, person.Session.UserId, person.Session.Email, membership.Role);
        }
    }

    public static bool CanWork(Membership? membership) => membership is { Status: not TenantStatus.Suspended };
}

/// <summary>Stands between "who is it" and "may they", before any use case is made.</summary>
internal sealed class DecideActor(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, Actor actor)
    {
        RequestActor.Decide(actor, context.Request.Path, context.Features.Get<SignedIn>());
        return next(context);
    }
}
