using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Web.Generation.Studio;

/// <summary>
/// What a person typed into the form of one model, parameter by parameter, as text; the catalogue turns it into the input's
/// types by its own rules. Knows nothing of prices or validity.
/// </summary>
public sealed class FormValues
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _lists = new(StringComparer.Ordinal);

    private FormValues(CatalogueEntry entry) => Entry = entry;

    /// <summary>The model.</summary>
    public CatalogueEntry Entry { get; }

    /// <summary>A form filled from an earlier input where it has the parameter, from the defaults elsewhere.</summary>
    public static FormValues Of(CatalogueEntry entry, JsonObject? earlier)
    {
        var values = new FormValues(entry);
        foreach (var parameter in entry.Parameters)
        {
            values.Take(parameter, earlier?[parameter.Name]);
        }

        return values;
    }

    /// <summary>A list of texts or addresses, as opposed to one of groups, which is written as JSON.</summary>
    public static bool IsPlainList(EntryParameter parameter) => parameter is { Type: ParameterType.List, ItemType: ParameterType.Text };

    /// <summary>True for what is typed as JSON because no single field can hold it.</summary>
    public static bool IsJson(EntryParameter parameter) => parameter.Type == ParameterType.Group || (parameter.Type == ParameterType.List && !IsPlainList(parameter));

    /// <summary>What stands in a parameter's field.</summary>
    public string Text(EntryParameter parameter) => _texts.GetValueOrDefault(parameter.Name, "");

    /// <summary>Takes what was typed.</summary>
    public void Set(EntryParameter parameter, string? text) => _texts[parameter.Name] = text ?? "";

    /// <summary>The lines of a plain list; there is always one to type into.</summary>
    public List<string> List(EntryParameter parameter) => _lists[parameter.Name];

    /// <summary>The input as it would be sent. What was left empty is left out. The error names a field whose JSON cannot be read.</summary>
    public (JsonObject Input, string? Unreadable) ToInput()
    {
        var input = new JsonObject();
        string? unreadable = null;
        foreach (var parameter in Entry.Parameters)
        {
            try
            {
                if (NodeOf(parameter) is { } value)
                {
                    input[parameter.Name] = value;
                }
            }
            catch (JsonException)
            {
                unreadable ??= parameter.Name;
            }
        }

        return (input, unreadable);
    }

    private void Take(EntryParameter parameter, JsonNode? earlier)
    {
        if (IsPlainList(parameter))
        {
            _lists[parameter.Name] = earlier is JsonArray { Count: > 0 } lines ? [.. lines.Select(Plain)] : [""];
            return;
        }

        var standard = parameter.Default is { } value ? JsonNode.Parse(value.GetRawText()) : null;
        _texts[parameter.Name] = IsJson(parameter) ? (earlier ?? standard)?.ToJsonString() ?? "" : Plain(earlier ?? standard ?? FirstOf(parameter));
    }

    // A choice that must be made starts at its first value, as a browser would show it.
    private static JsonValue? FirstOf(EntryParameter parameter) => parameter switch
    {
        { IsRequired: true, Allowed: [var first, ..] } => JsonValue.Create(first),
        { Type: ParameterType.Boolean } => JsonValue.Create(false),
        _ => null,
    };

    private JsonNode? NodeOf(EntryParameter parameter)
    {
        if (IsPlainList(parameter))
        {
            var lines = _lists[parameter.Name].Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
            return lines.Count == 0 ? null : new JsonArray([.. lines.Select(line => JsonValue.Create(line.Trim()))]);
        }

        var text = _texts[parameter.Name];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return parameter.Type switch
        {
            ParameterType.Boolean => bool.TryParse(text, out var truth) ? JsonValue.Create(truth) : null,
            ParameterType.Number or ParameterType.Integer when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ when IsJson(parameter) => JsonNode.Parse(text),
            _ => JsonValue.Create(text),
        };
    }

    private static string Plain(JsonNode? node) => node is null ? "" : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
}
