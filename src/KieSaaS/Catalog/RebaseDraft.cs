using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// Carries a draft over to the newest book: what only the draft changed stays, what only the book changed is taken over, and where
/// both changed the same rule somebody says which value counts.
/// </summary>
public sealed class RebaseDraft
{
    private readonly AppDbContext _db;
    private readonly PriceDrafts _drafts;

    internal RebaseDraft(AppDbContext db, PriceDrafts drafts) => (_db, _drafts) = (db, drafts);

    /// <summary>How to carry over.</summary>
    /// <param name="DraftId">The draft.</param>
    /// <param name="Version">The version that was seen.</param>
    /// <param name="Newest">The newest book that was seen.</param>
    /// <param name="KeepMine">For each rule in conflict: true keeps the draft's value, false takes the newer book's.</param>
    public sealed record Command(Guid DraftId, int Version, int Newest, IReadOnlyDictionary<PriceRuleKey, bool> KeepMine);

    /// <summary>The draft's new version; a conflict that nobody decided is a refusal that names the rule.</summary>
    public async Task<Result<int>> RunAsync(Command command, CancellationToken ct)
    {
        var opened = await _drafts.OpenAsync(command.DraftId, command.Version, ct);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        var (draft, newest) = (opened.Value, await PriceBooks.NewestAsync(_db, ct));
        if (newest.Number != command.Newest)
        {
            return PricingRefusals.BookMovedOn(newest.Number);
        }

        var former = await PriceBooks.FindAsync(_db, draft.BasedOn, ct) ?? throw new InvalidOperationException($"Price book {draft.BasedOn} of a draft is gone.");
        var mine = PriceBookContent.Read(draft.Content);
        var (merged, conflicts) = mine.Onto(PriceBookContent.Read(newest.Content), PriceBookContent.Read(former.Content));
        foreach (var conflict in conflicts)
        {
            if (!command.KeepMine.TryGetValue(conflict.Rule, out var isMine))
            {
                return new Refusal(RefusalKind.Conflict, "catalog.rule-in-conflict", $"Both the draft and price book {newest.Number} changed {conflict.Rule}. Say which counts.")
                    .For(conflict.Rule.ToString());
            }

            merged = isMine ? merged.With(conflict.Rule, conflict.Mine) : merged;
        }

        var facts = new { draft.Name, from = draft.BasedOn, to = newest.Number, changes = EditDraft.Facts(mine.ChangesTo(merged)) };
        (draft.BasedOn, draft.Content) = (newest.Number, PriceBookContent.Write(merged));
        return await _drafts.SaveAsync(draft, "price-draft.carried-over", facts, ct);
    }
}
