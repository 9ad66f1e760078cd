using System.Globalization;
using System.Text.Json;
using KieSaaS.Catalog.Schemas;

namespace KieSaaS.Catalog.Pricing;

/// <summary>
/// How many units of a price an input asks for. Started units count as whole ones (a second, a thousand characters): the reference gives the unit
/// of each price but not the upstream's rounding, and rounding up can never sell below cost.
/// </summary>
internal static class Quantity
{
    private const int CharactersPerUnit = 1000;

    /// <summary>The units, or null when the parameters do not hold usable numbers.</summary>
    public static long? Of(PriceRow row, JsonElement input, MeasuredSource? source) => row.CountParameter is not { } count ? Units(row, input, source)
        : Units(row, input, source) is { } units && input.TryGetProperty(count, out var times) ? checked(units * WholeUnits(times)) : null;

    /// <summary>"dialogue[].text" is the text of every item of dialogue; "text" is the text itself.</summary>
    public static (string Name, string? Inner) Split(string path) => path.IndexOf("[].", StringComparison.Ordinal) is >= 0 and var at
        ? (path[..at], path[(at + 3)..])
        : (path, null);

    private static long? Units(PriceRow row, JsonElement input, MeasuredSource? source) => row.QuantityParameter switch
    {
        null => 1,
        ['@', ..] measured => SourceRule.QuantityOf(measured, source),
        var path when row.Unit == PriceUnit.ThousandCharacters => Math.Max(1, (Characters(path, input) + CharactersPerUnit - 1) / CharactersPerUnit),
        var name when row.Quantities.Count > 0 => input.TryGetProperty(name, out var word) && row.Quantities.TryGetValue(word.ToString(), out var units) ? units : null,
        var name => input.TryGetProperty(name, out var value) ? WholeUnits(value) : null,
    };

    private static long? WholeUnits(JsonElement value)
    {
        var number = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDecimal(),
            JsonValueKind.String when decimal.TryParse(value.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => 0,
        };
        return number is > 0 and <= int.MaxValue ? (long)decimal.Ceiling(number) : null;
    }

    private static long Characters(string path, JsonElement input)
    {
        var (name, inner) = Split(path);
        if (!input.TryGetProperty(name, out var value))
        {
            return 0;
        }

        return inner is null
            ? Length(value)
            : value.EnumerateArray().Sum(item => item.TryGetProperty(inner, out var text) ? Length(text) : 0L);
    }

    private static long Length(JsonElement text) => TextLength.CodePoints(text.GetString()!);
}
