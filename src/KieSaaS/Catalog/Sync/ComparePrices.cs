using System.Text.Json;

namespace KieSaaS.Catalog.Sync;

/// <summary>Prices of the feed against the newest book.</summary>
internal sealed class ComparePrices(SyncOptions options, Ours ours, Faults faults)
{
    private const string Place = "price feed", Chat = "chat";

    // The upstream sells its credits at half a US cent; the feed's dollars are the same amount, rounded (kie-api.md, section 6).
    private const decimal DollarsPerCredit = 0.005m, Rounding = 0.05m;

    private readonly Dictionary<string, FeedTarget> _tied = new(StringComparer.Ordinal);

    /// <summary>Lines that belong to a row by their words alone, and were not tied before.</summary>
    public IReadOnlyDictionary<string, FeedTarget> Tied => _tied;

    public IEnumerable<FoundDifference> Of(Upstream theirs)
    {
        var byWords = ours.Catalogue.All.SelectMany(entry => entry.Prices.Select(row => (Name: PriceFeedName.Of(entry, row), Target: new FeedTarget(entry.Key, row.Id))))
            .DistinctBy(row => row.Name, StringComparer.Ordinal).ToDictionary(row => row.Name, row => row.Target, StringComparer.Ordinal);
        var (tied, loose) = (new List<(FeedTarget Target, FeedLine Line)>(), new List<FeedLine>());
        foreach (var line in theirs.Lines)
        {
            if (TargetOf(line, byWords) is not { } target)
            {
                loose.Add(line);
            }
            else if (target.EntryKey is not null)
            {
                tied.Add((target, line));
            }
        }

        return [.. Changed(tied), .. Added(loose, theirs), .. Removed(theirs)];
    }

    /// <summary>The price row that a line belongs to, when it still exists.</summary>
    internal static (CatalogueEntry Entry, PriceRow Row)? Find(CatalogueSnapshot catalogue, string? entryKey, string? rowId) =>
        entryKey is not null && catalogue.Find(entryKey) is { } entry && entry.Key == entryKey && entry.Prices.FirstOrDefault(row => row.Id == rowId) is { } row
            ? (entry, row)
            : null;

    /// <summary>The difference of one line and its row: none where they agree; a fault where the line cannot be right.</summary>
    internal FoundDifference? Of(CatalogueEntry entry, PriceRow row, FeedLine line)
    {
        if (PriceFeedName.UnitOf(line.Unit) is { } unit && unit != row.Unit)
        {
            faults.Add(SyncFaultCause.OtherUnit, Place, line.Description, $"{line.Unit} / {PriceFeedName.Of(row.Unit)}");
            return null;
        }

        if (entry.IsFree != (line.Price == default))
        {
            faults.Add(entry.IsFree ? SyncFaultCause.PriceForFree : SyncFaultCause.PriceZero, Place, line.Description, line.Price.ToString());
            return null;
        }

        var cost = ours.Book.CostOf(entry, row);
        return line.Price == cost ? null : new FoundDifference(DifferenceKind.PriceChanged, line.Description)
        {
            Title = entry.Name,
            EntryKey = entry.Key,
            RowId = row.Id,
            Before = Write(cost, PriceFeedName.Of(row.Unit)),
            After = Write(line.Price, line.Unit),
            Cost = cost,
            NewCost = line.Price,
            Caution = CautionOf(cost, line),
        };
    }

    private FeedTarget? TargetOf(FeedLine line, Dictionary<string, FeedTarget> byWords)
    {
        if (ours.Links.TryGetValue(line.Description, out var link) && (link.EntryKey is null || Find(ours.Catalogue, link.EntryKey, link.RowId) is not null))
        {
            return link;
        }

        if (!byWords.TryGetValue(line.Description, out var target))
        {
            return null;
        }

        _tied[line.Description] = target;
        return target;
    }

    private IEnumerable<FoundDifference> Changed(List<(FeedTarget Target, FeedLine Line)> tied)
    {
        foreach (var same in tied.GroupBy(pair => pair.Target))
        {
            var line = same.First().Line;
            if (Agree([.. same.Select(pair => pair.Line)]) && Find(ours.Catalogue, same.Key.EntryKey, same.Key.RowId) is var (entry, row) && Of(entry, row, line) is { } difference)
            {
                yield return difference;
            }
        }
    }

    // Chat is no part of the catalogue; the lines of a new model are shown with it.
    private IEnumerable<FoundDifference> Added(List<FeedLine> loose, Upstream theirs)
    {
        var arriving = theirs.Models.Where(model => ours.Catalogue.Find(model.Model) is null).ToList();
        foreach (var same in loose.Where(line => line.Interface != Chat).GroupBy(line => line.Description, StringComparer.Ordinal))
        {
            var line = same.First();
            if (line.Price == default)
            {
                faults.Add(SyncFaultCause.PriceZero, Place, line.Description, line.Price.ToString());
                continue;
            }

            if (!Agree([.. same]) || arriving.Exists(model => CompareModels.IsOf(line, model)))
            {
                continue;
            }

            var likely = EntryOf(line);
            yield return new FoundDifference(DifferenceKind.PriceAdded, line.Description)
            {
                Title = likely?.Name ?? line.Description,
                EntryKey = likely?.Key,
                After = Write(line.Price, line.Unit, line.Anchor),
                NewCost = line.Price,
                Caution = CautionOf(line.Price, line),
            };
        }
    }

    private IEnumerable<FoundDifference> Removed(Upstream theirs)
    {
        if (!theirs.HasAllLines)
        {
            return [];
        }

        var known = ours.Links.Where(link => Find(ours.Catalogue, link.Value.EntryKey, link.Value.RowId) is not null).ToList();
        var gone = known.Where(link => !theirs.Descriptions.Contains(link.Key)).ToList();
        if (Comparison.IsTooMuch(gone.Count, known.Count))
        {
            faults.Add(SyncFaultCause.TooMuchGone, Place, "", FormattableString.Invariant($"{gone.Count} / {known.Count}"));
            return [];
        }

        return gone.Select(link =>
        {
            var (entry, row) = Find(ours.Catalogue, link.Value.EntryKey, link.Value.RowId)!.Value;
            var cost = ours.Book.CostOf(entry, row);
            return new FoundDifference(DifferenceKind.PriceRemoved, link.Key)
            {
                Title = entry.Name,
                EntryKey = entry.Key,
                RowId = row.Id,
                Before = Write(cost, PriceFeedName.Of(row.Unit)),
                Cost = cost == default ? null : cost,
            };
        });
    }

    private bool Agree(IReadOnlyList<FeedLine> lines)
    {
        var prices = lines.Select(line => line.Price).Distinct().ToList();
        if (prices.Count == 1)
        {
            return true;
        }

        faults.Add(SyncFaultCause.Contradictory, Place, lines[0].Description, string.Join(" / ", prices));
        return false;
    }

    // A page's address ends with the model's id, or with it and hyphens for slashes.
    private CatalogueEntry? EntryOf(FeedLine line)
    {
        var path = Uri.TryCreate(line.Anchor, UriKind.Absolute, out var page) ? page.AbsolutePath.Trim('/') : "";
        return path.Length == 0 ? null : ours.Catalogue.Find(path);
    }

    private DifferenceCaution CautionOf(KieCredits before, FeedLine line) =>
        (options.IsLarge(before, line.Price) ? DifferenceCaution.LargeMove : DifferenceCaution.None)
        | (line.Price > new KieCredits(options.HighPrice * KieCredits.MicrosPerCredit) ? DifferenceCaution.HighPrice : DifferenceCaution.None)
        | (line.Dollars is { } dollars && Math.Abs(dollars - (line.Price.ToDecimal() * DollarsPerCredit)) > dollars * Rounding ? DifferenceCaution.Contradictory : DifferenceCaution.None);

    private static string Write(KieCredits price, string? unit, string? page = null) => JsonSerializer.Serialize(new { price = price.ToString(), unit, page }, NewModel.Json);
}
