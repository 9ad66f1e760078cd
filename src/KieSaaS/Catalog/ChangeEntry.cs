using System.Text.Json;
using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Catalog;

/// <summary>
/// Changes an entry. How it is shown counts at once; what it takes and what that costs is a proposal, which comes into force with
/// the next price book that is published from a draft.
/// </summary>
public sealed class ChangeEntry
{
    private readonly AppDbContext _db;
    private readonly Catalogue _catalogue;
    private readonly EntryCheck _check;
    private readonly SaveEntry _save;
    private readonly TimeProvider _clock;

    internal ChangeEntry(AppDbContext db, Catalogue catalogue, EntryCheck check, SaveEntry save, TimeProvider clock) =>
        (_db, _catalogue, _check, _save, _clock) = (db, catalogue, check, save, clock);

    /// <summary>What to change.</summary>
    /// <param name="Key">The entry.</param>
    /// <param name="Version">The version that was seen; refused when somebody changed it meanwhile.</param>
    /// <param name="Entry">The whole entry as it shall be, in the shape of the starter catalogue.</param>
    /// <param name="Reason">Why, for its history and the audit log.</param>
    public sealed record Command(string Key, int Version, JsonElement Entry, string Reason)
    {
        /// <summary>The former version that this brings back.</summary>
        internal int? Restores { get; init; }
    }

    /// <summary>What came of it.</summary>
    /// <param name="Version">The new version.</param>
    /// <param name="IsShown">True when something of it counts at once.</param>
    /// <param name="IsProposed">True when something of it waits for the next price book.</param>
    public sealed record Answer(int Version, bool IsShown, bool IsProposed);

    /// <summary>The new version; a refusal names the path of what is wrong.</summary>
    public async Task<Result<Answer>> RunAsync(Command command, CancellationToken ct)
    {
        if (!_db.Actor.MayAsStaff(Right.EditPrices))
        {
            return EntryRefusals.MayNotEdit;
        }

        var (stored, now) = (await StoredEntries.ReadAsync(_db, _catalogue.File, ct), _clock.GetUtcNow());
        if (await EntryState.ReadAsync(_db, stored, _catalogue, now, command.Key, ct) is not { } state)
        {
            return PricingRefusals.UnknownEntry(command.Key);
        }

        if (state.Version != command.Version)
        {
            return EntryRefusals.MovedOn(command.Key, state.ChangedBy);
        }

        if ((PriceRuleCheck.Reason(command.Reason) ?? OtherName(state.Latest, command.Entry)) is { } wrong)
        {
            return wrong;
        }

        var (presentation, definition) = (EntryParts.Presentation(command.Entry), EntryParts.Definition(command.Entry));
        var isShown = !JsonElement.DeepEquals(presentation, EntryParts.Presentation(state.Latest));
        var isProposed = !JsonElement.DeepEquals(definition, EntryParts.Definition(state.Latest));
        if (!isShown && !isProposed)
        {
            return EntryRefusals.NothingChanged;
        }

        if (((isShown ? _check.Shown(state, presentation) : null) ?? (await _check.ReadAsync(command.Entry, ct)).Refusal) is { } unfit)
        {
            return unfit;
        }

        var row = new EntryVersionRow
        {
            EntryKey = command.Key,
            Version = state.Version + 1,
            Presentation = isShown ? EntryParts.Text(presentation) : null,
            Definition = isProposed ? EntryParts.Text(definition) : null,
            Restores = command.Restores,
            ChangedAt = now,
            ChangedBy = _db.Actor.Name,
            Reason = command.Reason.Trim(),
        };
        var changes = EntryDifference.Between(state.Latest, command.Entry).Select(change => new { path = change.Path, before = change.Before, after = change.After });
        var saved = await _save.RunAsync(row, "catalogue-entry.changed", new { row.Version, row.Reason, isProposed, restores = row.Restores, changes }, ct);
        return saved.Succeeded ? new Answer(saved.Value, isShown, isProposed) : saved.Refusal;
    }

    private static Refusal? OtherName(JsonElement before, JsonElement after) => after.ValueKind != JsonValueKind.Object
        ? EntryRefusals.NotAnObject
        : new[] { "key", "model" }
            .Where(name => !after.TryGetProperty(name, out var value) || !JsonElement.DeepEquals(value, before.GetProperty(name)))
            .Select(EntryRefusals.OtherName)
            .FirstOrDefault();
}
