using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>Ends a key for good. New jobs stop at once, because admission asks the database; reads stop when the signal has gone round.</summary>
public sealed class RevokeApiKey(AppDbContext db, Actor actor, TimeProvider clock)
{
    /// <summary>The key and since when it is revoked.</summary>
    public sealed record Answer(Guid Id, string Name, DateTimeOffset RevokedAt);

    /// <summary>Refuses a role without keys and a key that is not of this workspace and mode. A key that is revoked already stays as it is.</summary>
    public async Task<Result<Answer>> RunAsync(Guid keyId, CancellationToken ct)
    {
        if (!actor.May(Right.ManageKeys))
        {
            return Refusals.MayNotManageKeys;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var key = await db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == keyId, ct);
        if (key is null)
        {
            return Refusals.KeyNotFound;
        }

        if (key.RevokedAt is null)
        {
            var now = clock.GetUtcNow();
            key.RevokedAt = now;
            db.Audit(now, "api-key.revoked", $"key {keyId}", new { key.Name });
            await db.SaveChangesAsync(ct);
            await Signals.SendAsync(db, AuthenticateApiKey.KeysTopic, keyId.ToString(), ct);
        }

        await transaction.CommitAsync(ct);
        return new Answer(key.Id, key.Name, key.RevokedAt.Value);
    }
}
