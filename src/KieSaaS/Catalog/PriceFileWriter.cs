using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// Writes the prices of a book or draft as CSV (RFC 4180): a line for each model on sale with its own markup or fixed price, then a
/// line for each of its price rows. Numbers have a point whatever the reader's language.
/// </summary>
internal sealed class PriceFileWriter(Catalogue catalogue)
{
    /// <summary>The whole file.</summary>
    public string Write(PriceRules rules)
    {
        var (text, basis) = (new StringBuilder(), BasisOf(rules));
        text.Append(string.Join(',', PriceFileLine.Columns)).Append("\r\n");
        foreach (var cells in Lines(rules).Select(line => line.Cells))
        {
            text.AppendJoin(',', PriceFileLine.Columns.Select(column => column == "basis" ? basis : CsvField.Of(cells.GetValueOrDefault(column)))).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>Every line with its cells by column, as they are before anything is quoted.</summary>
    public IEnumerable<(PriceFileLine Line, IReadOnlyDictionary<string, string> Cells)> Lines(PriceRules rules)
    {
        var book = rules.ToBook(0);
        foreach (var entry in catalogue.Entries)
        {
            yield return (new(entry.Key, ""), OfModel(entry, rules));
            foreach (var row in entry.Prices)
            {
                yield return (new(entry.Key, row.Id), OfRow(entry, row, rules, book));
            }
        }
    }

    /// <summary>
    /// What a file says about the prices it was made from, so that it is not read into others: a letter first, or a spreadsheet would
    /// make a number of it.
    /// </summary>
    public static string BasisOf(PriceRules rules) =>
        "b" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PriceBookContent.Write(rules))))[..12];

    private static Dictionary<string, string> OfModel(CatalogueEntry entry, PriceRules rules)
    {
        var own = rules.Find(PriceRuleKey.OfEntry(entry.Key));
        return new(StringComparer.Ordinal)
        {
            ["model"] = entry.Key,
            ["name"] = entry.Name,
            ["vendor"] = entry.Vendor,
            ["kind"] = entry.Kind.ToString(),
            ["markup"] = own?.Markup is { } markup ? TextOf(markup) : "",
            ["fixed_price"] = own?.Credits?.ToString() ?? "",
        };
    }

    private static Dictionary<string, string> OfRow(CatalogueEntry entry, PriceRow row, PriceRules rules, PriceBook book)
    {
        var (cost, price) = (book.CostOf(entry, row), book.UnitPrice(entry, row));
        return new(StringComparer.Ordinal)
        {
            ["model"] = entry.Key,
            ["row"] = row.Id,
            ["name"] = entry.Name,
            ["vendor"] = entry.Vendor,
            ["kind"] = entry.Kind.ToString(),
            ["unit"] = row.Unit.ToString(),
            ["upstream_cost"] = cost.ToString(),
            ["fixed_price"] = rules.Find(PriceRuleKey.OfRow(entry.Key, row.Id))?.Credits?.ToString() ?? "",
            ["sale_price"] = price.ToString(),
            ["margin_percent"] = Margin.Of(book.Terms, price, cost).Share is { } share ? (share * 100).ToString("0.0", CultureInfo.InvariantCulture) : "",
        };
    }

    private static string TextOf(Markup markup) => markup.ToString().TrimStart('x');
}
