using System.Text.Json;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog;

/// <summary>On sale or off, and where in the list.</summary>
public sealed class SaleEdit
{
    /// <summary>The version that was seen; without one nobody can tell what was.</summary>
    public int? Version { get; set; }

    /// <summary>"on", "test-only", "off", or empty for what the product came with.</summary>
    public string? Sale { get; set; }

    /// <summary>The place in lists; empty for the usual one.</summary>
    public string? Order { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <summary>The entry with this.</summary>
    public Result<JsonElement> Apply(JsonElement document)
    {
        var entry = EntryEdit.Copy(document);
        entry.Remove("sale");
        if (!string.IsNullOrEmpty(Sale))
        {
            entry["sale"] = Sale;
        }

        return EntryEdit.SetNumber(entry, "order", Order) is { } wrong ? wrong : EntryEdit.Element(entry);
    }
}
