using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Identity;

/// <summary>Opens a tenant with its owner and everything that modules need to be there from the first moment: all of it or nothing.</summary>
public sealed class OpenWorkspace(AppDbContext db, IEnumerable<IOnWorkspaceOpened> modules, TimeProvider clock)
{
    /// <summary>What is opened for whom.</summary>
    public sealed record Question(Guid OwnerId, string Name, string Language);

    /// <summary>Returns the new tenant. Joins the context's transaction when there is one. The scope is the platform's.</summary>
    public async Task<TenantId> RunAsync(Question question, CancellationToken ct)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var now = clock.GetUtcNow();
        var tenant = new Tenant { TenantId = TenantId.New(), Name = question.Name, Language = question.Language, CreatedAt = now };
        db.Add(tenant);
        db.Add(new Member { TenantId = tenant.TenantId, UserId = question.OwnerId, Role = Role.Owner, JoinedAt = now });
        db.Audit(now, "workspace.opened", $"tenant {tenant.TenantId}", new { tenant.Name, Owner = question.OwnerId }, tenant.TenantId);
        await db.SaveChangesAsync(ct);
        foreach (var module in modules)
        {
            await module.PrepareAsync(tenant, ct);
        }

        await db.SaveChangesAsync(ct);
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
        }

        return tenant.TenantId;
    }
}
