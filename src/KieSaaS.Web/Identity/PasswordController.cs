using KieSaaS.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Identity;

/// <summary>A new password for somebody who lost the old one.</summary>
public sealed class PasswordController(RequestPasswordReset request, ResetPassword reset, IServiceProvider services, IStringLocalizer<IdentityTexts> texts)
    : AccountController(texts)
{
    /// <summary>Asks for the address.</summary>
    [HttpGet("/account/forgot")]
    public IActionResult ForgotForm() => View("Forgot", new AccountForm());

    /// <summary>Sends a link, if the address has an account; the page is the same if not.</summary>
    [HttpPost("/account/forgot")]
    public async Task<IActionResult> ForgotAsync(AccountForm form, CancellationToken ct)
    {
        if (!services.GetRequiredService<AccountLimits>().MaySendMail(HttpContext, form.Email))
        {
            return RefusedTooOften("Forgot", form);
        }

        var answer = await request.RunAsync(form.Email ?? "", ct);
        return answer.Match<IActionResult>(_ => View("ForgotSent"), refusal => Refused("Forgot", form, refusal));
    }

    /// <summary>The link from the mail.</summary>
    [HttpGet("/account/reset")]
    public IActionResult ResetForm(Guid user, string? token)
    {
        KeepAddressSecret();
        return View("Reset", new LinkForm { User = user, Token = token });
    }

    /// <summary>Sets the password; every session of the account ends.</summary>
    [HttpPost("/account/reset")]
    public async Task<IActionResult> ResetAsync(LinkForm form, string? password, CancellationToken ct)
    {
        KeepAddressSecret();
        var answer = await reset.RunAsync(new(form.User, form.Token ?? "", password ?? ""), ct);
        return answer.Match<IActionResult>(_ => Redirect("/account/sign-in?notice=reset"), refusal => Refused("Reset", form, refusal));
    }
}
