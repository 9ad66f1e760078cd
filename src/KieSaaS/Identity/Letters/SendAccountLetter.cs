using KieSaaS.Mail;
using KieSaaS.Work;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace KieSaaS.Identity.Letters;

/// <summary>Which mail about an account.</summary>
internal enum AccountLetter
{
    /// <summary>The link that confirms an address; "you already have an account" when it is confirmed.</summary>
    Confirm,

    /// <summary>The link that sets a new password.</summary>
    Reset,

    /// <summary>The password was changed.</summary>
    PasswordChanged,
}

/// <summary>
/// A mail about an account. It names an address and not a user, so that asking tells nobody whether there is an account; and it
/// carries no token: the token is made when the mail is sent, and no table holds it.
/// </summary>
internal sealed record SendAccountLetter(string Email, AccountLetter Letter) : IWork
{
    public static string Kind => "identity.letter";
}

internal sealed class SendAccountLetterHandler(UserManager<User> users, PostMail post, IOptions<PublicAddress> address) : IWorkHandler<SendAccountLetter>
{
    public async Task<WorkOutcome> RunAsync(SendAccountLetter work, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(work.Email) is { } user)
        {
            await post.RunAsync(await DraftAsync(user, work.Letter), ct);
        }

        return WorkOutcome.Done;
    }

    // The reset link is for confirmed addresses: somebody who forgot the password before confirming signs up again.
    private async Task<MailDraft> DraftAsync(User user, AccountLetter letter) => (letter, user.EmailConfirmed) switch
    {
        (AccountLetter.PasswordChanged, _) => LetterTexts.Draft(user, "password-changed", Address("/account/forgot")),
        (_, false) => LetterTexts.Draft(user, "confirm", Address("/account/confirm", user, await TokenAsync(user, UserManager<User>.ConfirmEmailTokenPurpose))),
        (AccountLetter.Confirm, true) => LetterTexts.Draft(user, "known", Address("/account/sign-in")),
        _ => LetterTexts.Draft(user, "reset", Address("/account/reset", user, await TokenAsync(user, UserManager<User>.ResetPasswordTokenPurpose))),
    };

    private Task<string> TokenAsync(User user, string purpose) => users.GenerateUserTokenAsync(user, LinkTokens.Name, purpose);

    private Uri Address(string path, User? user = null, string? token = null) =>
        address.Value.Of(user is null ? path : $"{path}?user={user.Id}&token={token}");
}
