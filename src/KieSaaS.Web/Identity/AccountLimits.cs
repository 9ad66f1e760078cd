using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace KieSaaS.Web.Identity;

/// <summary>How often the account pages may be posted. Each node counts for itself; the lock-out after five wrong passwords holds over all nodes.</summary>
public sealed class AccountLimitOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Identity:Limits";

    /// <summary>Tries to sign in, or to confirm an address, per e-mail address and minute.</summary>
    public int SignInsPerAddress { get; set; } = 10;

    /// <summary>Tries to sign in, or to confirm an address, per client and minute.</summary>
    public int SignInsPerClient { get; set; } = 60;

    /// <summary>Posts that send mail (sign-up, confirmation, reset), per e-mail address and hour.</summary>
    public int MailsPerAddress { get; set; } = 5;

    /// <summary>Posts that send mail, per client and hour.</summary>
    public int MailsPerClient { get; set; } = 60;
}

/// <summary>Counts posts in fixed windows, by e-mail address and by client.</summary>
internal sealed class AccountLimits(IOptions<AccountLimitOptions> options) : IDisposable
{
    private readonly AccountLimitOptions _limits = options.Value;
    private readonly PartitionedRateLimiter<Key> _limiter = PartitionedRateLimiter.Create<Key, Key>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, k => new FixedWindowRateLimiterOptions { PermitLimit = k.Most, Window = k.Window }));

    public bool MaySignIn(HttpContext context, string? email) =>
        May("sign-in", context, email, _limits.SignInsPerClient, _limits.SignInsPerAddress, TimeSpan.FromMinutes(1));

    public bool MayConfirm(HttpContext context, Guid user) =>
        May("confirm", context, user.ToString(), _limits.SignInsPerClient, _limits.SignInsPerAddress, TimeSpan.FromMinutes(1));

    public bool MaySendMail(HttpContext context, string? email) =>
        May("mail", context, email, _limits.MailsPerClient, _limits.MailsPerAddress, TimeSpan.FromHours(1));

    public void Dispose() => _limiter.Dispose();

    private bool May(string act, HttpContext context, string? email, int perClient, int perAddress, TimeSpan window) =>
        Take(new Key(act, ClientOf(context.Connection.RemoteIpAddress), perClient, window))
        && Take(new Key(act, (email ?? "").Trim().ToUpperInvariant(), perAddress, window));

    private bool Take(Key key)
    {
        using var lease = _limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    // A household has a /64 of IPv6: counting single addresses would count nothing.
    private static string ClientOf(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private sealed record Key(string Act, string Who, int Most, TimeSpan Window);
}
