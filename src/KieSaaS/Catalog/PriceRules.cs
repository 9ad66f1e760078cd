using System.Collections.Immutable;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>A rule that differs between two books, or between a draft and its book.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Before">Its value before; null when there was no such rule.</param>
/// <param name="After">Its value after; null when the rule was removed.</param>
public sealed record PriceRuleChange(PriceRuleKey Rule, PriceRuleValue? Before, PriceRuleValue? After);

/// <summary>A rule that a draft and a newer book both changed, each in its own way.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Mine">The draft's value; null when it removed the rule.</param>
/// <param name="Theirs">The newer book's value; null when it has no such rule.</param>
public sealed record PriceRuleConflict(PriceRuleKey Rule, PriceRuleValue? Mine, PriceRuleValue? Theirs);

/// <summary>
/// All rules of a price book as one flat list, so that books and drafts are compared, merged, stored and edited rule by rule.
/// Immutable.
/// </summary>
public sealed class PriceRules
{
    private readonly ImmutableSortedDictionary<PriceRuleKey, PriceRuleValue> _rules;

    internal PriceRules(IEnumerable<KeyValuePair<PriceRuleKey, PriceRuleValue>> rules) => _rules = rules.ToImmutableSortedDictionary(PriceRuleKey.Order);

    /// <summary>The rules of a new installation: standard terms, twice the upstream cost.</summary>
    public static PriceRules Standard { get; } = Of(new PriceBook(0, PriceTerms.Standard, MarkupRules.Standard));

    /// <summary>In the order of the keys.</summary>
    public IEnumerable<KeyValuePair<PriceRuleKey, PriceRuleValue>> All => _rules;

    /// <summary>One rule; null when there is none such.</summary>
    public PriceRuleValue? Find(PriceRuleKey key) => _rules.GetValueOrDefault(key);

    /// <summary>The same rules with one changed or (null) removed.</summary>
    /// <exception cref="ArgumentException">The rule cannot be removed.</exception>
    public PriceRules With(PriceRuleKey key, PriceRuleValue? value)
    {
        if (value is null && !key.CanBeRemoved)
        {
            throw new ArgumentException($"A price book cannot be without {key}.", nameof(key));
        }

        return new(value is null ? _rules.Remove(key) : _rules.SetItem(key, value));
    }

    /// <summary>What is different in other rules, in the order of the keys.</summary>
    public IReadOnlyList<PriceRuleChange> ChangesTo(PriceRules other) =>
    [
        .. _rules.Keys.Union(other._rules.Keys)
            .Select(key => new PriceRuleChange(key, Find(key), other.Find(key)))
            .Where(change => change.Before != change.After)
            .OrderBy(change => change.Rule, PriceRuleKey.Order),
    ];

    /// <summary>
    /// These rules, made from <paramref name="from"/>, carried over to newer ones: what only one side changed is taken from that side.
    /// What both changed differently is a conflict; the merged rules then have the newer value.
    /// </summary>
    public (PriceRules Merged, IReadOnlyList<PriceRuleConflict> Conflicts) Onto(PriceRules newer, PriceRules from)
    {
        var (merged, conflicts) = (newer, new List<PriceRuleConflict>());
        foreach (var mine in from.ChangesTo(this))
        {
            var theirs = newer.Find(mine.Rule);
            if (theirs == mine.Before)
            {
                merged = merged.With(mine.Rule, mine.After);
            }
            else if (theirs != mine.After)
            {
                conflicts.Add(new PriceRuleConflict(mine.Rule, mine.After, theirs));
            }
        }

        return (merged, conflicts);
    }

    /// <summary>The rules of a book.</summary>
    public static PriceRules Of(PriceBook book) => new(
    [
        new(new(PriceRuleKind.FaceValue), PriceRuleValue.OfMicroDollars(book.Terms.FaceValueMicroDollars)),
        new(new(PriceRuleKind.KieCredit), PriceRuleValue.OfMicroDollars(book.Terms.KieCreditMicroDollars)),
        new(new(PriceRuleKind.Step), PriceRuleValue.Of(book.Terms.Step)),
        new(PriceRuleKey.Platform, PriceRuleValue.Of(book.Markups.Platform)),
        .. book.Markups.Kinds.Select(rule => KeyValuePair.Create(PriceRuleKey.Of(rule.Key), PriceRuleValue.Of(rule.Value))),
        .. book.Markups.Entries.Select(rule => KeyValuePair.Create(PriceRuleKey.OfEntry(rule.Key), PriceRuleValue.Of(rule.Value))),
        .. book.FixedPrices.Entries.Select(rule => KeyValuePair.Create(PriceRuleKey.OfEntry(rule.Key), PriceRuleValue.Of(rule.Value))),
        .. book.FixedPrices.Rows.Select(rule => KeyValuePair.Create(PriceRuleKey.OfRow(rule.Key.EntryKey, rule.Key.RowId), PriceRuleValue.Of(rule.Value))),
        .. book.UpstreamPrices.Select(rule => KeyValuePair.Create(PriceRuleKey.OfUpstream(rule.Key.EntryKey, rule.Key.RowId), PriceRuleValue.Of(rule.Value))),
        .. book.Markups.Tenants.Select(rule => KeyValuePair.Create(PriceRuleKey.Of(rule.Key.Tenant, rule.Key.EntryKey), PriceRuleValue.Of(rule.Value))),
    ]);

    /// <summary>The book with these rules.</summary>
    public PriceBook ToBook(int number) => new(number, Terms(), Markups())
    {
        FixedPrices = new FixedPrices
        {
            Entries = Of(PriceRuleKind.Entry).Where(rule => rule.Value.Credits is not null)
                .ToDictionary(rule => rule.Key.Subject, rule => rule.Value.Credits!.Value, StringComparer.Ordinal),
            Rows = Of(PriceRuleKind.Row).ToDictionary(rule => new RowKey(rule.Key.Subject, rule.Key.Part), rule => rule.Value.Credits!.Value),
        },
        UpstreamPrices = Of(PriceRuleKind.Upstream).ToDictionary(rule => new RowKey(rule.Key.Subject, rule.Key.Part), rule => rule.Value.Cost!.Value),
    };

    private PriceTerms Terms() => new()
    {
        FaceValueMicroDollars = _rules[new(PriceRuleKind.FaceValue)].MicroDollars!.Value,
        KieCreditMicroDollars = _rules[new(PriceRuleKind.KieCredit)].MicroDollars!.Value,
        Step = _rules[new(PriceRuleKind.Step)].Credits!.Value,
    };

    private MarkupRules Markups() => new()
    {
        Platform = _rules[PriceRuleKey.Platform].Markup!.Value,
        Kinds = Of(PriceRuleKind.Kind).ToDictionary(rule => Enum.Parse<MediaKind>(rule.Key.Subject), rule => rule.Value.Markup!.Value),
        Entries = Of(PriceRuleKind.Entry).Where(rule => rule.Value.Markup is not null)
            .ToDictionary(rule => rule.Key.Subject, rule => rule.Value.Markup!.Value, StringComparer.Ordinal),
        Tenants = Of(PriceRuleKind.Tenant).ToDictionary(
            rule => new TenantScope(new TenantId(Guid.Parse(rule.Key.Subject)), rule.Key.Part.Length == 0 ? null : rule.Key.Part),
            rule => new TenantOverride(rule.Value.Markup!.Value, rule.Value.Until!.Value, rule.Value.Reason!)),
    };

    private IEnumerable<KeyValuePair<PriceRuleKey, PriceRuleValue>> Of(PriceRuleKind kind) => _rules.Where(rule => rule.Key.Kind == kind);
}
