using System.Text.Json;
using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Sync;

/// <summary>Takes over what the upstream says about models: a new one arrives off, a gone one is taken off sale, a changed input waits for the next price book.</summary>
internal sealed class AcceptModels(AppDbContext db, Catalogue catalogue, AddEntry add, ChangeEntry change, TimeProvider clock)
{
    /// <summary>Adds it with the prices of its lines where they can be read, else without a price.</summary>
    public async Task<Refusal?> AddAsync(CatalogDifferenceRow row, string reason, CancellationToken ct)
    {
        var model = JsonSerializer.Deserialize<NewModel>(row.After!, NewModel.Json)!;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (NewEntry.PricesOf(model, today) is { } prices)
        {
            var priced = await add.RunAsync(new(NewEntry.Of(model, prices), reason), ct);
            if (priced.Succeeded)
            {
                return Added(row, priced.Value);
            }
        }

        var added = await add.RunAsync(new(NewEntry.Of(model, []), reason), ct);
        return added.Succeeded ? Added(row, added.Value) : added.Refusal;
    }

    public Task<Refusal?> TakeOffSaleAsync(CatalogDifferenceRow row, string reason, CancellationToken ct) =>
        ChangeAsync(row, entry => EntryParts.With(entry, "sale", "off"), reason, ct);

    public Task<Refusal?> ChangeSchemaAsync(CatalogDifferenceRow row, string reason, CancellationToken ct) =>
        ChangeAsync(row, entry => EntryParts.With(entry, "schema", SchemaText.InOrderOf(JsonElement.Parse(row.After!), entry.GetProperty("schema"))), reason, ct);

    private static Refusal? Added(CatalogDifferenceRow row, string key)
    {
        row.EntryKey = key;
        return null;
    }

    private async Task<Refusal?> ChangeAsync(CatalogDifferenceRow row, Func<JsonElement, JsonElement> edit, string reason, CancellationToken ct)
    {
        var stored = await StoredEntries.ReadAsync(db, catalogue.File, ct);
        return await EntryState.ReadAsync(db, stored, catalogue, clock.GetUtcNow(), row.EntryKey!, ct) is { } state
            ? (await change.RunAsync(new(row.EntryKey!, state.Version, edit(state.Latest), reason), ct)).Refusal
            : PricingRefusals.UnknownEntry(row.EntryKey!);
    }
}
