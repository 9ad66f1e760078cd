using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieSaaS.Catalog.Store;

/// <summary>The one way in which a version of an entry comes to be: the next number, audited, told to every node.</summary>
internal sealed class SaveEntry(AppDbContext db)
{
    /// <summary>The version's number; a refusal when somebody else was first. A transaction that is open already is joined, and left usable by a refusal.</summary>
    public async Task<Result<int>> RunAsync(EntryVersionRow row, string action, object facts, CancellationToken ct)
    {
        db.Add(row);
        db.Audit(row.ChangedAt, action, row.EntryKey, facts);
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } taken)
        {
            // What was refused must not be tried again with the caller's next change.
            db.Entry(row).State = EntityState.Detached;
            foreach (var line in db.ChangeTracker.Entries<AuditEntry>().Where(line => line.State == EntityState.Added && line.Entity.Action == action && line.Entity.Subject == row.EntryKey))
            {
                line.State = EntityState.Detached;
            }

            return taken.ConstraintName == "ix_catalog_entries_added_model" ? EntryRefusals.Exists(row.AddedModel!, "model")
                : row.AddedModel is not null ? EntryRefusals.Exists(row.EntryKey, "key")
                : EntryRefusals.MovedOn(row.EntryKey, null);
        }

        await Signals.SendAsync(db, CatalogueInForce.Topic, row.EntryKey, ct);
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
        }

        return row.Version;
    }
}
