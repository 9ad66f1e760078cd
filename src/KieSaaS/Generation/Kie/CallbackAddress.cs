using System.Buffers.Text;
using System.Security.Cryptography;
using KieSaaS.Mail;
using Microsoft.Extensions.Options;

namespace KieSaaS.Generation.Kie;

/// <summary>
/// The address that an attempt is reported to. Its token is known to the provider alone, so it finds an attempt whose create
/// answer was lost; it is never shown to tenants.
/// </summary>
internal sealed class CallbackAddress(IOptions<PublicAddress> address)
{
    /// <summary>The path that takes callbacks; a token follows.</summary>
    public const string PathPrefix = "/callbacks/kie/";

    private readonly PublicAddress _address = address.Value;

    /// <summary>A fresh token: 256 random bits in 43 characters that need no escaping.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary><c>{Public:BaseUrl}/callbacks/kie/{token}</c>; null when there is no public address, and tasks are polled only.</summary>
    public string? For(string token) => _address.BaseUrl is null ? null : _address.Of(PathPrefix + Uri.EscapeDataString(token)).AbsoluteUri;

    /// <summary>True when a task was created with this token: the last part counts, because the public address may have changed since.</summary>
    public static bool Names(TaskSnapshot task, string token) =>
        task.CallbackUrl is { } url && url.EndsWith(PathPrefix + Uri.EscapeDataString(token), StringComparison.Ordinal);
}
