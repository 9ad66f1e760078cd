using System.Text.Json;

namespace KieSaaS.Catalog.Sync;

/// <summary>All that one reading of the upstream brought.</summary>
internal sealed class Upstream
{
    /// <summary>The models, each once.</summary>
    public List<UpstreamModel> Models { get; } = [];

    /// <summary>True when the list is whole: what is not in it is not there.</summary>
    public bool HasAllModels { get; set; }

    /// <summary>The input schema of each model that publishes one.</summary>
    public Dictionary<string, JsonElement> Schemas { get; } = new(StringComparer.Ordinal);

    /// <summary>The lines of the price feed whose price can be one.</summary>
    public List<FeedLine> Lines { get; } = [];

    /// <summary>Every description of the feed, those of refused lines too.</summary>
    public HashSet<string> Descriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>True when the feed is whole.</summary>
    public bool HasAllLines { get; set; }

    /// <summary>What was refused.</summary>
    public List<Fault> Faults { get; } = [];

    public void Refuse(SyncFaultCause cause, string place, string subject, string? detail) =>
        Faults.Add(new Fault(cause, place, Cut(subject, 300), Cut(detail ?? "", 500)));

    // PostgreSQL keeps no U+0000, and nobody reads a page of garbage.
    private static string Cut(string text, int most) => (text.Length <= most ? text : text[..most] + "…").Replace("\0", "", StringComparison.Ordinal);
}
