using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog;

/// <summary>The price rows of an entry.</summary>
public sealed class PricesEdit
{
    /// <summary>The version that was seen; without one nobody can tell what was.</summary>
    public int? Version { get; set; }

    /// <summary>The rows, those to add at the end.</summary>
    public List<Row>? Rows { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <summary>An entry's rows as they are, and an empty one to add.</summary>
    public static List<Row> Of(JsonElement document)
    {
        var rows = document.TryGetProperty("prices", out var prices) ? prices.EnumerateArray().Select(Row.Of).ToList() : [];
        rows.Add(new Row { Per = PriceUnitWords.Of(PriceUnit.Generation) });
        return rows;
    }

    /// <summary>The entry with these rows. What was changed, or is new, carries the day and says that staff entered it.</summary>
    public Result<JsonElement> Apply(JsonElement document, DateOnly today)
    {
        var (entry, rows) = (EntryEdit.Copy(document), new JsonArray());
        var former = entry["prices"] as JsonArray ?? [];
        for (var i = 0; i < (Rows?.Count ?? 0); i++)
        {
            var row = Rows![i];
            if (row.IsRemoved || (row.At is null && string.IsNullOrWhiteSpace(row.Price) && string.IsNullOrWhiteSpace(row.When)))
            {
                continue;
            }

            if (!KieCredits.TryParse(row.Price, out var price))
            {
                return new Refusal(RefusalKind.Invalid, "catalog.kie-price-not-a-number", "The price must be a number of Kie credits such as 12.5.").For(FormattableString.Invariant($"row-{i}-price"));
            }

            var before = row.At is { } at && at >= 0 && at < former.Count ? former[at]!.DeepClone().AsObject() : [];
            rows.Add(row.Write(before, price.Micros, document, today));
        }

        entry["prices"] = rows;
        return EntryEdit.Element(entry);
    }

    /// <summary>One price row as it is typed.</summary>
    public sealed class Row
    {
        /// <summary>Where it stands in the entry; null for a new one.</summary>
        public int? At { get; set; }

        /// <summary>Its conditions: "resolution=1K, sound=true".</summary>
        public string? When { get; set; }

        /// <summary>The unit.</summary>
        public string? Per { get; set; }

        /// <summary>The parameter that says how many units.</summary>
        public string? Quantity { get; set; }

        /// <summary>The parameter that says how many results.</summary>
        public string? Count { get; set; }

        /// <summary>Kie credits for one unit.</summary>
        public string? Price { get; set; }

        /// <summary>True to take it out.</summary>
        public bool IsRemoved { get; set; }

        internal static Row Of(JsonElement row, int at) => new()
        {
            At = at,
            When = string.Join(", ", row.GetProperty("when").EnumerateObject().Select(condition => $"{condition.Name}={Plain(condition.Value)}")),
            Per = Text(row, "per"),
            Quantity = Text(row, "quantityParameter"),
            Count = Text(row, "countParameter"),
            Price = new KieCredits(row.GetProperty("kieMicroCredits").GetInt64()).ToString(),
        };

        internal JsonObject Write(JsonObject row, long micros, JsonElement document, DateOnly today)
        {
            var before = row.ToJsonString();
            var isSame = row["when"] is not null && Of(JsonElement.Parse(before), 0).When == (When ?? "").Trim();
            row["when"] = isSame ? row["when"]!.DeepClone() : Conditions(document);
            row["kieMicroCredits"] = micros;
            row["per"] = Per ?? "";
            Set(row, "quantityParameter", Quantity);
            Set(row, "countParameter", Count);
            if (row.ToJsonString() != before)
            {
                (row["asOf"], row["source"]) = (today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "entered by staff");
            }

            return row;
        }

        private JsonObject Conditions(JsonElement document)
        {
            var conditions = new JsonObject();
            foreach (var one in (When ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var (name, value) = one.Split('=', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : (one, "true");
                conditions[name] = Value(document, name, value);
            }

            return conditions;
        }

        // In the type of the parameter: "5" is a text where the model takes a text.
        private static JsonValue Value(JsonElement document, string name, string value)
        {
            var isText = document.GetProperty("schema").TryGetProperty("properties", out var parameters) && parameters.TryGetProperty(name, out var schema)
                && schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var type) && type.GetRawText().Contains("string", StringComparison.Ordinal);
            return isText ? JsonValue.Create(value)
                : bool.TryParse(value, out var truth) ? JsonValue.Create(truth)
                : decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
                : JsonValue.Create(value);
        }

        private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

        private static void Set(JsonObject row, string name, string? value)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                row.Remove(name);
            }
            else
            {
                row[name] = value.Trim();
            }
        }

        private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
