using System.Security.Cryptography;
using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>Makes an API key for the scope's tenant and mode. The secret is in the answer and nowhere else.</summary>
public sealed class CreateApiKey(AppDbContext db, Actor actor, IEnumerable<IOnApiKeyCreated> modules, TimeProvider clock)
{
    internal const int MostActive = 100;

    /// <summary>What to make.</summary>
    /// <param name="Name">What people call it, 1 to 60 characters.</param>
    /// <param name="FormId">A form that is sent twice carries the same and makes one key.</param>
    public sealed record Question(string Name, Guid? FormId = null);

    /// <summary>The key, with its secret this one time.</summary>
    public sealed record Answer(Guid Id, string Name, Mode Mode, string Secret);

    /// <summary>Refuses a role without keys, a wrong name, a repeated form and the 101st active key.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        if (!actor.May(Right.ManageKeys))
        {
            return Refusals.MayNotManageKeys;
        }

        var name = question.Name.Trim();
        if (name.Length is 0 or > 60 || name.Any(char.IsControl))
        {
            return Refusals.KeyNameInvalid;
        }

        var id = question.FormId is { } form ? IdOf(actor.RequireTenant(), form) : Guid.CreateVersion7();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockKeysAsync(ct);
        if (await db.Set<ApiKey>().InBothModes().AnyAsync(k => k.Id == id, ct))
        {
            return Refusals.KeyAlreadyCreated;
        }

        if (await db.Set<ApiKey>().CountAsync(k => k.RevokedAt == null, ct) >= MostActive)
        {
            return Refusals.TooManyKeys;
        }

        var secret = await SaveAsync(id, name, ct);
        await transaction.CommitAsync(ct);
        return new Answer(id, name, actor.Mode, secret);
    }

    // A form's id comes from outside: another tenant's may be the same, and must not meet this one's key or even tell that there is one.
    private static Guid IdOf(TenantId tenant, Guid form) =>
        new(SHA256.HashData([.. tenant.Value.ToByteArray(), .. form.ToByteArray()]).AsSpan(0, 16));

    // Keys of one tenant are made one after the other: two at once would each count the hundred without the other.
    private Task LockKeysAsync(CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"api-keys:" + actor.RequireTenant()}, 0))", ct);

    private async Task<string> SaveAsync(Guid id, string name, CancellationToken ct)
    {
        var (now, tenant, secret) = (clock.GetUtcNow(), actor.RequireTenant(), ApiKeyFormat.Make(actor.Mode));
        db.Add(new ApiKey
        {
            Id = id,
            TenantId = tenant,
            Mode = actor.Mode,
            Name = name,
            Hash = ApiKeyFormat.Hash(secret),
            Prefix = ApiKeyFormat.Prefix(secret),
            LastFour = secret[^4..],
            CreatedAt = now,
            CreatedBy = actor.Name,
        });
        db.Audit(now, "api-key.created", $"key {id}", new { name, Mode = actor.Mode.ToString() });
        await db.SaveChangesAsync(ct);
        foreach (var module in modules)
        {
            await module.PrepareAsync(tenant, actor.Mode, id, ct);
        }

        await db.SaveChangesAsync(ct);
        return secret;
    }
}
