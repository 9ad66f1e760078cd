using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Sandbox.Kie;

/// <summary>A change of the price feed.</summary>
/// <param name="Description">The line that is meant; null to add one.</param>
/// <param name="Record">The fields that change, the whole record when it is added (whatever JSON that is), or null to take the line away.</param>
internal sealed record FeedEdit(string? Description = null, JsonNode? Record = null);

/// <summary>The public price feed: the lines of all models, and what the controls made of them.</summary>
internal sealed class PriceFeed
{
    private const string Description = "modelDescription";

    private readonly ModelList _models;
    private readonly SandboxState _state;
    private volatile IReadOnlyList<FeedEdit> _edits;

    public PriceFeed(ModelList models, SandboxState state)
    {
        (_models, _state) = (models, state);
        _edits = state.Load<Kept>("kie", "feed")?.Edits ?? [];
        state.Cleared += (_, _) => _edits = [];
    }

    /// <summary>All records with the kind that the feed files them under, in the order of the models.</summary>
    public IReadOnlyList<(string Interface, JsonNode? Record)> Records()
    {
        var records = _models.All.SelectMany(model => model.FeedLines.Select(line => (Interface: InterfaceOf(model.Kind), Record: (JsonNode?)Of(model, line)))).ToList();
        foreach (var edit in _edits)
        {
            Apply(edit, records);
        }

        return records;
    }

    /// <summary>Changes, adds or takes away lines, on top of earlier edits.</summary>
    public void Edit(IReadOnlyList<FeedEdit> edits) => Keep([.. _edits, .. edits]);

    /// <summary>Forgets all edits.</summary>
    public void Forget() => Keep([]);

    /// <summary>The feed knows four kinds: sound of every sort is music, text is chat.</summary>
    public static string InterfaceOf(MediaKind kind) => kind switch
    {
        MediaKind.Audio => "music",
        MediaKind.Text => "chat",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static void Apply(FeedEdit edit, List<(string Interface, JsonNode? Record)> records)
    {
        if (edit.Description is not { } meant)
        {
            records.Add((InterfaceIn(edit.Record), edit.Record?.DeepClone()));
            return;
        }

        if (edit.Record is not JsonObject changes)
        {
            records.RemoveAll(record => DescriptionIn(record.Record) == meant);
            return;
        }

        foreach (var found in records.Select(record => record.Record).OfType<JsonObject>().Where(record => DescriptionIn(record) == meant))
        {
            foreach (var (name, value) in changes)
            {
                found[name] = value?.DeepClone();
            }
        }
    }

    private static JsonObject Of(KieModel model, KiePriceLine line) => (JsonObject)JsonSerializer.SerializeToNode(
        new PriceRecord(
            line.Description,
            InterfaceOf(model.Kind),
            model.Vendor,
            FormattableString.Invariant($"{line.Credits:0.######}"),
            line.Unit,
            FormattableString.Invariant($"{line.Credits * 0.005m:0.#########}"),
            null,
            null,
            "https://kie.ai/" + model.Model,
            false),
        KieAnswer.Json)!;

    private static string? DescriptionIn(JsonNode? record) => record is JsonObject fields ? fields[Description]?.ToString() : null;

    private static string InterfaceIn(JsonNode? record) => record is JsonObject fields ? fields["interfaceType"]?.ToString() ?? "" : "";

    private void Keep(IReadOnlyList<FeedEdit> edits)
    {
        _edits = edits;
        _state.Save("kie", "feed", new Kept([.. edits]));
    }

    private sealed record Kept(List<FeedEdit> Edits);

    private sealed record PriceRecord(
        string ModelDescription,
        string InterfaceType,
        string? Provider,
        string CreditPrice,
        string CreditUnit,
        string UsdPrice,
        string? FalPrice,
        decimal? DiscountRate,
        string Anchor,
        bool DiscountPrice);
}
