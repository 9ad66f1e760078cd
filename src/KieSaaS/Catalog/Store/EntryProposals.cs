using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Store;

/// <summary>The definitions that wait for the next price book.</summary>
internal static class EntryProposals
{
    /// <summary>What is proposed.</summary>
    /// <param name="Proposals">The entry's key and the version, of those that can be used. One that cannot goes on waiting.</param>
    /// <param name="Before">All entries under the newest book.</param>
    /// <param name="After">All entries with the proposals.</param>
    internal sealed record Answer(IReadOnlyDictionary<string, int> Proposals, CatalogueSnapshot Before, CatalogueSnapshot After);

    /// <summary>Those that were seen, or (null) all. A refusal when one that was seen is not the newest any more.</summary>
    public static async Task<Result<Answer>> ReadAsync(AppDbContext db, Catalogue catalogue, IReadOnlyDictionary<string, int>? seen, CancellationToken ct)
    {
        var stored = await StoredEntries.ReadAsync(db, catalogue.File, ct);
        var before = await stored.UnderAsync(stored.Versions.NewestBook, ct);
        var waiting = stored.Versions.Proposals();
        if (seen?.FirstOrDefault(one => waiting.GetValueOrDefault(one.Key) != one.Value) is { Key: { } moved })
        {
            return EntryRefusals.ProposalMovedOn(moved);
        }

        var usable = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, version) in seen ?? waiting)
        {
            var document = await stored.DocumentAsync(key, stored.Versions.Presentation(key), version, ct);
            if (EntryDocument.Read(document, catalogue.File).Succeeded)
            {
                usable[key] = version;
            }
        }

        return new Answer(usable, before, usable.Count == 0 ? before : await stored.WithAsync(usable, ct));
    }
}
