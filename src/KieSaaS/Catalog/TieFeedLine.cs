using KieSaaS.Catalog.Sync;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Ties a line of the price feed to one of our price rows.</summary>
public sealed class TieFeedLine
{
    private readonly AppDbContext _db;
    private readonly Catalogue _catalogue;
    private readonly OpenDifferences _differences;
    private readonly FeedLinks _links;

    internal TieFeedLine(AppDbContext db, Catalogue catalogue, OpenDifferences differences, FeedLinks links) =>
        (_db, _catalogue, _differences, _links) = (db, catalogue, differences, links);

    /// <summary>What belongs together.</summary>
    /// <param name="Id">The difference of kind <see cref="DifferenceKind.PriceAdded"/>.</param>
    /// <param name="EntryKey">The entry.</param>
    /// <param name="RowId">Its price row.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Command(Guid Id, string EntryKey, string RowId, string Reason);

    /// <summary>True, or why not. The next reading compares the two prices.</summary>
    public async Task<Result<bool>> RunAsync(Command command, CancellationToken ct)
    {
        var wrong = !_db.Actor.May(Right.EditPrices) ? PricingRefusals.MayNotEditPrices
            : ComparePrices.Find(_catalogue.Current, command.EntryKey, command.RowId) is null ? SyncRefusals.NotTied
            : PriceRuleCheck.Reason(command.Reason);
        if (wrong is not null)
        {
            return wrong;
        }

        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var (open, left) = await _differences.LockAsync([command.Id], ct);
        if (open is not [{ Kind: DifferenceKind.PriceAdded } row])
        {
            return left.Count > 0 ? left[0].Why : SyncRefusals.UnknownDifference;
        }

        if (await _db.Set<FeedLink>().FirstOrDefaultAsync(link => link.EntryKey == command.EntryKey && link.RowId == command.RowId && link.Description != row.Subject, ct) is { } other)
        {
            return SyncRefusals.RowTaken(other.Description);
        }

        (row.EntryKey, row.RowId) = (command.EntryKey, command.RowId);
        await _links.TieAsync([KeyValuePair.Create(row.Subject, new FeedTarget(command.EntryKey, command.RowId))], _db.Actor.Name, ct);
        _differences.Decide(row, DifferenceState.Accepted, command.Reason.Trim());
        await _db.SaveChangesAsync(ct);
        await Signals.SendAsync(_db, SyncSignal.Topic, "", ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
