using KieSaaS.Catalog;
using KieSaaS.Kernel;
using Microsoft.AspNetCore.WebUtilities;

namespace KieSaaS.Web.Generation.Bench;

/// <summary>Which entries can be picked; all of it stands in the address.</summary>
public sealed record BenchFilter
{
    /// <summary>A part of the name, the key or the upstream's model id.</summary>
    public string Search { get; init; } = "";

    /// <summary>What they make.</summary>
    public MediaKind? Kind { get; init; }

    /// <summary>Who made them.</summary>
    public string Vendor { get; init; } = "";

    /// <summary>The upstream's API family.</summary>
    public string Api { get; init; } = "";

    /// <summary>True when some entries are left out.</summary>
    public bool IsFiltered => this != new BenchFilter();

    /// <summary>Reads an address; what it does not know it leaves out.</summary>
    public static BenchFilter Of(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        return new BenchFilter
        {
            Search = Text("search"),
            Kind = Enum.TryParse<MediaKind>(Text("kind"), out var kind) && Enum.IsDefined(kind) ? kind : null,
            Vendor = Text("vendor"),
            Api = Text("api"),
        };

        string Text(string name) => query.TryGetValue(name, out var values) ? values.ToString().Trim() : "";
    }

    /// <summary>What is set, as fields of a form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["search"] = Search,
        ["kind"] = Kind?.ToString() ?? "",
        ["vendor"] = Vendor,
        ["api"] = Api,
    }.Where(one => one.Value.Length > 0);

    /// <summary>Those of the entries that can run at all and fit, in the order of the list.</summary>
    public IReadOnlyList<CatalogueEntry> Of(IEnumerable<CatalogueEntry> entries) => [.. entries.Where(entry => entry.IsOfferedIn(Mode.Test) && Fits(entry))];

    private bool Fits(CatalogueEntry entry) =>
        (Search.Length == 0 || new[] { entry.Name, entry.Key, entry.Model }.Any(name => name.Contains(Search, StringComparison.OrdinalIgnoreCase)))
        && (Kind is null || entry.Kind == Kind)
        && (Vendor.Length == 0 || entry.Vendor == Vendor)
        && (Api.Length == 0 || entry.Api == Api);
}
