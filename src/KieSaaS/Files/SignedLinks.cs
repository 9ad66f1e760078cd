using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using KieSaaS.Kernel;

namespace KieSaaS.Files;

/// <summary>
/// Links to stored files that work for a time and for anyone who has them. Each read of a job signs them anew.
/// Nodes that share the key accept each other's links.
/// </summary>
public sealed class SignedLinks
{
    /// <summary>The path that serves them; a token follows.</summary>
    public const string PathPrefix = "/files/";

    private const byte Version = 1, Download = 1;
    private const int HeadLength = 1 + 1 + sizeof(long) + 16;
    private const int LongestContent = 700;

    private readonly SignedText _text;
    private readonly TimeSpan _life;
    private readonly TimeProvider _clock;

    internal SignedLinks(byte[] secret, TimeSpan life, TimeProvider clock)
    {
        _text = new(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "kiesaas signed links 1"u8.ToArray()), LongestContent);
        _life = life;
        _clock = clock;
    }

    /// <summary>
    /// The link <c>/files/{token}</c>. Without a life of its own it lasts for the configured life, rounded up to a full hour,
    /// so that a page that is loaded again finds its pictures in the browser's cache.
    /// </summary>
    /// <param name="tenant">Whose file it is.</param>
    /// <param name="path">The file's path in the store.</param>
    /// <param name="isDownload">True to have the browser save it instead of showing it.</param>
    /// <param name="life">How long it works, to the second.</param>
    public string Sign(TenantId tenant, string path, bool isDownload = false, TimeSpan? life = null)
    {
        var expires = (_clock.GetUtcNow() + (life ?? _life)).ToUnixTimeSeconds();
        if (life is null)
        {
            expires = (expires + 3599) / 3600 * 3600;
        }

        var text = Encoding.UTF8.GetBytes(StoragePath.Require(path));
        var content = new byte[HeadLength + text.Length];
        content[0] = Version;
        content[1] = isDownload ? Download : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(2), expires);
        tenant.Value.TryWriteBytes(content.AsSpan(2 + sizeof(long)), bigEndian: true, out _);
        text.CopyTo(content, HeadLength);
        return PathPrefix + _text.Sign(content);
    }

    /// <summary>What a token allows. Refuses a token that we did not sign ("files.unknown-link") and one whose time is over ("files.link-expired").</summary>
    public Result<SignedFile> Read(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (_text.Open(token) is not { Length: > HeadLength } content || content[0] != Version)
        {
            return Unknown();
        }

        var expires = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(2)));
        if (expires <= _clock.GetUtcNow())
        {
            return new Refusal(RefusalKind.NotFound, "files.link-expired", "This link's time is over. Open the job again: it then shows a fresh link.");
        }

        var tenant = new TenantId(new Guid(content.AsSpan(2 + sizeof(long), 16), bigEndian: true));
        return new SignedFile(tenant, Encoding.UTF8.GetString(content.AsSpan(HeadLength)), expires, content[1] == Download);
    }

    private static Refusal Unknown() =>
        new(RefusalKind.NotFound, "files.unknown-link", "There is no file at this link. Copy the link again, whole, from the job.");
}

/// <summary>What a signed link allows.</summary>
/// <param name="Tenant">Whose file it is.</param>
/// <param name="Path">The file's path in the store.</param>
/// <param name="ExpiresAt">Until when (UTC).</param>
/// <param name="IsDownload">True when the browser shall save it.</param>
public sealed record SignedFile(TenantId Tenant, string Path, DateTimeOffset ExpiresAt, bool IsDownload)
{
    /// <summary>The media type to serve it with; what was stored got its extension from its own bytes.</summary>
    public string MediaType => MediaFormat.OfPath(Path)?.MediaType ?? "application/octet-stream";
}
