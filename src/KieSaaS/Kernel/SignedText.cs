using System.Buffers.Text;
using System.Security.Cryptography;

namespace KieSaaS.Kernel;

/// <summary>
/// Content with our signature behind it, as text that fits into an address: not secret, but nobody else can make or alter it.
/// Nodes that share the key accept each other's.
/// </summary>
/// <param name="key">The HMAC-SHA-256 key, used for this one kind of content.</param>
/// <param name="longest">The most bytes of content; a text that holds more is not ours.</param>
public sealed class SignedText(byte[] key, int longest)
{
    /// <summary>Content and signature as base64url.</summary>
    /// <exception cref="ArgumentException">The content is longer than it may be.</exception>
    public string Sign(ReadOnlySpan<byte> content)
    {
        if (content.Length > longest)
        {
            throw new ArgumentException($"{content.Length} bytes are more than the {longest} that may be signed.", nameof(content));
        }

        Span<byte> whole = stackalloc byte[content.Length + HMACSHA256.HashSizeInBytes];
        content.CopyTo(whole);
        HMACSHA256.HashData(key, content, whole[content.Length..]);
        return Base64Url.EncodeToString(whole);
    }

    /// <summary>The content, or null when the text is not what we signed.</summary>
    public byte[]? Open(string text)
    {
        Span<byte> whole = stackalloc byte[longest + HMACSHA256.HashSizeInBytes];
        if (text.Length > Base64Url.GetEncodedLength(whole.Length) || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, whole, out var length))
        {
            return null;
        }

        var content = length - HMACSHA256.HashSizeInBytes;
        if (content <= 0)
        {
            return null;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, whole[..content], expected);
        return CryptographicOperations.FixedTimeEquals(expected, whole[content..length]) ? whole[..content].ToArray() : null;
    }
}
