using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog;

/// <summary>
/// What somebody changed in a grid of inputs. Each row tells what it showed, so that a row nobody touched is no edit, even when
/// somebody else changed it meanwhile.
/// </summary>
public sealed class GridEdits
{
    private readonly Dictionary<string, (string Markup, string Price)> _typed = new(StringComparer.Ordinal);
    private readonly List<PriceRuleEdit> _edits = [];
    private readonly List<(string FieldId, string Code)> _faults = [];

    /// <summary>The changes, in the catalogue's order.</summary>
    public IReadOnlyList<PriceRuleEdit> Edits => _edits;

    /// <summary>What cannot be read: the field and the refusal's code.</summary>
    public IReadOnlyList<(string FieldId, string Code)> Faults => _faults;

    /// <summary>The fields of the models that were sent.</summary>
    public static GridEdits Read(IFormCollection form, Catalogue catalogue)
    {
        var read = new GridEdits();
        foreach (var key in catalogue.Entries.Select(entry => entry.Key).Where(key => form.ContainsKey(WasName(key))))
        {
            read.Read(key, form[MarkupName(key)].ToString().Trim(), form[PriceName(key)].ToString().Trim(), form[WasName(key)].ToString());
        }

        return read;
    }

    /// <summary>What was typed into a row that was changed; null for every other one.</summary>
    public (string Markup, string Price)? TypedOf(string key) => _typed.TryGetValue(key, out var typed) ? typed : null;

    /// <summary>What a row shows: its own markup, then its own fixed price.</summary>
    public static (string Markup, string Price) Shown(PriceRuleValue? own) => (own?.Markup?.ToString().TrimStart('x') ?? "", own?.Credits?.ToString() ?? "");

    /// <summary>The name of a model's field for its markup.</summary>
    public static string MarkupName(string key) => "markup." + key;

    /// <summary>The name of a model's field for its fixed price.</summary>
    public static string PriceName(string key) => "price." + key;

    /// <summary>The name of the hidden field that tells what a row showed.</summary>
    public static string WasName(string key) => "was." + key;

    /// <summary>What stands in the hidden field beside what is shown.</summary>
    public static string Was(PriceRuleValue? own) => string.Join('|', Shown(own).Markup, Shown(own).Price);

    /// <summary>The field that a refused rule was typed into.</summary>
    public string? FieldOf(PriceRuleKey rule) => TypedOf(rule.Subject) is { } typed ? typed.Markup.Length > 0 || typed.Price.Length == 0 ? MarkupId(rule.Subject) : PriceId(rule.Subject) : null;

    /// <summary>The id of a model's field for its markup.</summary>
    public static string MarkupId(string key) => "markup-" + key;

    /// <summary>The id of a model's field for its fixed price.</summary>
    public static string PriceId(string key) => "price-" + key;

    private void Read(string key, string markup, string price, string was)
    {
        if (string.Join('|', markup, price) == was)
        {
            return;
        }

        _typed[key] = (markup, price);
        if (markup.Length > 0 && price.Length > 0)
        {
            _faults.Add((PriceId(key), "grid.both"));
        }
        else if (markup.Length > 0 && !Markup.TryParse(markup.TrimStart('x'), out _))
        {
            _faults.Add((MarkupId(key), "catalog.markup-not-a-number"));
        }
        else if (price.Length > 0 && !Credits.TryParse(price, out _))
        {
            _faults.Add((PriceId(key), "catalog.price-not-a-number"));
        }
        else
        {
            _edits.Add(new PriceRuleEdit(PriceRuleKey.OfEntry(key), ValueOf(markup, price)));
        }
    }

    private static PriceRuleValue? ValueOf(string markup, string price) => markup.Length > 0 && Markup.TryParse(markup.TrimStart('x'), out var factor) ? PriceRuleValue.Of(factor)
        : Credits.TryParse(price, out var credits) ? PriceRuleValue.Of(credits)
        : null;
}
