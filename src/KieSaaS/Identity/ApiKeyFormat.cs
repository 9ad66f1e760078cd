using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using KieSaaS.Kernel;

namespace KieSaaS.Identity;

/// <summary>
/// The look of an API key: <c>kie_live_</c> or <c>kie_test_</c>, 32 random base62 characters (190 bits), an underscore and six base62
/// characters that are the CRC-32 of everything before it. A mistyped or invented key is told without asking the database,
/// and a scanner of leaked secrets can tell a real one.
/// </summary>
public static class ApiKeyFormat
{
    /// <summary>What every key begins with.</summary>
    public const string Start = "kie_";

    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string LivePrefix = "kie_live_", TestPrefix = "kie_test_";
    private const int SecretLength = 32, ChecksumLength = 6, PrefixLength = 9, Length = PrefixLength + SecretLength + 1 + ChecksumLength;

    private static readonly SearchValues<char> Base62Characters = SearchValues.Create(Base62);

    /// <summary>A fresh key.</summary>
    public static string Make(Mode mode)
    {
        var body = (mode == Mode.Test ? TestPrefix : LivePrefix) + RandomNumberGenerator.GetString(Base62, SecretLength);
        return body + "_" + Checksum(body);
    }

    /// <summary>Whether this can be a key, and of which mode.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Mode mode)
    {
        mode = text?.StartsWith(TestPrefix, StringComparison.Ordinal) == true ? Mode.Test : Mode.Live;
        return text is { Length: Length }
            && (mode == Mode.Test || text.StartsWith(LivePrefix, StringComparison.Ordinal))
            && !text.AsSpan(PrefixLength, SecretLength).ContainsAnyExcept(Base62Characters)
            && text[PrefixLength + SecretLength] == '_'
            && text.AsSpan(Length - ChecksumLength).SequenceEqual(Checksum(text.AsSpan(0, PrefixLength + SecretLength)));
    }

    /// <summary>What is stored instead of the key.</summary>
    internal static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>The beginning that is stored in clear: the mode and four characters.</summary>
    internal static string Prefix(string key) => key[..(PrefixLength + 4)];

    private static string Checksum(ReadOnlySpan<char> body)
    {
        Span<char> text = stackalloc char[ChecksumLength];
        var rest = Crc32.Of(body);
        for (var i = ChecksumLength - 1; i >= 0; i--)
        {
            text[i] = Base62[(int)(rest % 62)];
            rest /= 62;
        }

        return new string(text);
    }
}
