using System.Globalization;
using KieSaaS.Catalog;
using Microsoft.AspNetCore.WebUtilities;

namespace KieSaaS.Web.Catalog;

/// <summary>Which models a pricing grid shows and in what order; all of it stands in the address.</summary>
public sealed record GridFilter
{
    /// <summary>A part of the name or the key.</summary>
    public string Search { get; init; } = "";

    /// <summary>What they make.</summary>
    public MediaKind? Kind { get; init; }

    /// <summary>Who made them.</summary>
    public string Vendor { get; init; } = "";

    /// <summary>Only those with a rule of their own.</summary>
    public bool Own { get; init; }

    /// <summary>Only those whose margin is below the floor.</summary>
    public bool Thin { get; init; }

    /// <summary>Only those that the draft changes.</summary>
    public bool Changed { get; init; }

    /// <summary>A column's name, with "-" in front for the largest first.</summary>
    public string Sort { get; init; } = "";

    /// <summary>True when some models are left out.</summary>
    public bool IsFiltered => this with { Sort = "" } != new GridFilter();

    /// <summary>What is set, as fields of a form or an address.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["search"] = Search,
        ["kind"] = Kind?.ToString() ?? "",
        ["vendor"] = Vendor,
        ["own"] = Own ? "true" : "",
        ["thin"] = Thin ? "true" : "",
        ["changed"] = Changed ? "true" : "",
        ["sort"] = Sort,
    }.Where(one => one.Value.Length > 0);

    /// <summary>Reads an address; what it does not know it leaves out.</summary>
    public static GridFilter Of(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        return new GridFilter
        {
            Search = Text("search"),
            Kind = Enum.TryParse<MediaKind>(Text("kind"), out var kind) && Enum.IsDefined(kind) ? kind : null,
            Vendor = Text("vendor"),
            Own = Text("own") == "true",
            Thin = Text("thin") == "true",
            Changed = Text("changed") == "true",
            Sort = Text("sort"),
        };

        string Text(string name) => query.TryGetValue(name, out var values) ? values.ToString().Trim() : "";
    }

    /// <summary>The address of a grid with this filter.</summary>
    public string Address(string path, params IEnumerable<KeyValuePair<string, string>> more) =>
        QueryHelpers.AddQueryString(path, Fields.Concat(more).Select(field => KeyValuePair.Create(field.Key, (string?)field.Value)));

    /// <summary>Those of the rows that fit, in the order that is asked for.</summary>
    public IReadOnlyList<GridRow> Of(IEnumerable<GridRow> rows) => [.. PricingColumns.Sorted(rows.Where(row => Fits(row.Priced)), Sort)];

    /// <summary>True when a model is among those that are asked for.</summary>
    public bool Fits(PricedEntry priced) =>
        (Search.Length == 0
            || CultureInfo.CurrentCulture.CompareInfo.IndexOf(priced.Entry.Name, Search, CompareOptions.IgnoreCase) >= 0
            || priced.Entry.Key.Contains(Search, StringComparison.OrdinalIgnoreCase))
        && (Kind is null || priced.Entry.Kind == Kind)
        && (Vendor.Length == 0 || priced.Entry.Vendor == Vendor)
        && (!Own || priced.Own is not null)
        && (!Thin || priced.IsThin)
        && (!Changed || priced.IsChanged);
}
