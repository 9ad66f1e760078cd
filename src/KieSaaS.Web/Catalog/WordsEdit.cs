using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog;

/// <summary>What an entry says to people, and how long it may take.</summary>
public sealed class WordsEdit
{
    /// <summary>The version that was seen; without one nobody can tell what was.</summary>
    public int? Version { get; set; }

    /// <summary>The model's name.</summary>
    public string? Name { get; set; }

    /// <summary>Who made it.</summary>
    public string? Vendor { get; set; }

    /// <summary>What it is shown together with.</summary>
    public string? Family { get; set; }

    /// <summary>Separated by commas.</summary>
    public string? Modes { get; set; }

    /// <summary>Separated by commas.</summary>
    public string? Tags { get; set; }

    /// <summary>What it is for, in English.</summary>
    public string? DescriptionEn { get; set; }

    /// <summary>The same in Russian.</summary>
    public string? DescriptionRu { get; set; }

    /// <summary>Seconds.</summary>
    public string? Expected { get; set; }

    /// <summary>Seconds; empty for the setting.</summary>
    public string? Timeout { get; set; }

    /// <summary>Own words on parameters.</summary>
    public List<Hint>? Hints { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <summary>The entry with this.</summary>
    public Result<JsonElement> Apply(JsonElement document)
    {
        var entry = EntryEdit.Copy(document);
        (entry["name"], entry["vendor"], entry["family"]) = (Trim(Name), Trim(Vendor), Trim(Family));
        (entry["modes"], entry["tags"]) = (List(Modes), List(Tags));
        entry["description"] = new JsonObject { ["en"] = Trim(DescriptionEn), ["ru"] = Trim(DescriptionRu) };
        if ((EntryEdit.SetNumber(entry, "expectedSeconds", Expected) ?? EntryEdit.SetNumber(entry, "timeoutSeconds", Timeout)) is { } wrong)
        {
            return wrong;
        }

        var hints = entry["hints"] as JsonObject ?? [];
        entry.Remove("hints");
        foreach (var hint in (Hints ?? []).Where(hint => hint.Parameter is not null))
        {
            hints.Remove(hint.Parameter!);
            if (!string.IsNullOrWhiteSpace(hint.En) || !string.IsNullOrWhiteSpace(hint.Ru))
            {
                hints[hint.Parameter!] = new JsonObject { ["en"] = Trim(hint.En), ["ru"] = Trim(hint.Ru) };
            }
        }

        if (hints.Count > 0)
        {
            entry["hints"] = hints;
        }

        return EntryEdit.Element(entry);
    }

    private static string Trim(string? text) => text?.Trim() ?? "";

    private static JsonArray List(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => (JsonNode)JsonValue.Create(item))];

    /// <summary>Own words on one parameter.</summary>
    public sealed class Hint
    {
        /// <summary>Which.</summary>
        public string? Parameter { get; set; }

        /// <summary>English.</summary>
        public string? En { get; set; }

        /// <summary>Russian.</summary>
        public string? Ru { get; set; }
    }
}
