using KieSaaS.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Identity;

/// <summary>What all account pages share: every post is checked for its antiforgery token, and a refusal shows the form again with what was typed.</summary>
[AllowAnonymous]
[AutoValidateAntiforgeryToken]
[ApiExplorerSettings(IgnoreApi = true)]
public abstract class AccountController(IStringLocalizer<IdentityTexts> texts) : Controller
{
    private static readonly Refusal TooOften = new(RefusalKind.LimitReached, "identity.too-often", "That was too often. Wait a while and try again.");

    /// <summary>The form again, with its error and the status that programs see.</summary>
    protected ViewResult Refused(string view, AccountForm form, Refusal refusal)
    {
        form.Refuse(refusal, texts);
        var result = View(view, form);
        result.StatusCode = refusal.Kind switch
        {
            RefusalKind.LimitReached => StatusCodes.Status429TooManyRequests,
            RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        };
        return result;
    }

    /// <summary>The form again, because it was posted too often.</summary>
    protected ViewResult RefusedTooOften(string view, AccountForm form) => Refused(view, form, TooOften);

    /// <summary>A page whose address carries a secret: no other site learns it.</summary>
    protected void KeepAddressSecret() => Response.Headers["Referrer-Policy"] = "no-referrer";
}
