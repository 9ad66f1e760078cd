using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog;

/// <summary>What one form of the editor makes of an entry.</summary>
/// <param name="Form">Which form: "sale", "words", "prices", "definition" or "restore".</param>
/// <param name="Version">The version that was seen.</param>
/// <param name="Reason">Why.</param>
/// <param name="Entry">The whole entry as it shall be, or what cannot be read.</param>
public sealed record EntryEdit(string Form, int Version, string Reason, Result<JsonElement> Entry)
{
    /// <summary>True to look at it only.</summary>
    public bool IsTrial { get; init; }

    /// <summary>The field of a form that a fault's path belongs to; each form has its own field for the reason.</summary>
    public static string? FieldOf(string form, string? path) => (form, path) switch
    {
        ("restore", "version") => "former",
        (_, null or "version") => null,
        (_, "reason") => form + "-reason",
        ("restore", _) => "former",
        ("definition", _) => "definition",
        ("prices", _) => path.StartsWith("row-", StringComparison.Ordinal) ? path : "prices",
        _ => path.Replace('/', '-'),
    };

    internal static JsonObject Copy(JsonElement entry) => JsonNode.Parse(entry.GetRawText())!.AsObject();

    internal static Result<JsonElement> Element(JsonObject entry) => JsonElement.Parse(entry.ToJsonString());

    /// <summary>Puts a whole number into an entry, or takes it out where nothing was typed.</summary>
    internal static Refusal? SetNumber(JsonObject entry, string name, string? text)
    {
        entry.Remove(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new Refusal(RefusalKind.Invalid, "catalog.not-a-whole-number", "This must be a whole number.").For(name);
        }

        entry[name] = number;
        return null;
    }
}
