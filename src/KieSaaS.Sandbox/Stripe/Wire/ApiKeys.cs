using System.Text;

namespace KieSaaS.Sandbox.Stripe.Wire;

/// <summary>Takes any key that looks like a test key; a live one must never get here and is refused as Stripe refuses a wrong key.</summary>
internal static class ApiKeys
{
    public static void Check(string authorization, bool publishableAllowed)
    {
        var key = KeyOf(authorization);
        if (key.Length == 0)
        {
            throw StripeProblem.Unauthorized("You did not provide an API key. Provide it as a bearer token: 'Authorization: Bearer YOUR_SECRET_KEY'.");
        }

        if (key.Contains("_live_", StringComparison.Ordinal))
        {
            throw StripeProblem.Unauthorized("This is the sandbox, and the key looks like a live key. Use a test key (sk_test_…), and roll the live key if it was sent by mistake.");
        }

        var known = Starts(key, "sk_test_") || Starts(key, "rk_test_") || (publishableAllowed && Starts(key, "pk_test_"));
        if (!known)
        {
            throw StripeProblem.Unauthorized($"Invalid API Key provided: {Masked(key)}");
        }
    }

    private static string KeyOf(string authorization)
    {
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return authorization[7..].Trim();
        }

        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        Span<byte> decoded = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[6..].Trim(), decoded, out var length)
            ? Encoding.UTF8.GetString(decoded[..length]).Split(':')[0]
            : "";
    }

    private static bool Starts(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal) && key.Length > prefix.Length;

    private static string Masked(string key) => key.Length <= 8 ? "********" : key[..4] + new string('*', key.Length - 8) + key[^4..];
}
