using KieSaaS.Kernel;
using Microsoft.AspNetCore.Identity;

namespace KieSaaS.Identity;

/// <summary>Every "no" of this module, so that words and codes stay the same everywhere. None of them tells whether an address has an account.</summary>
public static class Refusals
{
    /// <summary>The address is not one that mail can be sent to.</summary>
    public static readonly Refusal EmailInvalid = Invalid("identity.email-invalid", "Enter an e-mail address such as ada@example.com.", "email");

    /// <summary>The workspace's name is empty or too long.</summary>
    public static readonly Refusal WorkspaceInvalid = Invalid("identity.workspace-invalid", "Enter a name of 1 to 80 characters for the workspace.", "workspace");

    /// <summary>Too short.</summary>
    public static readonly Refusal PasswordTooShort = Invalid("identity.password-too-short", "Use at least 10 characters.", "password");

    /// <summary>Too long.</summary>
    public static readonly Refusal PasswordTooLong = Invalid("identity.password-too-long", "Use at most 128 characters.", "password");

    /// <summary>One of the first that anybody would try.</summary>
    public static readonly Refusal PasswordTooCommon = Invalid("identity.password-too-common", "This password is one of the first that people try. Choose another.", "password");

    /// <summary>The address or the workspace's name itself.</summary>
    public static readonly Refusal PasswordIsName = Invalid("identity.password-is-name", "The password must not be your e-mail address or the workspace's name.", "password");

    /// <summary>One answer for an unknown address, a wrong password and a locked account.</summary>
    public static readonly Refusal SignInRefused = new(
        RefusalKind.Unauthenticated, "identity.sign-in-refused", "The e-mail address or the password is not right. After five wrong tries an account rests for 15 minutes.");

    /// <summary>The password is right, so this tells nothing to a stranger.</summary>
    public static readonly Refusal NotConfirmed = new(RefusalKind.Forbidden, "identity.not-confirmed", "Confirm your e-mail address first: open the link we sent you.");

    /// <summary>One answer for a wrong password and for an account that rests, beside the field.</summary>
    public static readonly Refusal ConfirmRefused = new(
        RefusalKind.Unauthenticated, "identity.confirm-refused", "This is not the password that was chosen at sign-up. After five wrong tries an account rests for 15 minutes.")
    {
        Field = "password",
    };

    /// <summary>The link was used, is too old, or is not ours.</summary>
    public static readonly Refusal LinkNotValid = new(RefusalKind.Invalid, "identity.link-not-valid", "This link is no longer valid. Ask for a new one.");

    /// <summary>The key's name is empty or too long.</summary>
    public static readonly Refusal KeyNameInvalid = Invalid("identity.key-name-invalid", "Enter a name of 1 to 60 characters for the key.", "name");

    /// <summary>The form came without its own id.</summary>
    public static readonly Refusal KeyFormIncomplete = new(RefusalKind.Invalid, "identity.key-form-incomplete", "The form was incomplete. Open it anew.");

    /// <summary>The form was sent twice; the secret is not shown again.</summary>
    public static readonly Refusal KeyAlreadyCreated = new(
        RefusalKind.Conflict, "identity.key-already-created", "This key was already created and its secret is shown only once. Revoke it and create another if you did not keep it.");

    /// <summary>The workspace has as many active keys as it may.</summary>
    public static readonly Refusal TooManyKeys = new(RefusalKind.LimitReached, "identity.too-many-keys", "There are 100 active keys. Revoke one that is no longer used.");

    /// <summary>No such key in this workspace and mode.</summary>
    public static readonly Refusal KeyNotFound = new(RefusalKind.NotFound, "identity.key-not-found", "There is no such key.");

    /// <summary>The role does not include keys.</summary>
    public static readonly Refusal MayNotManageKeys = new(RefusalKind.Forbidden, "identity.may-not-manage-keys", "Your role in this workspace does not include API keys. An owner or admin can change it.");

    /// <summary>One answer for a mistyped, an unknown and a revoked key.</summary>
    public static readonly Refusal KeyUnknown = new(RefusalKind.Unauthenticated, "identity.key-unknown", "The API key is not valid. Send it as 'Authorization: Bearer kie_live_…'.");

    /// <summary>The tenant is suspended altogether.</summary>
    public static readonly Refusal TenantSuspended = new(RefusalKind.Forbidden, "identity.tenant-suspended", "This workspace is suspended. Write to support.");

    internal static Refusal Of(IdentityResult result) => result.Errors.FirstOrDefault()?.Code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => PasswordTooShort,
        nameof(IdentityErrorDescriber.InvalidToken) => LinkNotValid,
        nameof(PasswordTooLong) => PasswordTooLong,
        nameof(PasswordTooCommon) => PasswordTooCommon,
        nameof(PasswordIsName) => PasswordIsName,
        var other => throw new InvalidOperationException($"ASP.NET Identity refused with '{other}', which no rule of ours makes."),
    };

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, code, message) { Field = field };
}
