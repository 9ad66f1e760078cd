using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Catalog;

/// <summary>Begins a draft of the next price book with the rules of the newest one.</summary>
public sealed class StartDraft(AppDbContext db, TimeProvider clock)
{
    private const int LongestName = 80;

    /// <summary>The draft's identity.</summary>
    public async Task<Result<Guid>> RunAsync(string name, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        if (name.Trim() is not { Length: >= 3 and <= LongestName } given)
        {
            return new Refusal(RefusalKind.Invalid, "catalog.name-missing", $"The name must have 3 to {LongestName} characters.").For("name");
        }

        var (now, newest) = (clock.GetUtcNow(), await PriceBooks.NewestAsync(db, ct));
        var draft = new PriceDraftRow
        {
            Id = Guid.CreateVersion7(now),
            Name = given,
            BasedOn = newest.Number,
            Content = newest.Content,
            Version = 1,
            State = PriceDraftState.Open,
            CreatedAt = now,
            ChangedAt = now,
            ChangedBy = db.Actor.Name,
        };
        db.Add(draft);
        db.Audit(now, "price-draft.started", draft.Id.ToString(), new { name = given, basedOn = newest.Number });
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }
}
