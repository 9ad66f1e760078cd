using KieSaaS.Identity;
using KieSaaS.Kernel;
using KieSaaS.Web.Identity.Sessions;
using KieSaaS.Web.Shell.Navigation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Identity;

/// <summary>Signing in and out.</summary>
public sealed class SignInController(SignIn signIn, IServiceProvider services, IStringLocalizer<IdentityTexts> texts) : AccountController(texts)
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
        await HttpContext.SignInAsync(SessionScheme.Cookie, SessionClaims.Make(person.UserId, person.Email, person.SecurityStamp, workspace?.Tenant, Mode.Live));
        return Url.IsLocalUrl(form.ReturnUrl) ? LocalRedirect(form.ReturnUrl)
            : Redirect(person.Staff is not null ? Addresses.Staff : workspace is not null ? Addresses.App : "/account/workspaces");
    }

    /// <summary>Ends this browser's session.</summary>
    [HttpPost(Addresses.SignOut)]
    public async Task<IActionResult> OutAsync()
    {
        await HttpContext.SignOutAsync(SessionScheme.Cookie);
        return Redirect(Addresses.Home);
    }
}
