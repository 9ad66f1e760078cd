using System.Globalization;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog;

/// <summary>What a form of a draft sends, in words; read into an edit or refused with the field's name.</summary>
public sealed class RuleForm
{
    /// <summary>The draft's version that was seen.</summary>
    public int Version { get; set; }

    /// <summary>Which form it was: "markup", "price", "tenant", "upstream" or "terms".</summary>
    public string? Step { get; set; }

    /// <summary>The rule's key; in the tenant's form the model, in the terms' the term.</summary>
    public string? Rule { get; set; }

    /// <summary>The factor, the price in credits or the term in dollars; empty removes the rule.</summary>
    public string? Amount { get; set; }

    /// <summary>The workspace's identity.</summary>
    public string? Tenant { get; set; }

    /// <summary>The last day, "2026-12-31".</summary>
    public string? Until { get; set; }

    /// <summary>Why a workspace has a markup of its own.</summary>
    public string? Reason { get; set; }

    /// <summary>The edit, or what cannot be read.</summary>
    public Result<PriceRuleEdit> Read() => Step switch
    {
        "markup" => ReadMarkup(),
        "price" => ReadPrice(),
        "tenant" => ReadTenant(),
        "upstream" => ReadCost(),
        _ => ReadTerm(),
    };

    private Result<PriceRuleEdit> ReadMarkup() => !PriceRuleKey.TryParse(Rule, out var rule) ? Wrong("catalog.rule-unknown", "Choose what the markup is for.", "markup-rule")
        : IsEmpty ? new PriceRuleEdit(rule, null)
        : Factor() is { } factor ? new PriceRuleEdit(rule, PriceRuleValue.Of(factor))
        : NoFactor("markup");

    private Result<PriceRuleEdit> ReadPrice() => !PriceRuleKey.TryParse(Rule, out var rule) ? Wrong("catalog.rule-unknown", "Choose what the price is for.", "price-rule")
        : IsEmpty ? new PriceRuleEdit(rule, null)
        : Credits.TryParse(Amount, out var price) ? new PriceRuleEdit(rule, PriceRuleValue.Of(price))
        : Wrong("catalog.price-not-a-number", "The price must be a number of credits such as 12.4.", "price");

    private Result<PriceRuleEdit> ReadTenant()
    {
        if (!Guid.TryParse(Tenant?.Trim(), out var id))
        {
            return Wrong("catalog.unknown-tenant", "There is no such workspace.", "tenant");
        }

        var rule = PriceRuleKey.Of(new TenantId(id), string.IsNullOrEmpty(Rule) ? null : Rule);
        if (IsEmpty)
        {
            return new PriceRuleEdit(rule, null);
        }

        if (Factor() is not { } factor)
        {
            return NoFactor("tenant-markup");
        }

        return DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            ? new PriceRuleEdit(rule, PriceRuleValue.Of(new TenantOverride(factor, until, Reason?.Trim() ?? "")))
            : Wrong("catalog.end-missing", "A workspace's own markup needs a last day.", "until");
    }

    private Result<PriceRuleEdit> ReadCost() => !PriceRuleKey.TryParse(Rule, out var rule) ? Wrong("catalog.rule-unknown", "Choose what the cost is of.", "upstream-rule")
        : IsEmpty ? new PriceRuleEdit(rule, null)
        : KieCredits.TryParse(Amount, out var cost) ? new PriceRuleEdit(rule, PriceRuleValue.Of(cost))
        : Wrong("catalog.cost-not-a-number", "The cost must be a number of Kie credits such as 12.24.", "cost");

    private Result<PriceRuleEdit> ReadTerm()
    {
        if (!Enum.TryParse<PriceRuleKind>(Rule, out var kind) || kind > PriceRuleKind.Step)
        {
            return Wrong("catalog.rule-unknown", "Choose a term.", "term");
        }

        if (!decimal.TryParse(Amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1_000_000 || amount * 1_000_000 % 1 != 0)
        {
            return Wrong("catalog.amount-not-a-number", "The amount must be a number with at most six decimals.", "amount");
        }

        var micros = (long)(amount * 1_000_000);
        return new PriceRuleEdit(new PriceRuleKey(kind), kind == PriceRuleKind.Step ? PriceRuleValue.Of(new Credits(micros)) : PriceRuleValue.OfMicroDollars(micros));
    }

    private bool IsEmpty => string.IsNullOrWhiteSpace(Amount);

    private Markup? Factor() => Markup.TryParse(Amount!.Trim().TrimStart('x'), out var markup) ? markup : null;

    private static Refusal NoFactor(string field) => Wrong("catalog.markup-not-a-number", "The markup must be a number such as 1.85, with at most three decimals.", field);

    private static Refusal Wrong(string code, string message, string field) => new Refusal(RefusalKind.Invalid, code, message).For(field);
}
