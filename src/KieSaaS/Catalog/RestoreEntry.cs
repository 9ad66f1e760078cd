using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Catalog;

/// <summary>Brings an entry back to a former version, as a new one: at once where it is shown, with the next price book where it is priced.</summary>
public sealed class RestoreEntry
{
    private readonly AppDbContext _db;
    private readonly Catalogue _catalogue;
    private readonly ChangeEntry _change;

    internal RestoreEntry(AppDbContext db, Catalogue catalogue, ChangeEntry change) => (_db, _catalogue, _change) = (db, catalogue, change);

    /// <summary>What to bring back.</summary>
    /// <param name="Key">The entry.</param>
    /// <param name="Version">The version that was seen as the newest; refused when somebody changed it meanwhile.</param>
    /// <param name="Former">The version to bring back; 0 is what the product came with.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Command(string Key, int Version, int Former, string Reason);

    /// <summary>The new version.</summary>
    public async Task<Result<ChangeEntry.Answer>> RunAsync(Command command, CancellationToken ct)
    {
        if (!_db.Actor.MayAsStaff(Right.EditPrices))
        {
            return EntryRefusals.MayNotEdit;
        }

        var stored = await StoredEntries.ReadAsync(_db, _catalogue.File, ct);
        return await stored.AsOfAsync(command.Key, command.Former, ct) is { } former
            ? await _change.RunAsync(new(command.Key, command.Version, former, command.Reason) { Restores = command.Former }, ct)
            : EntryRefusals.UnknownVersion(command.Key, command.Former);
    }
}
