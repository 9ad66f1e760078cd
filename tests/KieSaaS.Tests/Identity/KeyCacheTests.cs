using KieSaaS.Identity;
using KieSaaS.Identity.Keys;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Tests.Identity;

public sealed class KeyCacheTests
{
    private readonly MovableClock _clock = new();

    [Fact]
    public void An_answer_lives_a_minute_and_an_unknown_key_ten_seconds()
    {
        var (cache, known, unknown) = (new KeyCache(_clock), Hash(1), Hash(2));
        cache.Keep(known, Key(), _clock.GetUtcNow(), cache.Generation);
        cache.Keep(unknown, null, _clock.GetUtcNow(), cache.Generation);

        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.False(cache.TryGet(unknown, out _));
        Assert.True(cache.TryGet(known, out _));
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.False(cache.TryGet(known, out _));
    }

    [Fact]
    public void An_answer_that_was_read_before_a_signal_is_not_kept_after_it()
    {
        var cache = new KeyCache(_clock);
        var generation = cache.Generation;
        cache.Drop(_ => false);
        cache.Keep(Hash(1), Key(), _clock.GetUtcNow(), generation);

        Assert.False(cache.TryGet(Hash(1), out _));
    }

    [Fact]
    public void Invented_keys_cannot_fill_the_memory()
    {
        var cache = new KeyCache(_clock, most: 100);
        for (var i = 0; i < 1000; i++)
        {
            cache.Keep(Hash(i), null, _clock.GetUtcNow(), cache.Generation);
        }

        Assert.InRange(cache.Count, 1, 100);
    }

    private static KeyHash Hash(int i) => new((UInt128)i, 0);

    private static ApiKeyIdentity Key() => new(Guid.NewGuid(), TenantId.New(), Mode.Live, "key", TenantStatus.Active);
}
