using System.Text.Json;

namespace KieSaaS.Catalog.Sync;

/// <summary>Models that are new and models that are gone.</summary>
internal static class CompareModels
{
    private const string Chat = "chat";

    public static IEnumerable<FoundDifference> Of(Upstream theirs, Ours ours, Faults faults) => New(theirs, ours).Concat(Gone(theirs, ours, faults));

    // Chat models are no part of the catalogue.
    private static IEnumerable<FoundDifference> New(Upstream theirs, Ours ours) => theirs.Models
        .Where(model => ours.Catalogue.Find(model.Model) is null && !model.TaskTypes.Contains(Chat, StringComparer.OrdinalIgnoreCase))
        .Select(model => new FoundDifference(DifferenceKind.NewModel, model.Model) { Title = model.Title, After = Write(model, theirs) });

    // Models with paths of their own were never in the upstream's list, so only those of the jobs API can be missed there.
    private static IEnumerable<FoundDifference> Gone(Upstream theirs, Ours ours, Faults faults)
    {
        if (!theirs.HasAllModels)
        {
            return [];
        }

        var listed = theirs.Models.Select(model => model.Model).ToHashSet(StringComparer.Ordinal);
        var sold = ours.Catalogue.Entries.Where(entry => entry.Api == CatalogueEntry.JobsApi).ToList();
        var gone = sold.Where(entry => !listed.Contains(entry.Model)).ToList();
        if (Comparison.IsTooMuch(gone.Count, sold.Count))
        {
            faults.Add(SyncFaultCause.TooMuchGone, "models", "", FormattableString.Invariant($"{gone.Count} / {sold.Count}"));
            return [];
        }

        return gone.Select(entry => new FoundDifference(DifferenceKind.ModelGone, entry.Model) { Title = entry.Name, EntryKey = entry.Key, Before = $$"""{"model":{{JsonSerializer.Serialize(entry.Model)}}}""" });
    }

    private static string Write(UpstreamModel model, Upstream theirs) => JsonSerializer.Serialize(
        new NewModel(
            model.Model,
            model.Title,
            model.Provider,
            model.TaskTypes,
            model.Pricing,
            theirs.Schemas.TryGetValue(model.Model, out var schema) ? schema : null,
            [.. theirs.Lines.Where(line => IsOf(line, model)).Select(line => new NewPrice(line.Description, line.Price.Micros, line.Unit))]),
        NewModel.Json);

    internal static bool IsOf(FeedLine line, UpstreamModel model) => line.Description == model.Model
        || line.Description.StartsWith(model.Model + ", ", StringComparison.Ordinal)
        || line.Anchor?.EndsWith("/" + model.Model, StringComparison.Ordinal) == true;
}

/// <summary>A new model as a difference keeps it.</summary>
internal sealed record NewModel(
    string Model, string Title, string? Provider, IReadOnlyList<string> TaskTypes, string? Pricing, JsonElement? Schema, IReadOnlyList<NewPrice> Prices)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>A line of the feed that belongs to a new model.</summary>
internal sealed record NewPrice(string Description, long KieMicroCredits, string? Unit);
