using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Catalog.Sync;

/// <summary>Writes a new model as an entry of the catalogue: as much as the upstream says of it, the rest for staff to fill in.</summary>
internal static class NewEntry
{
    private const int UsualSeconds = 60;

    private const string UsualSchema = """{"type":"object","properties":{"prompt":{"type":"string","maxLength":20000}},"required":["prompt"]}""";

    /// <summary>The entry in the shape of the starter catalogue.</summary>
    public static JsonElement Of(NewModel model, JsonArray prices)
    {
        var key = KeyOf(model.Model);
        var entry = new JsonObject
        {
            ["key"] = key,
            ["model"] = model.Model,
            ["name"] = model.Title,
            ["vendor"] = model.Provider ?? "?",
            ["kind"] = KindOf(model).ToString().ToLowerInvariant(),
            ["modes"] = new JsonArray(),
            ["family"] = key.Split('-')[0],
            ["tags"] = new JsonArray(),
            ["description"] = new JsonObject { ["en"] = model.Title, ["ru"] = model.Title },
            ["expectedSeconds"] = UsualSeconds,
            ["api"] = CatalogueEntry.JobsApi,
            ["fixed"] = new JsonObject(),
            ["free"] = false,
            ["unknownKeys"] = "drop",
            ["schema"] = JsonNode.Parse(model.Schema?.GetRawText() ?? UsualSchema),
            ["transformations"] = new JsonArray(),
            ["bounds"] = new JsonObject(),
            ["requirements"] = new JsonArray(),
            ["facts"] = new JsonObject(),
            ["prices"] = prices,
        };
        return JsonElement.Parse(entry.ToJsonString(NewModel.Json));
    }

    /// <summary>The price rows of its lines; null when one of them says in prose what it is for.</summary>
    public static JsonArray? PricesOf(NewModel model, DateOnly today)
    {
        var rows = new JsonArray();
        foreach (var line in model.Prices)
        {
            if (ConditionsOf(line.Description, model) is not { } when || PriceFeedName.UnitOf(line.Unit) is not { } unit)
            {
                return null;
            }

            var row = new JsonObject
            {
                ["when"] = when,
                ["kieMicroCredits"] = line.KieMicroCredits,
                ["per"] = PriceUnitWords.Of(unit),
                ["asOf"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["source"] = "price feed: " + line.Description,
            };
            if (unit == PriceUnit.Second)
            {
                row["quantityParameter"] = "duration";
            }

            rows.Add(row);
        }

        return rows.Count > 0 ? rows : null;
    }

    private static string KeyOf(string model) =>
        string.Join('-', new string([.. model.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static MediaKind KindOf(NewModel model) =>
        model.TaskTypes.Select(type => Enum.TryParse<MediaKind>(type, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : (MediaKind?)null).FirstOrDefault(kind => kind is not null)
        ?? MediaKind.Image;

    // "model, resolution=1K,sound=true": values in the type that the schema gives them.
    private static JsonObject? ConditionsOf(string description, NewModel model)
    {
        if (description == model.Model)
        {
            return [];
        }

        if (!description.StartsWith(model.Model + ", ", StringComparison.Ordinal) || model.Schema is not { } schema)
        {
            return null;
        }

        var when = new JsonObject();
        foreach (var pair in description[(model.Model.Length + 2)..].Split(',').Select(one => one.Split('=', 2)))
        {
            if (pair is not [var name, var value] || schema.Inside("properties").Inside(name) is not { ValueKind: JsonValueKind.Object } parameter || !when.TryAdd(name, ValueOf(value, parameter)))
            {
                return null;
            }
        }

        return when;
    }

    private static JsonNode? ValueOf(string text, JsonElement parameter) => parameter.Words("type") switch
    {
        "boolean" => text == "true",
        "integer" or "number" when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
