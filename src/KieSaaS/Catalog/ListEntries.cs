using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>The catalogue as staff work on it: every entry with its version, what waits for a price book, and what is broken.</summary>
public sealed class ListEntries(AppDbContext db, Catalogue catalogue, TimeProvider clock)
{
    /// <summary>What to show; null leaves a filter out.</summary>
    /// <param name="Kind">What it makes.</param>
    /// <param name="Vendor">Who made the model.</param>
    /// <param name="Offer">How it is offered.</param>
    /// <param name="Text">Part of its name, key or upstream model id.</param>
    /// <param name="IsProposed">True shows only what waits for a price book.</param>
    public sealed record Question(MediaKind? Kind = null, string? Vendor = null, EntryOffer? Offer = null, string? Text = null, bool IsProposed = false);

    /// <summary>One entry.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Entry">As it is, or as it will be where it was never in force; null when it was added and cannot be read any more.</param>
    /// <param name="IsInForce">False for what waits for its first price book.</param>
    /// <param name="Version">Its newest version; 0 is what the product came with.</param>
    /// <param name="ChangedAt">When that was made (UTC).</param>
    /// <param name="ChangedBy">Who made it.</param>
    /// <param name="Proposed">The version that waits for a price book.</param>
    /// <param name="Fault">Why its newest version cannot be used, so that an earlier one stands in.</param>
    public sealed record Line(
        string Key, CatalogueEntry? Entry, bool IsInForce, int Version, DateTimeOffset? ChangedAt, string? ChangedBy, int? Proposed, string? Fault);

    /// <summary>The lines, and the vendors there are to choose from.</summary>
    /// <param name="Lines">In the order of the list.</param>
    /// <param name="Vendors">By name.</param>
    /// <param name="Total">How many entries there are without the filters.</param>
    public sealed record Answer(IReadOnlyList<Line> Lines, IReadOnlyList<string> Vendors, int Total);

    /// <summary>All lines that fit.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        if (!db.Actor.MayAsStaff(Right.EditPrices))
        {
            return EntryRefusals.MayNotEdit;
        }

        var stored = await StoredEntries.ReadAsync(db, catalogue.File, ct);
        var versions = stored.Versions;
        var book = await PriceBooks.TimesAsync(db, clock.GetUtcNow(), ct) is [var inForce, ..] ? inForce.Number : versions.NewestBook;
        var (now, next) = (await stored.UnderAsync(book, ct), await stored.WithAsync(versions.Proposals(), ct));
        var changes = await db.Set<EntryVersionRow>().AsNoTracking()
            .GroupBy(row => row.EntryKey).Select(rows => rows.OrderByDescending(row => row.Version).Select(row => new { row.EntryKey, row.ChangedAt, row.ChangedBy }).First())
            .ToDictionaryAsync(row => row.EntryKey, StringComparer.Ordinal, ct);
        var faults = stored.Faults.ToLookup(fault => fault.Key, fault => fault.Reason, StringComparer.Ordinal);
        var lines = catalogue.File.Definitions.Keys.Union(versions.Keys, StringComparer.Ordinal).Select(key =>
        {
            var (current, change) = (Own(now, key), changes.GetValueOrDefault(key));
            return new Line(key, current ?? Own(next, key), current is not null, versions.Newest(key), change?.ChangedAt, change?.ChangedBy, versions.Proposed(key), faults[key].FirstOrDefault());
        }).ToList();
        return new Answer(
            [.. lines.Where(line => Fits(line, question)).OrderBy(line => line.Entry?.Order ?? int.MaxValue).ThenBy(line => line.Key, StringComparer.Ordinal)],
            [.. lines.Select(line => line.Entry?.Vendor).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)],
            lines.Count);
    }

    private static CatalogueEntry? Own(CatalogueSnapshot snapshot, string key) => snapshot.Find(key) is { } found && found.Key == key ? found : null;

    private static bool Fits(Line line, Question question) =>
        (question.Kind is null || line.Entry?.Kind == question.Kind)
        && (question.Vendor is null || line.Entry?.Vendor == question.Vendor)
        && (question.Offer is null || line.Entry?.Offer == question.Offer)
        && (!question.IsProposed || line.Proposed is not null)
        && (question.Text?.Trim() is not { Length: > 0 } text
            || new[] { line.Key, line.Entry?.Name, line.Entry?.Model }.Any(name => name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true));
}
