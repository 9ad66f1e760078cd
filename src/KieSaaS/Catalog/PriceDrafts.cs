using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Opens a draft for a change, at the version that was seen, and saves it so that of two people one is told of the other.</summary>
internal sealed class PriceDrafts(AppDbContext db, TimeProvider clock)
{
    /// <summary>The open draft, tracked.</summary>
    public async Task<Result<PriceDraftRow>> OpenAsync(Guid id, int version, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        var draft = await db.Set<PriceDraftRow>().SingleOrDefaultAsync(draft => draft.Id == id, ct);
        return draft switch
        {
            null => PricingRefusals.UnknownDraft,
            { State: not PriceDraftState.Open } => PricingRefusals.DraftClosed,
            _ when draft.Version != version => PricingRefusals.DraftMovedOn(draft.ChangedBy),
            _ => draft,
        };
    }

    /// <summary>Notes who changed it; the version makes a change of somebody else in between a refusal when it is saved.</summary>
    public void Touch(PriceDraftRow draft)
    {
        draft.Version++;
        (draft.ChangedAt, draft.ChangedBy) = (clock.GetUtcNow(), db.Actor.Name);
    }

    /// <summary>Saves the change with its line in the audit log. Answers the new version.</summary>
    public async Task<Result<int>> SaveAsync(PriceDraftRow draft, string action, object facts, CancellationToken ct)
    {
        Touch(draft);
        db.Audit(draft.ChangedAt, action, draft.Id.ToString(), facts);
        try
        {
            await db.SaveChangesAsync(ct);
            return draft.Version;
        }
        catch (DbUpdateConcurrencyException)
        {
            return PricingRefusals.DraftMovedOn(null);
        }
    }
}
