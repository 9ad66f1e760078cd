using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace KieSaaS.Identity.Keys;

/// <summary>SHA-256 of a key, as a value that a dictionary compares without allocating.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeyHash(UInt128 Left, UInt128 Right)
{
    public static KeyHash Of(ReadOnlySpan<byte> sha256) => new(MemoryMarshal.Read<UInt128>(sha256), MemoryMarshal.Read<UInt128>(sha256[16..]));
}

/// <summary>
/// What this node knows about keys, for at most a minute; unknown ones for ten seconds. Bounded: whoever invents keys by the million
/// only empties it. An answer that was read while a signal came in is not kept, because it may be older than what the signal told.
/// </summary>
internal sealed class KeyCache(TimeProvider clock, int most = 50_000)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(60), UnknownFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<KeyHash, (ApiKeyIdentity? Key, DateTimeOffset Until)> _entries = [];
    private long _generation;

    public int Count => _entries.Count;

    /// <summary>Taken before the database is asked and given back to <see cref="Keep"/>.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    public bool TryGet(KeyHash hash, out ApiKeyIdentity? key)
    {
        var isKept = _entries.TryGetValue(hash, out var entry) && entry.Until > clock.GetUtcNow();
        key = isKept ? entry.Key : null;
        return isKept;
    }

    public void Keep(KeyHash hash, ApiKeyIdentity? key, DateTimeOffset readAt, long generation)
    {
        if (_entries.Count >= most)
        {
            _entries.Clear();
        }

        _entries[hash] = (key, readAt + (key is null ? UnknownFor : KnownFor));

        // Looked at after it was put in: a signal in between has either seen it or moved the generation.
        if (generation != Generation)
        {
            _entries.TryRemove(hash, out _);
        }
    }

    public void Drop(Func<ApiKeyIdentity, bool> isConcerned)
    {
        Interlocked.Increment(ref _generation);
        foreach (var (hash, entry) in _entries)
        {
            if (entry.Key is null || isConcerned(entry.Key))
            {
                _entries.TryRemove(hash, out _);
            }
        }
    }
}
