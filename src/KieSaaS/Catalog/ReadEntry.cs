using System.Text.Json;
using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Catalog;

/// <summary>One entry as an editor needs it: what the next change starts from, what is in force, and what lies between them.</summary>
public sealed class ReadEntry(AppDbContext db, Catalogue catalogue, TimeProvider clock)
{
    /// <summary>An entry with everything that waits.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Version">Its newest version, to be named by the next change.</param>
    /// <param name="Document">The whole entry with everything that waits, in the shape of the starter catalogue.</param>
    /// <param name="Entry">The same, checked; null when it cannot be used.</param>
    /// <param name="Fault">Why it cannot be used.</param>
    /// <param name="Proposed">The version whose definition waits for a price book.</param>
    /// <param name="Waiting">What that one changes in what is in force, or scheduled last.</param>
    /// <param name="Obstacle">Why it cannot be put on sale; null when it can.</param>
    /// <param name="Book">The newest price book, which says what its rows sell for.</param>
    public sealed record Answer(
        string Key, int Version, JsonElement Document, CatalogueEntry? Entry, string? Fault, int? Proposed, IReadOnlyList<EntryDifference> Waiting, Refusal? Obstacle, PriceBook Book)
    {
        /// <summary>True for what the product came with, so that there is a version 0 to go back to.</summary>
        public bool IsShipped { get; init; }

        /// <summary>False for what waits for its first price book.</summary>
        public bool IsInForce { get; init; } = true;
    }

    /// <summary>By key.</summary>
    public async Task<Result<Answer>> RunAsync(string key, CancellationToken ct)
    {
        if (!db.Actor.MayAsStaff(Right.EditPrices))
        {
            return EntryRefusals.MayNotEdit;
        }

        var stored = await StoredEntries.ReadAsync(db, catalogue.File, ct);
        if (await EntryState.ReadAsync(db, stored, catalogue, clock.GetUtcNow(), key, ct) is not { } state)
        {
            return PricingRefusals.UnknownEntry(key);
        }

        var (read, presentation) = (EntryDocument.Read(state.Latest, catalogue.File), EntryParts.Presentation(state.Latest));
        var selling = new EntryCheck(db, catalogue).Shown(state, EntryParts.With(presentation, "sale", "on"));
        var waiting = state.Proposed is null || state.InUse.Count == 0 ? [] : EntryDifference.Between(state.InUse[^1], EntryParts.Definition(state.Latest));
        return new Answer(
            key, state.Version, state.Latest, read.Succeeded ? read.Value : null, read.Refusal?.Message, state.Proposed, waiting, selling,
            PriceBookContent.Read(await PriceBooks.NewestAsync(db, ct)))
        {
            IsShipped = catalogue.File.Definitions.ContainsKey(key),
            IsInForce = state.InUse.Count > 0,
        };
    }

    /// <summary>An entry that somebody is still writing, checked as it would be when saved: nothing is kept.</summary>
    public Result<CatalogueEntry> Try(JsonElement document) => document.ValueKind == JsonValueKind.Object ? EntryDocument.Read(document, catalogue.File) : EntryRefusals.NotAnObject;
}
