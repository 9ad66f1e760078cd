using KieSaaS.Catalog.Sync;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>One difference, with what stands on both sides part by part.</summary>
public sealed class ReadDifference(AppDbContext db, Catalogue catalogue)
{
    /// <summary>One part that differs: a parameter of the input, a fact of a model.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Before">Ours; null where we have none.</param>
    /// <param name="After">The upstream's; null where it has none.</param>
    public sealed record Part(string Name, string? Before, string? After);

    /// <summary>The difference.</summary>
    /// <param name="Difference">The difference.</param>
    /// <param name="Parts">What differs, by name.</param>
    /// <param name="Entries">The entries that a line of the feed can be tied to; empty for other kinds.</param>
    public sealed record Answer(CatalogDifference Difference, IReadOnlyList<Part> Parts, IReadOnlyList<CatalogueEntry> Entries);

    /// <summary>By identity.</summary>
    public async Task<Result<Answer>> RunAsync(Guid id, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        return await db.Set<CatalogDifferenceRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is { } row
            ? new Answer(CatalogDifference.Of(row), DifferenceParts.Of(row), row is { Kind: DifferenceKind.PriceAdded, State: DifferenceState.Open } ? catalogue.All : [])
            : SyncRefusals.UnknownDifference;
    }
}
