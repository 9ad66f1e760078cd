using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog;

/// <summary>What an entry takes, as JSON: the schema, our limits on top of it, and what becomes of the input.</summary>
public sealed class DefinitionEdit
{
    private static readonly string[] Fields =
        ["kind", "offer", "api", "fixed", "free", "unknownKeys", "schema", "bounds", "transformations", "requirements", "facts", "measured", "continues", "textResult"];

    private static readonly FrozenSet<string> Known = Fields.ToFrozenSet(StringComparer.Ordinal);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The version that was seen; without one nobody can tell what was.</summary>
    public int? Version { get; set; }

    /// <summary>The JSON as it was typed.</summary>
    public string? Text { get; set; }

    /// <summary>"check" to look at it only.</summary>
    public string? Step { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <summary>What is edited here of an entry.</summary>
    public static string TextOf(JsonElement document)
    {
        var part = new JsonObject();
        foreach (var field in Fields)
        {
            if (document.TryGetProperty(field, out var value))
            {
                part[field] = JsonNode.Parse(value.GetRawText());
            }
        }

        return part.ToJsonString(Readable);
    }

    /// <summary>The entry with this.</summary>
    public Result<JsonElement> Apply(JsonElement document)
    {
        JsonObject? typed;
        try
        {
            typed = JsonNode.Parse(Text ?? "", documentOptions: Strict) as JsonObject;
        }
        catch (JsonException wrong)
        {
            return Wrong("catalog.not-json", "This is not JSON: " + wrong.Message);
        }

        if (typed is null)
        {
            return Wrong("catalog.not-json", "This must be one JSON object.");
        }

        if (typed.FirstOrDefault(field => !Known.Contains(field.Key)).Key is { } foreign)
        {
            return Wrong("catalog.foreign-field", $"'{foreign}' is not a field of a definition.");
        }

        var entry = EntryEdit.Copy(document);
        foreach (var field in Fields)
        {
            entry.Remove(field);
            if (typed.Remove(field, out var value))
            {
                entry[field] = value;
            }
        }

        return EntryEdit.Element(entry);
    }

    private static Refusal Wrong(string code, string message) => new Refusal(RefusalKind.Invalid, code, message).For("definition");
}
