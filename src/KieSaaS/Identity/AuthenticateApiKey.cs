using KieSaaS.Data;
using KieSaaS.Identity.Keys;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Identity;

/// <summary>Whose key it is.</summary>
public sealed record ApiKeyIdentity(Guid KeyId, TenantId Tenant, Mode Mode, string Name, TenantStatus Status);

/// <summary>
/// Tells whose an API key is. Answers come from memory for up to a minute and are dropped by signals when a key is revoked or a
/// tenant's status changes; while signals cannot arrive, every question goes to the database.
/// </summary>
public sealed class AuthenticateApiKey : IDisposable
{
    /// <summary>The signal that a key changed; the argument is its identity.</summary>
    public const string KeysTopic = "keys";

    /// <summary>The signal that a tenant's status changed; the argument is its identity.</summary>
    public const string TenantsTopic = "tenants";

    private readonly IServiceScopeFactory _scopes;
    private readonly Signals _signals;
    private readonly TimeProvider _clock;
    private readonly KeyCache _cache;
    private readonly KeyUses _uses;
    private readonly IDisposable _keys, _tenants;
    private long _queries;

    internal AuthenticateApiKey(IServiceScopeFactory scopes, Signals signals, TimeProvider clock, KeyCache cache, KeyUses uses)
    {
        (_scopes, _signals, _clock, _cache, _uses) = (scopes, signals, clock, cache, uses);
        _keys = signals.Subscribe(KeysTopic, id => _cache.Drop(key => id == Signals.Everything || id == key.KeyId.ToString()));
        _tenants = signals.Subscribe(TenantsTopic, id => _cache.Drop(key => id == Signals.Everything || id == key.Tenant.ToString()));
    }

    /// <summary>How often the database was asked, for tests and measurements.</summary>
    internal long Queries => Interlocked.Read(ref _queries);

    /// <summary>Refuses a mistyped, unknown or revoked key in the same words, and a key of a suspended tenant.</summary>
    public async ValueTask<Result<ApiKeyIdentity>> RunAsync(string? text, CancellationToken ct)
    {
        if (!ApiKeyFormat.TryParse(text, out _))
        {
            return Refusals.KeyUnknown;
        }

        var sha256 = ApiKeyFormat.Hash(text);
        var hash = KeyHash.Of(sha256);
        if (!_signals.IsListening || !_cache.TryGet(hash, out var key))
        {
            var (readAt, generation) = (_clock.GetUtcNow(), _cache.Generation);
            key = await LookAsync(sha256, ct);
            _cache.Keep(hash, key, readAt, generation);
        }

        if (key is null)
        {
            return Refusals.KeyUnknown;
        }

        _uses.Note(key.KeyId);
        return key.Status == TenantStatus.Suspended ? Refusals.TenantSuspended : key;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _keys.Dispose();
        _tenants.Dispose();
    }

    private async Task<ApiKeyIdentity?> LookAsync(byte[] sha256, CancellationToken ct)
    {
        Interlocked.Increment(ref _queries);
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("key check");
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return await db.Set<ApiKey>().AcrossTenants().AsNoTracking().Where(k => k.Hash == sha256 && k.RevokedAt == null)
            .Join(db.Set<Tenant>().AcrossTenants(), k => k.TenantId, t => t.TenantId, (k, t) => new ApiKeyIdentity(k.Id, k.TenantId, k.Mode, k.Name, t.Status))
            .SingleOrDefaultAsync(ct);
    }
}
