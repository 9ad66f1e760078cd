using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>What a rule may say. Failure museum 12: a price of zero or below is refused where it is written, not where it is charged.</summary>
internal sealed class PriceRuleCheck(Catalogue catalogue)
{
    public const int SmallestMarkup = 1_000, LargestMarkup = 100_000;

    public const int LongestReason = 500;

    private const long LargestTerm = 1_000_000_000;

    private static readonly Credits LargestPrice = Credits.Of(1_000_000), LargestStep = Credits.Of(1_000);

    /// <summary>Nothing upstream costs nearly as much per unit: beyond it is a mistake of whoever wrote it.</summary>
    public static readonly KieCredits LargestCost = new(1_000_000 * KieCredits.MicrosPerCredit);

    public static readonly Refusal MarkupOutOfRange =
        new(RefusalKind.Invalid, "catalog.markup-out-of-range", "The markup must be between 1 and 100: below 1 every job would lose money.") { Field = "markup" };

    /// <summary>Why an edit cannot be; null when it can.</summary>
    public Refusal? Of(PriceRuleKey rule, PriceRuleValue? value, DateOnly today)
    {
        if (Subject(rule) is { } wrong)
        {
            return wrong;
        }

        if (value is null)
        {
            return rule.CanBeRemoved ? null : Invalid("catalog.rule-needed", $"A price book cannot be without {rule}.", "rule");
        }

        return rule.Kind switch
        {
            PriceRuleKind.FaceValue or PriceRuleKind.KieCredit => value.MicroDollars is > 0 and <= LargestTerm ? null
                : Invalid("catalog.term-out-of-range", "The amount must be above 0 and at most 1,000 US dollars.", "amount"),
            PriceRuleKind.Step => Between(value.Credits, LargestStep) ? null : Invalid("catalog.step-out-of-range", "The step must be above 0 and at most 1,000 credits.", "price"),
            PriceRuleKind.Platform or PriceRuleKind.Kind => Factor(value),
            PriceRuleKind.Entry => value.Credits is null ? Factor(value) : Price(value),
            PriceRuleKind.Row => Price(value),
            PriceRuleKind.Upstream => value.Cost is { Micros: > 0 } cost && cost <= LargestCost ? null
                : Invalid("catalog.cost-out-of-range", "The upstream price must be above 0 and at most 1,000,000 Kie credits.", "cost"),
            _ => Override(value, today),
        };
    }

    /// <summary>Why rules together cannot be: with them a unit of something costs more than any price may; null when they can.</summary>
    public Refusal? Together(PriceRules rules)
    {
        var book = rules.ToBook(0);
        var dear = catalogue.Entries.FirstOrDefault(entry => entry.Prices.Any(row => !Fits(book, entry, row)));
        return dear is null ? null : Invalid("catalog.price-out-of-range", $"With this a unit of {dear.Name} would cost more than 1,000,000 credits.", "price");
    }

    /// <summary>Why a reason will not do; null when it will.</summary>
    public static Refusal? Reason(string? reason) => reason?.Trim() is { Length: >= 3 and <= LongestReason }
        ? null
        : Invalid("catalog.reason-missing", $"The reason must have 3 to {LongestReason} characters.", "reason");

    private Refusal? Subject(PriceRuleKey rule) => rule.Kind switch
    {
        PriceRuleKind.Kind => Enum.TryParse<MediaKind>(rule.Subject, out var kind) && Enum.IsDefined(kind) ? null : Invalid("catalog.unknown-kind", $"There is no kind '{rule.Subject}'.", "kind"),
        PriceRuleKind.Entry => Entry(rule.Subject),
        PriceRuleKind.Row or PriceRuleKind.Upstream => Entry(rule.Subject)
            ?? (catalogue.Find(rule.Subject)!.Prices.Any(row => row.Id == rule.Part) ? null : Invalid("catalog.unknown-row", $"The model '{rule.Subject}' has no price row '{rule.Part}'.", "row")),
        PriceRuleKind.Tenant => !Guid.TryParse(rule.Subject, out _) ? Invalid("catalog.unknown-tenant", "Choose a workspace.", "tenant") : rule.Part.Length == 0 ? null : Entry(rule.Part),
        _ => null,
    };

    private Refusal? Entry(string key) => catalogue.Find(key)?.Key == key
        ? null
        : new Refusal(RefusalKind.NotFound, "catalog.unknown-entry", $"There is no model '{key}'.") { Field = "entry" };

    /// <summary>False when a unit would cost more than any price may.</summary>
    public static bool Fits(PriceBook book, CatalogueEntry entry, PriceRow row)
    {
        try
        {
            return book.UnitPrice(entry, row) <= LargestPrice;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static Refusal? Override(PriceRuleValue value, DateOnly today) => value switch
    {
        { Until: null } => Invalid("catalog.end-missing", "A workspace's own markup needs a last day.", "until"),
        { Until: { } until } when until < today => Invalid("catalog.end-passed", "The last day lies in the past.", "until"),
        _ => Reason(value.Reason) ?? Factor(value),
    };

    private static Refusal? Factor(PriceRuleValue value) => value.Markup is { Thousandths: >= SmallestMarkup and <= LargestMarkup } ? null : MarkupOutOfRange;

    private static Refusal? Price(PriceRuleValue value) => Between(value.Credits, LargestPrice)
        ? null
        : Invalid("catalog.price-out-of-range", "The price must be above 0 and at most 1,000,000 credits.", "price");

    private static bool Between(Credits? amount, Credits most) => amount is { IsPositive: true } given && given <= most;

    private static Refusal Invalid(string code, string message, string field) => new Refusal(RefusalKind.Invalid, code, message).For(field);
}
