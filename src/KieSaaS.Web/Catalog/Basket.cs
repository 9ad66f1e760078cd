using System.Globalization;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace KieSaaS.Web.Catalog;

/// <summary>
/// A mixed basket of requests, kept in the page's address: each item is one <c>item</c> value that is itself a small query. Works
/// without a script and without a session, and can be sent to a colleague.
/// </summary>
internal sealed class Basket
{
    private const string Name = "item";
    private const int MostItems = 30, LongestItem = 4_000;

    private Basket(IReadOnlyList<Item> items) => Items = items;

    /// <summary>Some of one model with the same parameters.</summary>
    /// <param name="Text">The item in an address.</param>
    /// <param name="Entry">The model.</param>
    /// <param name="Calculation">How many, and with which parameters.</param>
    /// <param name="Price">The price of one, or why it has none.</param>
    internal sealed record Item(string Text, CatalogueEntry Entry, Calculation Calculation, Result<Credits> Price)
    {
        /// <summary>The price of all of them.</summary>
        public Credits Sum => Price.Succeeded ? new Credits(checked(Price.Value.Micros * Calculation.Requests)) : Credits.Zero;
    }

    /// <summary>Without items.</summary>
    public static Basket Empty { get; } = new([]);

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<Item> Items { get; }

    /// <summary>The price of everything that has one.</summary>
    public Credits Total => Items.Aggregate(Credits.Zero, (sum, item) => sum + item.Sum);

    /// <summary>What an address holds, and what its form adds just now. Items that cannot be read are left out.</summary>
    public static async ValueTask<Basket> ReadAsync(IQueryCollection query, CatalogueEntry current, Catalogue catalogue, PriceRequest prices, TenantId? tenant, CancellationToken ct)
    {
        var texts = query[Name].OfType<string>().ToList();
        if (query.ContainsKey("add"))
        {
            texts.Add(TextOf(new Calculation(current, query), current));
        }

        var items = new List<Item>();
        foreach (var text in texts.Where(text => text.Length <= LongestItem).Take(MostItems))
        {
            var fields = QueryHelpers.ParseQuery(text);
            if (fields.TryGetValue("model", out var model) && catalogue.Find(model.ToString()) is { } entry)
            {
                var calculation = new Calculation(entry, new QueryCollection(fields));
                items.Add(new Item(text, entry, calculation, await calculation.PriceAsync(prices, tenant, ct)));
            }
        }

        return new Basket(items);
    }

    /// <summary>The address of the page with one item less.</summary>
    public string Without(Item item, string path, string model) => QueryHelpers.AddQueryString(
        path, [new("model", model), .. Items.Where(other => other != item).Select(other => KeyValuePair.Create<string, StringValues>(Name, other.Text))]);

    private static string TextOf(Calculation calculation, CatalogueEntry entry) => QueryHelpers.AddQueryString("", [
        new("model", entry.Key),
        new("n", calculation.Requests.ToString(CultureInfo.InvariantCulture)),
        .. calculation.Measures.Select(measure => KeyValuePair.Create<string, StringValues>(measure.Field, measure.Value)),
        .. calculation.Parameters.Select(parameter => KeyValuePair.Create<string, StringValues>(Calculation.FieldOf(parameter), calculation.ValueOf(parameter))),
    ]).TrimStart('?');
}
