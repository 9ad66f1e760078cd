using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;

namespace KieSaaS.Identity;

/// <summary>
/// What a password must not be, beside too short: too long to hash, the account's own names, or one of the common ones.
/// There are no rules of composition: they make passwords worse.
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<User>
{
    public const int LeastLength = 10, MostLength = 128;

    private static readonly FrozenSet<string> Common = ReadCommon();

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password) =>
        Task.FromResult(Refused(user, password ?? "") is { } code ? IdentityResult.Failed(new IdentityError { Code = code }) : IdentityResult.Success);

    private static string? Refused(User user, string password) =>
        password.Length > MostLength ? nameof(Refusals.PasswordTooLong)
        : NamesOf(user).Contains(password.Trim(), StringComparer.OrdinalIgnoreCase) ? nameof(Refusals.PasswordIsName)
        : IsCommon(password) ? nameof(Refusals.PasswordTooCommon)
        : null;

    private static IEnumerable<string> NamesOf(User user)
    {
        var email = user.Email ?? "";
        yield return email;
        yield return email.Split('@')[0];
        if (user.PendingWorkspace is { } workspace)
        {
            yield return workspace;
        }
    }

    // A capital at the front and figures or marks at the end are the first variations that are tried; one character repeated is none at all.
    private static bool IsCommon(string password)
    {
        var lower = password.ToLowerInvariant();
        return lower.Distinct().Count() == 1 || Common.Contains(lower) || Common.Contains(lower.TrimEnd("0123456789!?.*#$@_-".ToCharArray()));
    }

    private static FrozenSet<string> ReadCommon()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("KieSaaS.Identity.common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
