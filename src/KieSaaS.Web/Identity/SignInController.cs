using KieSaaS.Identity;
using KieSaaS.Web.Identity.Sessions;
using KieSaaS.Web.Shell.Navigation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Identity;

/// <summary>Signing in and out.</summary>
public sealed class SignInController(SignIn signIn, EndSession end, IServiceProvider services, IStringLocalizer<IdentityTexts> texts)
    : AccountController(texts)
{
    /// <summary>The form.</summary>
    [HttpGet(Addresses.SignIn)]
    public IActionResult Form(string? returnUrl, string? notice)
    {
        ViewData["Notice"] = notice is "confirmed" or "reset" ? $"sign-in.notice.{notice}" : null;
        return View("SignIn", new AccountForm { ReturnUrl = returnUrl });
    }

    /// <summary>Opens a session and leads to where the person was going.</summary>
    [HttpPost(Addresses.SignIn)]
    public async Task<IActionResult> PostAsync(AccountForm form, string? password, CancellationToken ct)
    {
        if (!services.GetRequiredService<AccountLimits>().MaySignIn(HttpContext, form.Email))
        {
            return RefusedTooOften("SignIn", form);
        }

        var answer = await signIn.RunAsync(new(form.Email ?? "", password ?? "", HttpContext.Connection.RemoteIpAddress?.ToString()), ct);
        if (!answer.Succeeded)
        {
            return Refused("SignIn", form, answer.Refusal);
        }

        var person = answer.Value;
        var workspace = person.Memberships.FirstOrDefault(RequestActor.CanWork);

        // The new cookie takes the place of the old one, which nobody could sign out of any more.
        await EndPresentAsync(ct);
        await HttpContext.SignInAsync(SessionScheme.Cookie, SessionClaims.Begin(person, workspace?.Tenant));
        return Url.IsLocalUrl(form.ReturnUrl) ? LocalRedirect(form.ReturnUrl)
            : Redirect(person.Staff is not null ? Addresses.Staff : workspace is not null ? Addresses.App : "/account/workspaces");
    }

    /// <summary>Ends this browser's session, and with it every copy of its cookie.</summary>
    [HttpPost(Addresses.SignOut)]
    public async Task<IActionResult> OutAsync(CancellationToken ct)
    {
        await EndPresentAsync(ct);
        await HttpContext.SignOutAsync(SessionScheme.Cookie);
        return Redirect(Addresses.Home);
    }

    private Task EndPresentAsync(CancellationToken ct) =>
        SessionClaims.Read(User) is { } session ? end.RunAsync(new(session.SessionId, session.UserId), ct) : Task.CompletedTask;
}
