using System.Globalization;
using System.Net;
using KieSaaS.Kernel;

namespace KieSaaS.Net;

/// <summary>
/// Checks the text of an address that a tenant gives, before it is stored and again before each use.
/// What a name resolves to is checked at each connection, by <see cref="GuardedHttp"/>.
/// </summary>
public sealed class GuardedAddress
{
    private const int MaxLength = 2000;

    private readonly bool _allowLoopback;

    /// <summary>With true, this machine's own addresses are let in, with http and any port; for development only.</summary>
    internal GuardedAddress(bool allowLoopback) => _allowLoopback = allowLoopback;

    /// <summary>The address, or what is wrong with it and how to write it.</summary>
    public Result<Uri> Check(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return No("net.address-missing", "The address is empty: write one such as https://example.com/hook.");
        }

        if (text.Length > MaxLength)
        {
            return No("net.address-too-long", $"The address has {text.Length} characters; at most {MaxLength} are allowed.");
        }

        if (text.Any(c => c is <= ' ' or > '~' or '\\'))
        {
            return No("net.address-characters", "The address has spaces, backslashes or letters outside ASCII: write the host in its xn-- form and other characters percent-encoded.");
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? Check(text, uri)
            : No("net.address-malformed", "This is not a web address: write one such as https://example.com/hook.");
    }

    /// <summary>True when a host is this machine and may be called.</summary>
    internal bool IsAllowedLoopback(string host) =>
        _allowLoopback && (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    private Result<Uri> Check(string text, Uri uri)
    {
        if (uri.UserInfo.Length > 0)
        {
            return No("net.address-userinfo", "The address carries a user name or password before the host: remove it and check the signature of the call instead.");
        }

        if (uri.Fragment.Length > 0)
        {
            return No("net.address-fragment", "The address has a part after #, which is never sent: remove it.");
        }

        // One parser decides. Forms that it has to translate (decimal, octal or hex numbers, percent-encoded hosts, missing slashes)
        // would be read differently by others, so the text must be what the parser makes of it.
        if (!IsCanonical(text, uri))
        {
            return No("net.address-form", "The host is written in an unusual form: write its name, or its IP address as four decimal numbers or in short IPv6 form.");
        }

        if (IsAllowedLoopback(uri.Host))
        {
            return uri;
        }

        if (uri.Scheme != "https")
        {
            return No("net.address-not-https", "The address begins with http://: use https://, so that nobody on the way reads or changes the call.");
        }

        if (uri.Port is not (443 or 8443))
        {
            return No("net.address-port", $"Port {uri.Port} is not allowed: use 443 or 8443.");
        }

        return HostProblem(uri) is { } problem ? problem : uri;
    }

    private static Refusal? HostProblem(Uri uri)
    {
        if (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address))
        {
            return PublicAddress.IsPublic(address)
                ? null
                : No("net.address-private", $"{uri.Host} is not an address of the public Internet: use a server that is reachable from outside.");
        }

        return PublicName.Problem(uri.Host) is { } problem ? No("net.address-name", problem) : null;
    }

    private static bool IsCanonical(string text, Uri uri)
    {
        var beginning = $"{uri.Scheme}://{uri.Host}";
        if (!text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = text.AsSpan(beginning.Length);
        if (rest is [':', ..])
        {
            var port = uri.Port.ToString(CultureInfo.InvariantCulture);
            if (!rest[1..].StartsWith(port, StringComparison.Ordinal))
            {
                return false;
            }

            rest = rest[(1 + port.Length)..];
        }

        return rest is [] or ['/' or '?', ..];
    }

    private static Refusal No(string code, string message) => new(RefusalKind.Invalid, code, message);
}
