using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Differences between the upstream and the catalogue, the latest first.</summary>
public sealed class ListDifferences(AppDbContext db)
{
    /// <summary>How many a page has.</summary>
    public const int PageSize = 50;

    /// <summary>Which ones.</summary>
    /// <param name="State">What became of them.</param>
    /// <param name="Kind">One kind only; null for all.</param>
    /// <param name="Search">Part of the title, the subject or the entry's key; null for all.</param>
    /// <param name="IsUnusual">Only those that need a second confirmation.</param>
    /// <param name="Before">Those found before this one.</param>
    public sealed record Question(DifferenceState State = DifferenceState.Open, DifferenceKind? Kind = null, string? Search = null, bool IsUnusual = false, Guid? Before = null);

    /// <summary>One page.</summary>
    /// <param name="Items">At most <see cref="PageSize"/>.</param>
    /// <param name="Count">How many fit the question, on all pages.</param>
    /// <param name="Next">The last one's identity when there are more.</param>
    public sealed record Page(IReadOnlyList<CatalogDifference> Items, int Count, Guid? Next);

    /// <summary>Reads a page; refused for staff who may not edit prices.</summary>
    public async Task<Result<Page>> RunAsync(Question question, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        var asked = db.Set<CatalogDifferenceRow>().AsNoTracking().Where(row => row.State == question.State);
        if (question.Kind is { } kind)
        {
            asked = asked.Where(row => row.Kind == kind);
        }

        if (question.IsUnusual)
        {
            asked = asked.Where(row => row.Caution != DifferenceCaution.None);
        }

        if (question.Search?.Trim() is { Length: > 0 } words)
        {
            var pattern = "%" + words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)
                .Replace("\0", "", StringComparison.Ordinal) + "%";
            asked = asked.Where(row => EF.Functions.ILike(row.Title, pattern, "\\") || EF.Functions.ILike(row.Subject, pattern, "\\") || EF.Functions.ILike(row.EntryKey!, pattern, "\\"));
        }

        var count = await asked.CountAsync(ct);
        var rows = await asked.Where(row => question.Before == null || row.Id < question.Before).OrderByDescending(row => row.Id).Take(PageSize + 1).ToListAsync(ct);
        var items = rows.Take(PageSize).Select(CatalogDifference.Of).ToList();
        return new Page(items, count, rows.Count > PageSize ? items[^1].Id : null);
    }
}
