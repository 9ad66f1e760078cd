using System.Buffers.Binary;
using System.Text;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog;

/// <summary>A price that was promised: for this tenant, mode and input, and no other, until it expires.</summary>
public sealed record QuotePromise
{
    /// <summary>To whom.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>In which mode.</summary>
    public required Mode Mode { get; init; }

    /// <summary>The model.</summary>
    public required string EntryKey { get; init; }

    /// <summary>SHA-256 of the canonical input, 64 lower-case hex characters.</summary>
    public required string InputHash { get; init; }

    /// <summary>SHA-256 of the file that was measured, 64 lower-case hex characters; null where none was.</summary>
    public string? SourceHash { get; init; }

    /// <summary>What the job will cost.</summary>
    public required Credits Price { get; init; }

    /// <summary>The price book it was quoted with.</summary>
    public required int BookNumber { get; init; }

    /// <summary>When it was made, to the second (UTC): a tenant's own markup of that day counts.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Until when it holds, to the second (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>
/// Promises as compact signed texts, so that nothing is stored until somebody buys. Nodes that share the master key accept each
/// other's. A token is not a secret and holds nothing of what the platform pays.
/// </summary>
public sealed class QuoteTokens
{
    // The second kind has the measured file's checksum in front of the entry's key.
    private const byte Plain = 1, Measured = 2;
    private const int Mode = 1, Issued = 2, Expires = 10, Tenant = 18, Book = 34, Price = 38, Hash = 46, HeadLength = 78, HashLength = 32;
    private const int LongestEntry = 120;

    private static readonly Refusal Unknown = new Refusal(
        RefusalKind.Invalid, "catalog.quote-unknown", "quoteToken is not a quote of this workspace, or it was altered: ask for a new quote.").For("quoteToken");

    private static readonly Refusal Expired = new Refusal(
        RefusalKind.Invalid, "catalog.quote-expired", "quoteToken has expired: ask for a new quote.").For("quoteToken");

    private readonly SignedText _text;
    private readonly TimeSpan _life;
    private readonly TimeProvider _clock;

    /// <summary>Signs with a key that is derived from the master key for this purpose alone.</summary>
    public QuoteTokens(MasterKey master, IOptions<PricingOptions> options, TimeProvider clock) =>
        (_text, _life, _clock) = (new(master.For("quote tokens 1"), HeadLength + HashLength + LongestEntry), options.Value.QuoteLife, clock);

    /// <summary>Promises a quote's price for the configured time; where a file was measured, for the file with this SHA-256 alone.</summary>
    public (string Token, DateTimeOffset ExpiresAt) Sign(Quote quote, TenantId tenant, Mode mode, string? sourceHash = null)
    {
        var issued = _clock.GetUtcNow().ToUnixTimeSeconds();
        var expires = issued + (long)_life.TotalSeconds;
        Span<byte> content = stackalloc byte[HeadLength + HashLength + LongestEntry];
        (content[0], content[Mode]) = (sourceHash is null ? Plain : Measured, (byte)mode);
        BinaryPrimitives.WriteInt64BigEndian(content[Issued..], issued);
        BinaryPrimitives.WriteInt64BigEndian(content[Expires..], expires);
        tenant.Value.TryWriteBytes(content[Tenant..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(content[Book..], quote.BookNumber);
        BinaryPrimitives.WriteInt64BigEndian(content[Price..], quote.Price.Micros);
        Convert.FromHexString(quote.InputHash, content[Hash..], out _, out _);
        var head = HeadLength;
        if (sourceHash is not null)
        {
            Convert.FromHexString(sourceHash, content[head..], out _, out _);
            head += HashLength;
        }

        var length = head + Encoding.UTF8.GetBytes(quote.EntryKey, content[head..]);
        return (_text.Sign(content[..length]), DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    /// <summary>What a token promises to a tenant. One of another tenant is answered like one that was altered.</summary>
    public Result<QuotePromise> Read(string token, TenantId tenant)
    {
        if (_text.Open(token) is not [Plain or Measured, ..] content || content.Length <= HeadOf(content))
        {
            return Unknown;
        }

        var promise = PromiseOf(content);
        return promise.Tenant != tenant ? Unknown : promise.ExpiresAt <= _clock.GetUtcNow() ? Expired : promise;
    }

    private static int HeadOf(ReadOnlySpan<byte> signed) => signed[0] == Measured ? HeadLength + HashLength : HeadLength;

    private static QuotePromise PromiseOf(ReadOnlySpan<byte> signed) => new()
    {
        Mode = (Kernel.Mode)signed[Mode],
        IssuedAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(signed[Issued..])),
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(signed[Expires..])),
        Tenant = new TenantId(new Guid(signed[Tenant..Book], bigEndian: true)),
        BookNumber = BinaryPrimitives.ReadInt32BigEndian(signed[Book..]),
        Price = new Credits(BinaryPrimitives.ReadInt64BigEndian(signed[Price..])),
        InputHash = Convert.ToHexStringLower(signed[Hash..HeadLength]),
        SourceHash = signed[0] == Measured ? Convert.ToHexStringLower(signed[HeadLength..(HeadLength + HashLength)]) : null,
        EntryKey = Encoding.UTF8.GetString(signed[HeadOf(signed)..]),
    };
}
