using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog.Sync;

/// <summary>Takes differences over, each in the way of its kind.</summary>
internal sealed class AcceptDifferences(AppDbContext db, OpenDifferences differences, AcceptPrices prices, AcceptModels models)
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
            if (await OneAsync(row, reason, ct) is { } why)
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

    /// <summary>Takes in every new model that waits, as the setting wants it. They are off until a person puts them on sale.</summary>
    public async Task NewModelsAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ids = await db.Set<CatalogDifferenceRow>().Where(row => row.State == DifferenceState.Open && row.Kind == DifferenceKind.NewModel).Select(row => row.Id).ToArrayAsync(ct);
        await RunAsync(ids, "Sync:AcceptNewModels", isSure: false, ct);
        await transaction.CommitAsync(ct);
    }

    // Why it could not be taken over, or null.
    private async Task<Refusal?> OneAsync(CatalogDifferenceRow row, string reason, CancellationToken ct) => row.Kind switch
    {
        DifferenceKind.NewModel => await models.AddAsync(row, reason, ct),
        DifferenceKind.ModelGone => await models.TakeOffSaleAsync(row, reason, ct),
        DifferenceKind.SchemaChanged => await models.ChangeSchemaAsync(row, reason, ct),
        DifferenceKind.PriceRemoved => await ForgetLinkAsync(row, ct),
        _ => SyncRefusals.NotTied,
    };

    private async Task<Refusal?> ForgetLinkAsync(CatalogDifferenceRow row, CancellationToken ct)
    {
        if (await db.Set<FeedLink>().FindAsync([row.Subject], ct) is { } link)
        {
            db.Remove(link);
        }

        return null;
    }
}
