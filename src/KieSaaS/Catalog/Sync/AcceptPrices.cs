using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog.Sync;

/// <summary>Writes accepted upstream prices into one draft: the open one that took over the last ones, or a new one.</summary>
internal sealed class AcceptPrices(AppDbContext db, OpenDifferences differences, PriceRuleCheck check, StartDraft start, EditDraft edit, TimeProvider clock)
{
    /// <summary>The draft.</summary>
    /// <param name="DraftId">Null when there was nothing to write.</param>
    internal sealed record Answer(Guid? DraftId);

    /// <param name="rows">Locked, of kind <see cref="DifferenceKind.PriceChanged"/>.</param>
    /// <param name="reason">Why.</param>
    /// <param name="left">Takes those that no rule can be made of.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Result<Answer>> RunAsync(IReadOnlyList<CatalogDifferenceRow> rows, string reason, List<DecideDifferences.Left> left, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var good = new List<(CatalogDifferenceRow Row, PriceRuleEdit Edit)>();
        foreach (var row in rows)
        {
            var rule = new PriceRuleEdit(PriceRuleKey.OfUpstream(row.EntryKey!, row.RowId!), PriceRuleValue.Of(new KieCredits(row.NewCost!.Value)));
            if (check.Of(rule.Rule, rule.Value, today) is { } wrong)
            {
                left.Add(new(row.Id, row.Title, wrong));
            }
            else
            {
                good.Add((row, rule));
            }
        }

        if (good.Count == 0)
        {
            return new Answer(null);
        }

        var draft = await DraftAsync(ct);
        if (!draft.Succeeded)
        {
            return draft.Refusal;
        }

        var edited = await edit.RunAsync(new(draft.Value.Id, draft.Value.Version, [.. good.Select(pair => pair.Edit)]), ct);
        if (!edited.Succeeded)
        {
            return edited.Refusal;
        }

        foreach (var (row, _) in good)
        {
            differences.Decide(row, DifferenceState.Accepted, reason, draft.Value.Id);
        }

        return new Answer(draft.Value.Id);
    }

    // Locked, so that who accepts at the same time writes into it afterwards.
    private async Task<Result<PriceDraftRow>> DraftAsync(CancellationToken ct)
    {
        var newest = await PriceBooks.NewestAsync(db, ct);
        var open = await db.Set<PriceDraftRow>().FromSql($"""
            select * from catalog_price_drafts where state = 'Open' and based_on = {newest.Number}
            and id in (select draft_id from catalog_differences where state = 'Accepted') order by changed_at desc limit 1 for update
            """).ToListAsync(ct);
        if (open is [var known])
        {
            return known;
        }

        var started = await start.RunAsync(FormattableString.Invariant($"Upstream prices {clock.GetUtcNow():yyyy-MM-dd HH:mm}"), ct);
        return started.Succeeded ? await db.Set<PriceDraftRow>().SingleAsync(draft => draft.Id == started.Value, ct) : started.Refusal;
    }
}
