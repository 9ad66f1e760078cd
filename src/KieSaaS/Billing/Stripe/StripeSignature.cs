using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KieSaaS.Billing.Stripe;

/// <summary>What a check of <c>Stripe-Signature</c> found.</summary>
internal enum SignatureVerdict
{
    /// <summary>One of our secrets signed exactly these bytes, within the tolerance.</summary>
    Valid,

    /// <summary>No header, or one without a time and a <c>v1</c> signature.</summary>
    HeaderUnreadable,

    /// <summary>Signed too long ago, or too far in the future: a replay, or a clock that is wrong.</summary>
    OutsideTolerance,

    /// <summary>No secret of ours made any of the signatures.</summary>
    NoMatch,

    /// <summary>There is no secret to check with.</summary>
    NoSecret,
}

/// <summary>
/// Checks that Stripe sent a body: HMAC-SHA256 over "time.body" in hexadecimal, by scheme <c>v1</c>; other schemes are passed over.
/// Several signatures and several secrets exist while a secret is being rolled. Source: docs.stripe.com/webhooks/signature.
/// </summary>
internal static class StripeSignature
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    public static SignatureVerdict Verify(ReadOnlySpan<byte> rawBody, string? header, IEnumerable<string> secrets, DateTimeOffset now)
    {
        if (Parse(header) is not { } parsed)
        {
            return SignatureVerdict.HeaderUnreadable;
        }

        var usable = secrets.Where(secret => !string.IsNullOrWhiteSpace(secret)).ToList();
        if (usable.Count == 0)
        {
            return SignatureVerdict.NoSecret;
        }

        // The signature is judged before the time, so that a stranger learns nothing from which answer comes back.
        var matches = false;
        foreach (var secret in usable)
        {
            matches |= Matches(Compute(rawBody, parsed.Time, secret), parsed.Signatures);
        }

        if (!matches)
        {
            return SignatureVerdict.NoMatch;
        }

        var seconds = now.ToUnixTimeSeconds();
        var limit = (long)Tolerance.TotalSeconds;
        return parsed.Time < seconds - limit || parsed.Time > seconds + limit ? SignatureVerdict.OutsideTolerance : SignatureVerdict.Valid;
    }

    private static byte[] Compute(ReadOnlySpan<byte> rawBody, long time, string secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.ASCII.GetBytes(time.ToString(CultureInfo.InvariantCulture) + "."));
        mac.AppendData(rawBody);
        return mac.GetHashAndReset();
    }

    private static bool Matches(byte[] expected, List<byte[]> signatures)
    {
        var matches = false;
        foreach (var signature in signatures)
        {
            matches |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return matches;
    }

    private static ParsedHeader? Parse(string? header)
    {
        long? time = null;
        var signatures = new List<byte[]>();
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = part.IndexOf('=', StringComparison.Ordinal);
            var (scheme, value) = cut < 0 ? (part, "") : (part[..cut], part[(cut + 1)..]);
            if (scheme == "t" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                time = seconds;
            }
            else if (scheme == "v1" && value.Length == 2 * SHA256.HashSizeInBytes && value.All(char.IsAsciiHexDigit))
            {
                signatures.Add(Convert.FromHexString(value));
            }
        }

        return time is { } at && signatures.Count > 0 ? new ParsedHeader(at, signatures) : null;
    }

    private sealed record ParsedHeader(long Time, List<byte[]> Signatures);
}
