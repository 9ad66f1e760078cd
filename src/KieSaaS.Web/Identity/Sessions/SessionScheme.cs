using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Web.Shell.Navigation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace KieSaaS.Web.Identity.Sessions;

/// <summary>Who is signed in, as the database says it now.</summary>
/// <param name="Session">What the session means.</param>
/// <param name="Mode">Live or test, as the person chose.</param>
internal sealed record SignedIn(SessionCheck.Answer Session, Mode Mode);

/// <summary>Sessions of people: a sealed cookie that is checked against the database on every request.</summary>
internal static class SessionScheme
{
    public const string Cookie = "Session";

    public static void Configure(CookieAuthenticationOptions options, PublicAddress address)
    {
        // Browsers take a __Host- cookie only over TLS, and then from this host alone; plain http is for a developer's own machine.
        options.Cookie.Name = address.IsSecure ? "__Host-kiesaas" : "kiesaas_http";
        options.Cookie.SecurePolicy = address.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.Cookie.Path = "/";
        options.LoginPath = Addresses.SignIn;
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = SessionCheck.Life;
        options.SlidingExpiration = true;
        options.Events = new CookieAuthenticationEvents { OnValidatePrincipal = CheckAsync, OnRedirectToAccessDenied = Deny };
    }

    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var session = SessionClaims.Read(context.Principal) is { } question
            ? await services.GetRequiredService<SessionCheck>().RunAsync(question, context.HttpContext.RequestAborted)
            : null;
        if (session is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Cookie);
            return;
        }

        context.HttpContext.Features.Set(new SignedIn(session, SessionClaims.ModeOf(context.Principal)));
    }

    // Without a workspace to work in there is one page that helps; with one, the answer is no.
    private static Task Deny(RedirectContext<CookieAuthenticationOptions> context)
    {
        var hasWorkspace = RequestActor.CanWork(context.HttpContext.Features.Get<SignedIn>()?.Session.Membership);
        if (context.Request.Path.StartsWithSegments(Addresses.App, StringComparison.OrdinalIgnoreCase) && !hasWorkspace)
        {
            context.Response.Redirect("/account/workspaces");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }
}
