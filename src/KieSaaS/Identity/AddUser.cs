using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace KieSaaS.Identity;

/// <summary>
/// Makes an account that needs no confirmation, for the operator's command line. Its first password is shown there once and is an
/// ordinary one, to be changed by a reset.
/// </summary>
internal static class AddUser
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int PasswordLength = 20;

    /// <summary>The account, saved in the caller's transaction, which holds the lock of its address.</summary>
    /// <param name="users">The accounts.</param>
    /// <param name="unconfirmed">
    /// The account that waits for this address to be confirmed, if there is one. It may be a stranger's who took the address: its password does not survive.
    /// </param>
    /// <param name="email">The address.</param>
    /// <param name="now">When (UTC).</param>
    public static async Task<(User User, string Password)> RunAsync(UserManager<User> users, User? unconfirmed, string email, DateTimeOffset now)
    {
        var user = unconfirmed ?? new User { Id = Guid.CreateVersion7(now), UserName = email, Email = email, CreatedAt = now };
        var password = RandomNumberGenerator.GetString(Letters, PasswordLength);
        (user.EmailConfirmed, user.PendingWorkspace) = (true, null);
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        var saved = unconfirmed is null ? await users.CreateAsync(user) : await users.UpdateSecurityStampAsync(user);
        return saved.Succeeded ? (user, password) : throw new InvalidOperationException($"The account could not be saved: {saved}");
    }
}
