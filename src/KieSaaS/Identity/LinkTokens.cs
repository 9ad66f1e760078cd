using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace KieSaaS.Identity;

/// <summary>
/// The secret in a link of a mail: sealed, for one user and purpose, until a time, and worthless once the user's security stamp
/// changed. Nothing is stored. It stands in for ASP.NET Identity's own provider, which reads the machine's clock.
/// </summary>
internal sealed class LinkTokens(IDataProtectionProvider protection, TimeProvider clock) : IUserTwoFactorTokenProvider<User>
{
    public const string Name = "link";

    /// <summary>How long a link in a mail is good for.</summary>
    public static TimeSpan LifeOf(string purpose) => purpose == UserManager<User>.ResetPasswordTokenPurpose ? TimeSpan.FromHours(1) : TimeSpan.FromHours(24);

    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer))
        {
            writer.Write((clock.GetUtcNow() + LifeOf(purpose)).UtcTicks);
            writer.Write(user.Id.ToByteArray());
            writer.Write(user.SecurityStamp ?? "");
        }

        return Task.FromResult(WebEncoders.Base64UrlEncode(ProtectorOf(purpose).Protect(buffer.ToArray())));
    }

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(ProtectorOf(purpose).Unprotect(WebEncoders.Base64UrlDecode(token))));
            var isInTime = reader.ReadInt64() > clock.GetUtcNow().UtcTicks;
            var isTheirs = new Guid(reader.ReadBytes(16)) == user.Id;
            return Task.FromResult(isInTime && isTheirs && reader.ReadString() == user.SecurityStamp);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or EndOfStreamException)
        {
            // Not made by us, or mangled on the way: as worthless as an old one.
            return Task.FromResult(false);
        }
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) => Task.FromResult(false);

    private IDataProtector ProtectorOf(string purpose) => protection.CreateProtector("KieSaaS.Identity.LinkTokens", purpose);
}
