using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog;

/// <summary>
/// Makes a draft the next price book, at once or at a time to come, and with it what was proposed for entries. Refused while it is behind the newest book, and without a
/// second confirmation when it holds something unusual (failure museum 59: one wrong price).
/// </summary>
public sealed class PublishDraft
{
    private readonly AppDbContext _db;
    private readonly PriceDrafts _drafts;
    private readonly PublishBook _publish;
    private readonly Catalogue _catalogue;
    private readonly IOptions<PricingOptions> _options;

    internal PublishDraft(AppDbContext db, PriceDrafts drafts, PublishBook publish, Catalogue catalogue, IOptions<PricingOptions> options) =>
        (_db, _drafts, _publish, _catalogue, _options) = (db, drafts, publish, catalogue, options);

    /// <summary>What to publish.</summary>
    /// <param name="DraftId">The draft.</param>
    /// <param name="Version">The version that was seen.</param>
    /// <param name="EffectiveAt">From when; null, or a time that has passed, means at once.</param>
    /// <param name="Reason">Why, for tenants' questions and the audit log.</param>
    /// <param name="IsSure">True when somebody confirmed the unusual changes.</param>
    public sealed record Command(Guid DraftId, int Version, DateTimeOffset? EffectiveAt, string Reason, bool IsSure)
    {
        /// <summary>
        /// The proposed definitions that were seen, which come into force with the book: the entry's key and the version. Refused when one
        /// is not the newest any more. Null takes whatever waits.
        /// </summary>
        public IReadOnlyDictionary<string, int>? Proposals { get; init; }
    }

    /// <summary>The new book's number.</summary>
    public async Task<Result<int>> RunAsync(Command command, CancellationToken ct)
    {
        var opened = await _drafts.OpenAsync(command.DraftId, command.Version, ct);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        var (draft, newest) = (opened.Value, await PriceBooks.NewestAsync(_db, ct));
        if (draft.BasedOn != newest.Number)
        {
            return PricingRefusals.DraftBehind(draft.BasedOn, newest.Number);
        }

        var (before, after) = (PriceBookContent.Read(newest.Content), PriceBookContent.Read(draft.Content));
        var entries = await EntryProposals.ReadAsync(_db, _catalogue, command.Proposals, ct);
        if (!entries.Succeeded)
        {
            return entries.Refusal;
        }

        if (before.ChangesTo(after).Count == 0 && entries.Value.Proposals.Count == 0)
        {
            return PricingRefusals.NothingChanged;
        }

        if (!command.IsSure && PriceWarning.Of(entries.Value, before, after, _options.Value).Count > 0)
        {
            return PricingRefusals.NotConfirmed;
        }

        draft.State = PriceDraftState.Published;
        _drafts.Touch(draft);
        return await _publish.RunAsync(
            new PublishBook.Order(newest.Number, after, command.Reason, "prices.published")
            {
                EffectiveAt = command.EffectiveAt,
                DraftId = draft.Id,
                Releases = entries.Value.Proposals,
            },
            ct);
    }
}
