using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KieSaaS.Catalog.Store;

/// <summary>The one way in which a version of an entry comes to be: the next number, audited, told to every node.</summary>
internal sealed class SaveEntry(AppDbContext db)
{
    /// <summary>The version's number; a refusal when somebody else was first.</summary>
    public async Task<Result<int>> RunAsync(EntryVersionRow row, string action, object facts, CancellationToken ct)
    {
        db.Add(row);
        db.Audit(row.ChangedAt, action, row.EntryKey, facts);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } taken)
        {
            return taken.ConstraintName == "ix_catalog_entries_added_model" ? EntryRefusals.Exists(row.AddedModel!, "model")
                : row.AddedModel is not null ? EntryRefusals.Exists(row.EntryKey, "key")
                : EntryRefusals.MovedOn(row.EntryKey, null);
        }

        await Signals.SendAsync(db, CatalogueInForce.Topic, row.EntryKey, ct);
        await transaction.CommitAsync(ct);
        return row.Version;
    }
}
