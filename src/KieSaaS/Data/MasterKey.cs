using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace KieSaaS.Data;

/// <summary>
/// The one secret that seals what the database must not tell by itself, such as the Data Protection keys. It lives outside
/// the database: who has a dump of the one without the other has nothing.
/// </summary>
public sealed class MasterKey
{
    /// <summary>The setting: base64 or hexadecimal of at least 32 random bytes, for example <c>openssl rand -base64 32</c>.</summary>
    public const string Setting = "Security:MasterKey";

    private const int LeastBytes = 32;

    private readonly byte[] _secret;

    private MasterKey(byte[] secret) => _secret = secret;

    /// <summary>A key of 32 bytes for one purpose; two purposes never share a key.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, 32, info: Encoding.UTF8.GetBytes("kiesaas:" + purpose));

    /// <summary>Reads the setting's text.</summary>
    /// <exception cref="InvalidOperationException">It is shorter than 32 bytes, or neither base64 nor hexadecimal.</exception>
    public static MasterKey Parse(string text)
    {
        var trimmed = text.Trim();
        var bytes = IsHex(trimmed) ? Convert.FromHexString(trimmed) : Base64.IsValid(trimmed) ? Convert.FromBase64String(trimmed) : null;
        return bytes is { Length: >= LeastBytes }
            ? new MasterKey(bytes)
            : throw new InvalidOperationException(
                $"{Setting} must be at least {LeastBytes} random bytes as base64 or hexadecimal. Make one with: openssl rand -base64 32");
    }

    /// <summary>The setting; in Development without one, a secret made once in the data directory.</summary>
    /// <exception cref="InvalidOperationException">There is no setting outside Development, or it is too short.</exception>
    internal static MasterKey Of(IConfiguration configuration, IHostEnvironment environment, DataDirectory? directory)
    {
        var text = configuration[Setting];
        if (string.IsNullOrWhiteSpace(text))
        {
            text = environment.IsDevelopment() && directory is not null
                ? directory.Secret("master-key")
                : throw new InvalidOperationException($"{Setting} is not set. Make one with: openssl rand -base64 32, and keep it apart from the database.");
        }

        return Parse(text);
    }

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.Length > 0 && text.All(char.IsAsciiHexDigit);
}
