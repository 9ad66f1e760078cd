using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>The prices of the book in force or of a draft as a CSV file, which <see cref="ImportPrices"/> reads again.</summary>
public sealed class ExportPrices(AppDbContext db, Catalogue catalogue, TimeProvider clock)
{
    /// <summary>Of a draft, or (null) of the book in force.</summary>
    public async Task<Result<string>> RunAsync(Guid? draftId, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        if (draftId is not { } id)
        {
            return new PriceFileWriter(catalogue).Write(PriceRules.Of(await ReadPricing.InForceAsync(db, clock.GetUtcNow(), ct)));
        }

        return await db.Set<PriceDraftRow>().AsNoTracking().SingleOrDefaultAsync(draft => draft.Id == id, ct) is { } row
            ? new PriceFileWriter(catalogue).Write(PriceBookContent.Read(row.Content))
            : PricingRefusals.UnknownDraft;
    }
}
