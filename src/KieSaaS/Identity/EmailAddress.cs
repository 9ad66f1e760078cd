using System.Net.Mail;

namespace KieSaaS.Identity;

/// <summary>What we accept as an e-mail address: a plain one, without a display name, that mail can be sent to.</summary>
internal static class EmailAddress
{
    // RFC 5321, 4.5.3.1.3: a path is at most 256 characters with its brackets.
    public const int MaxLength = 254;

    public static bool TryParse(string? text, out string email)
    {
        email = text?.Trim() ?? "";
        return email.Length is > 2 and <= MaxLength
            && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            && MailAddress.TryCreate(email, out var parsed)
            && parsed.Address == email
            && parsed.Host.Contains('.', StringComparison.Ordinal);
    }
}
