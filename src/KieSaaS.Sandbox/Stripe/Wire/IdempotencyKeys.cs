using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace KieSaaS.Sandbox.Stripe.Wire;

/// <summary>
/// Stripe's rules for idempotency keys (docs.stripe.com/api/idempotent_requests): the first answer is kept once execution began
/// and replayed for 24 hours; other parameters under the same key are refused; a key that is still at work is a conflict.
/// </summary>
internal sealed class IdempotencyKeys(SandboxState state, SandboxClock clock)
{
    private const string Area = "stripe.idempotency";
    private const int Longest = 255;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, byte> _running = new(StringComparer.Ordinal);

    /// <summary>Claims the key for one request; released by disposing. Throws when another request holds it.</summary>
    public IDisposable Claim(string key)
    {
        if (key.Length > Longest)
        {
            throw StripeProblem.Invalid($"Idempotency keys must be at most {Longest} characters long; this one has {key.Length}.");
        }

        return _running.TryAdd(key, 0)
            ? new Claimed(_running, key)
            : throw StripeProblem.Idempotency(409, "There is currently another in-progress request using this Idempotent Key. Try again once it has ended.", "idempotency_key_in_use");
    }

    /// <summary>The kept answer for the same request, or null when the key is new.</summary>
    public KeptAnswer? Find(string key, string fingerprint)
    {
        if (state.Load<KeptAnswer>(Area, key) is not { } kept || kept.At + Kept <= clock.GetUtcNow())
        {
            return null;
        }

        return kept.Fingerprint == fingerprint
            ? kept
            : throw StripeProblem.Idempotency(400, "Keys for idempotent requests can only be used with the same parameters they were first used with. Use another key, or the first parameters.");
    }

    public void Keep(string key, string fingerprint, string requestId, int status, string body) =>
        state.Save(Area, key, new KeptAnswer(fingerprint, requestId, status, body, clock.GetUtcNow()));

    /// <summary>What makes two requests the same: method, path and parameters in any order.</summary>
    public static string Fingerprint(string method, string path, Parameters parameters)
    {
        var text = string.Join('\n', parameters.All.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + "=" + pair.Value));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{method} {path}\n{text}")));
    }

    private sealed class Claimed(ConcurrentDictionary<string, byte> running, string key) : IDisposable
    {
        public void Dispose() => running.TryRemove(key, out _);
    }
}

/// <summary>An answer that a repeated key gets again.</summary>
internal sealed record KeptAnswer(string Fingerprint, string RequestId, int Status, string Body, DateTimeOffset At);
