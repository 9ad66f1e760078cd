using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>Gives a draft up. It stays for the record.</summary>
public sealed class DiscardDraft
{
    private readonly PriceDrafts _drafts;

    internal DiscardDraft(PriceDrafts drafts) => _drafts = drafts;

    /// <summary>True, or why not.</summary>
    public async Task<Result<bool>> RunAsync(Guid draftId, int version, CancellationToken ct)
    {
        var opened = await _drafts.OpenAsync(draftId, version, ct);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        opened.Value.State = PriceDraftState.Discarded;
        var saved = await _drafts.SaveAsync(opened.Value, "price-draft.discarded", new { opened.Value.Name }, ct);
        return saved.Succeeded ? true : saved.Refusal;
    }
}
