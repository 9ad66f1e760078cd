using KieSaaS.Identity;
using KieSaaS.Web.Shell.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Identity;

/// <summary>Signing up, and the link from the mail.</summary>
public sealed class SignUpController(SignUp signUp, ConfirmEmail confirm, ResendConfirmation resend, IServiceProvider services, IStringLocalizer<IdentityTexts> texts)
    : AccountController(texts)
{
    private AccountLimits Limits => services.GetRequiredService<AccountLimits>();

    /// <summary>The form.</summary>
    [HttpGet("/account/sign-up")]
    public IActionResult Form() => View("SignUp", new SignUpForm());

    /// <summary>Makes the account; the next page is the same for every address.</summary>
    [HttpPost("/account/sign-up")]
    public async Task<IActionResult> PostAsync(SignUpForm form, string? password, CancellationToken ct)
    {
        if (!Limits.MaySendMail(HttpContext, form.Email))
        {
            return RefusedTooOften("SignUp", form);
        }

        var answer = await signUp.RunAsync(new(form.Email ?? "", password ?? "", form.Workspace ?? "", Languages.Current.Code), ct);
        return answer.Match<IActionResult>(_ => Redirect("/account/check-mail"), refusal => Refused("SignUp", form, refusal));
    }

    /// <summary>"We sent you a mail."</summary>
    [HttpGet("/account/check-mail")]
    public IActionResult CheckMail() => View("CheckMail", new AccountForm());

    /// <summary>Sends the confirmation again.</summary>
    [HttpPost("/account/check-mail")]
    public async Task<IActionResult> ResendAsync(AccountForm form, CancellationToken ct)
    {
        if (!Limits.MaySendMail(HttpContext, form.Email))
        {
            return RefusedTooOften("CheckMail", form);
        }

        var answer = await resend.RunAsync(form.Email ?? "", ct);
        return answer.Match<IActionResult>(_ => Redirect("/account/check-mail"), refusal => Refused("CheckMail", form, refusal));
    }

    /// <summary>The link from the mail, and the password of the sign-up. Programs that look at links in mail press no buttons.</summary>
    [HttpGet("/account/confirm")]
    public IActionResult ConfirmForm(Guid user, string? token)
    {
        KeepAddressSecret();
        return View("Confirm", new LinkForm { User = user, Token = token });
    }

    /// <summary>Confirms the address and leads to the sign-in page.</summary>
    [HttpPost("/account/confirm")]
    public async Task<IActionResult> ConfirmAsync(LinkForm form, string? password, CancellationToken ct)
    {
        KeepAddressSecret();
        if (!Limits.MayConfirm(HttpContext, form.User))
        {
            return RefusedTooOften("Confirm", form);
        }

        var answer = await confirm.RunAsync(new(form.User, form.Token ?? "", password ?? ""), ct);
        return answer.Match<IActionResult>(_ => Redirect("/account/sign-in?notice=confirmed"), refusal => Refused("Confirm", form, refusal));
    }
}
