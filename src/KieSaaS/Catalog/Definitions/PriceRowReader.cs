using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using KieSaaS.Catalog.Schemas;

namespace KieSaaS.Catalog.Definitions;

/// <summary>Reads price rows. A price below zero is refused here, wherever the rows came from, and so is zero unless the entry says that it is free.</summary>
internal static class PriceRowReader
{
    public static ImmutableArray<PriceRow> ReadAll(JsonElement entry, bool isFree, bool isOff)
    {
        var rows = entry.Required("prices", JsonValueKind.Array).EnumerateArray()
            .Select((row, index) => JsonFields.Within(FormattableString.Invariant($"prices/{index}"), () => Read(row, isFree))).ToImmutableArray();
        if (!isOff && !rows.Any(row => !row.IsSurcharge))
        {
            throw new DefinitionException("prices", "must have at least one base price: what has no price cannot be sold");
        }

        return rows.GroupBy(row => row.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new DefinitionException("prices", $"has two rows for the same conditions ({twice.Key})")
            : rows;
    }

    private static PriceRow Read(JsonElement row, bool isFree)
    {
        var conditions = row.Required("when", JsonValueKind.Object).EnumerateObject()
            .Select(one => new PriceCondition(one.Name, one.Value.Clone()))
            .OrderBy(one => one.Name, StringComparer.Ordinal).ToImmutableArray();
        var price = row.Whole("kieMicroCredits");
        if (isFree ? price != 0 : price <= 0)
        {
            throw new DefinitionException("kieMicroCredits", isFree ? "must be zero: the entry is free" : "must be above zero");
        }

        return new PriceRow
        {
            Id = conditions.IsEmpty ? "any" : string.Join(',', conditions),
            Conditions = conditions,
            Price = new KieCredits(price),
            Unit = Unit(row.Text("per")),
            QuantityParameter = row.TextOrNull("quantityParameter"),
            Quantities = row.TryGetProperty("quantities", out _) ? Quantities(row.Required("quantities", JsonValueKind.Object)) : FrozenDictionary<string, long>.Empty,
            CountParameter = row.TextOrNull("countParameter"),
            AsOf = DateOnly.TryParseExact(row.Text("asOf"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw new DefinitionException("asOf", "must be a day such as 2026-10-31"),
            Source = row.Text("source"),
        };
    }

    private static FrozenDictionary<string, long> Quantities(JsonElement table) => table.EnumerateObject().ToFrozenDictionary(
        value => value.Name,
        value => table.Whole(value.Name) is > 0 and <= int.MaxValue and var units ? units : throw new DefinitionException("quantities/" + value.Name, "must be above zero"),
        StringComparer.Ordinal);

    private static PriceUnit Unit(string name) => PriceUnitWords.Find(name) ?? throw new DefinitionException("per", $"'{name}' is not a unit");
}
