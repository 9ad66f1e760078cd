using System.Text.Json;
using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>
/// Adds an entry for a model that the catalogue does not have. It arrives off sale, and its prices come into force with the next price
/// book that is published from a draft; it may come without a price, and then can never be put on sale until it has one.
/// </summary>
public sealed class AddEntry
{
    private readonly AppDbContext _db;
    private readonly Catalogue _catalogue;
    private readonly EntryCheck _check;
    private readonly SaveEntry _save;
    private readonly TimeProvider _clock;

    internal AddEntry(AppDbContext db, Catalogue catalogue, EntryCheck check, SaveEntry save, TimeProvider clock) =>
        (_db, _catalogue, _check, _save, _clock) = (db, catalogue, check, save, clock);

    /// <summary>What to add.</summary>
    /// <param name="Entry">The whole entry, in the shape of the starter catalogue.</param>
    /// <param name="Reason">Why, for its history and the audit log.</param>
    public sealed record Command(JsonElement Entry, string Reason);

    /// <summary>The new entry's key; a refusal names the path of what is wrong.</summary>
    public async Task<Result<string>> RunAsync(Command command, CancellationToken ct)
    {
        if (!_db.Actor.MayAsStaff(Right.EditPrices))
        {
            return EntryRefusals.MayNotEdit;
        }

        if ((PriceRuleCheck.Reason(command.Reason) ?? (command.Entry.ValueKind == JsonValueKind.Object ? null : EntryRefusals.NotAnObject)) is { } wrong)
        {
            return wrong;
        }

        var document = EntryParts.With(command.Entry, "sale", "off");
        var read = await _check.ReadAsync(document, ct);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var (key, model) = (read.Value.Key, read.Value.Model);
        if ((await TakenAsync(key, "key", ct) ?? await TakenAsync(model, "model", ct)) is { } taken)
        {
            return taken;
        }

        var row = new EntryVersionRow
        {
            EntryKey = key,
            Version = 1,
            Presentation = EntryParts.Text(EntryParts.Presentation(document)),
            Definition = EntryParts.Text(EntryParts.Definition(document)),
            AddedModel = model,
            ChangedAt = _clock.GetUtcNow(),
            ChangedBy = _db.Actor.Name,
            Reason = command.Reason.Trim(),
        };
        var saved = await _save.RunAsync(row, "catalogue-entry.added", new { model, row.Reason }, ct);
        return saved.Succeeded ? key : saved.Refusal;
    }

    private async Task<Refusal?> TakenAsync(string name, string field, CancellationToken ct)
    {
        var isShipped = _catalogue.File.Entries.Any(entry => entry.Key == name || entry.Model == name);
        return isShipped || await _db.Set<EntryVersionRow>().AnyAsync(row => row.EntryKey == name || row.AddedModel == name, ct) ? EntryRefusals.Exists(name, field) : null;
    }
}
