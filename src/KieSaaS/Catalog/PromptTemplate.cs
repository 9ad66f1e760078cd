using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Catalog;

/// <summary>A prompt to start from, with the model that it is recommended for and values of the model's other parameters.</summary>
public sealed record PromptTemplate
{
    private static readonly string[] PromptNames = ["prompt", "text"];

    /// <summary>Its identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name in addresses: "product-on-stone".</summary>
    public required string Key { get; init; }

    /// <summary>What it makes.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>What people read.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>What the model is told.</summary>
    public required LocalizedText Prompt { get; init; }

    /// <summary>The recommended model's key; it may have left the catalogue.</summary>
    public required string EntryKey { get; init; }

    /// <summary>Values of the model's other parameters, one JSON object.</summary>
    public required JsonElement Parameters { get; init; }

    /// <summary>True when it is not offered to anybody any more.</summary>
    public required bool IsRetired { get; init; }

    /// <summary>Counts changes; a change names the version that was seen.</summary>
    public required int Version { get; init; }

    /// <summary>When it was changed last (UTC).</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>By whom.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>The parameter of a model that takes a template's prompt; null for a model that takes none.</summary>
    public static string? PromptOf(CatalogueEntry entry) =>
        entry.Parameters.FirstOrDefault(parameter => parameter.Type == ParameterType.Text && PromptNames.Contains(parameter.Name, StringComparer.Ordinal))?.Name;

    /// <summary>The input of a model that this template begins with: its prompt in a language and every value that the model takes.</summary>
    public JsonObject InputFor(CatalogueEntry entry, string language)
    {
        var misfits = TemplateFit.Of(entry, Parameters).Select(misfit => misfit.Parameter).ToHashSet(StringComparer.Ordinal);
        var input = new JsonObject(Parameters.EnumerateObject().Where(value => !misfits.Contains(value.Name))
            .Select(value => KeyValuePair.Create(value.Name, JsonNode.Parse(value.Value.GetRawText()))));
        if (PromptOf(entry) is { } prompt)
        {
            input[prompt] = Prompt.In(language);
        }

        return input;
    }

    internal static PromptTemplate Of(TemplateRow row) => new()
    {
        Id = row.Id,
        Key = row.Key,
        Kind = row.Kind,
        Title = new LocalizedText(row.TitleEn, row.TitleRu),
        Prompt = new LocalizedText(row.PromptEn, row.PromptRu),
        EntryKey = row.EntryKey,
        Parameters = JsonElement.Parse(row.Parameters),
        IsRetired = row.RetiredAt is not null,
        Version = row.Version,
        ChangedAt = row.ChangedAt,
        ChangedBy = row.ChangedBy,
    };
}
