using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Sync;

/// <summary>Takes differences over, each in the way of its kind.</summary>
internal sealed class AcceptDifferences(AppDbContext db, OpenDifferences differences, AcceptPrices prices)
{
    public async Task<Result<DecideDifferences.Answer>> RunAsync(Guid[] ids, string reason, bool isSure, CancellationToken ct)
    {
        var (open, left) = await differences.LockAsync(ids, ct);
        if (!isSure && open.Exists(row => row.Caution != DifferenceCaution.None))
        {
            return PricingRefusals.NotConfirmed;
        }

        var changed = open.Where(row => row.Kind == DifferenceKind.PriceChanged).ToList();
        var draft = await prices.RunAsync(changed, reason, left, ct);
        if (!draft.Succeeded)
        {
            return draft.Refusal;
        }

        foreach (var row in open.Except(changed))
        {
            if (await OneAsync(row, ct) is { } why)
            {
                left.Add(new(row.Id, row.Title, why));
            }
            else
            {
                differences.Decide(row, DifferenceState.Accepted, reason);
            }
        }

        await db.SaveChangesAsync(ct);
        return new DecideDifferences.Answer(open.Count(row => row.State == DifferenceState.Accepted), left, draft.Value.DraftId);
    }

    // What could not be taken over, or null.
    private async Task<Refusal?> OneAsync(CatalogDifferenceRow row, CancellationToken ct)
    {
        if (row.Kind == DifferenceKind.PriceAdded)
        {
            return SyncRefusals.NotTied;
        }

        if (row.Kind == DifferenceKind.PriceRemoved)
        {
            if (await db.Set<FeedLink>().FindAsync([row.Subject], ct) is { } link)
            {
                db.Remove(link);
            }
        }

        return null;
    }
}
