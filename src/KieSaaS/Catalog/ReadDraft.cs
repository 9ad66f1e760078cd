using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog;

/// <summary>A draft, what it changes, and whether it can be published.</summary>
public sealed class ReadDraft(AppDbContext db, Catalogue catalogue, IOptions<PricingOptions> options)
{
    /// <summary>A draft as it is now.</summary>
    /// <param name="Draft">The draft.</param>
    /// <param name="Newest">The number of the newest book.</param>
    /// <param name="Former">The book it is based on, with that book's number.</param>
    /// <param name="Book">The book it would become.</param>
    /// <param name="Rules">All its rules.</param>
    /// <param name="Changes">What it changes in the book it is based on.</param>
    /// <param name="Conflicts">Rules that it and a newer book both changed; empty while it is not behind.</param>
    /// <param name="Warnings">What is unusual about it.</param>
    public sealed record Answer(
        PriceDraft Draft, int Newest, PriceBook Former, PriceBook Book, PriceRules Rules, IReadOnlyList<PriceRuleChange> Changes,
        IReadOnlyList<PriceRuleConflict> Conflicts, IReadOnlyList<PriceWarning> Warnings)
    {
        /// <summary>True when another book was published after the one it is based on.</summary>
        public bool IsBehind => Draft.BasedOn != Newest;

        /// <summary>The book it is based on, with the entries as they are.</summary>
        public required PricedBook Before { get; init; }

        /// <summary>The book it would become, with the entries as they would be.</summary>
        public required PricedBook After { get; init; }

        /// <summary>Definitions of entries that will come into force with it: the entry's key and the version.</summary>
        public IReadOnlyDictionary<string, int> Proposals { get; init; } = new Dictionary<string, int>();
    }

    /// <summary>By identity.</summary>
    public async Task<Result<Answer>> RunAsync(Guid draftId, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        if (await db.Set<PriceDraftRow>().AsNoTracking().SingleOrDefaultAsync(draft => draft.Id == draftId, ct) is not { } row)
        {
            return PricingRefusals.UnknownDraft;
        }

        var newest = await PriceBooks.NewestAsync(db, ct);
        var former = await PriceBooks.FindAsync(db, row.BasedOn, ct) ?? throw new InvalidOperationException($"Price book {row.BasedOn} of a draft is gone.");
        var (before, after) = (PriceBookContent.Read(former.Content), PriceBookContent.Read(row.Content));
        var entries = (await EntryProposals.ReadAsync(db, catalogue, null, ct)).Value!;
        var (formerBook, book) = (before.ToBook(former.Number), after.ToBook(former.Number));
        return new Answer(
            PriceDraft.Of(row),
            newest.Number,
            formerBook,
            book,
            after,
            before.ChangesTo(after),
            after.Onto(PriceBookContent.Read(newest.Content), before).Conflicts,
            PriceWarning.Of(entries, before, after, options.Value))
        {
            Before = new PricedBook(formerBook, entries.Before),
            After = new PricedBook(book, entries.After),
            Proposals = entries.Proposals,
        };
    }
}
