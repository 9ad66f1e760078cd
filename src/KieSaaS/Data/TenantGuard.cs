using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KieSaaS.Data;

/// <summary>The write half of the fence: a row of another tenant or mode is not saved but refused loudly.</summary>
internal sealed class TenantGuard(Actor actor) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new NotSupportedException("Save asynchronously.");

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var row in eventData.Context!.ChangeTracker.Entries<ITenantOwned>())
        {
            if (row.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
            {
                continue;
            }

            // The platform may write for a tenant that its scope does not name (opening one), never for another than the one it names.
            if (row.Entity.TenantId != actor.Tenant && !(actor.IsPlatform && actor.Tenant is null))
            {
                throw new InvalidOperationException($"'{actor.Name}' tried to write a {row.Metadata.ClrType.Name} of another tenant.");
            }

            if (row.Entity is IModeOwned owned && owned.Mode != actor.Mode && !actor.IsPlatform)
            {
                throw new InvalidOperationException($"'{actor.Name}' tried to write a {row.Metadata.ClrType.Name} of the other mode.");
            }
        }

        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }
}
