using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KieSaaS.Sandbox.Stripe.Webhooks;

/// <summary>Writes <c>Stripe-Signature</c>: HMAC-SHA256 over "time.body", fresh for each attempt.</summary>
internal static class WebhookSignature
{
    public static string Header(string body, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(time + "." + body));
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }

    /// <summary>The same header with its last digit changed.</summary>
    public static string Corrupted(string header) => header[..^1] + (header[^1] == '0' ? '1' : '0');
}
