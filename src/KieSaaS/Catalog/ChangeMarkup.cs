using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog;

/// <summary>
/// Gives an entry, a kind or the platform another markup, which publishes the next price book at once. The next quote uses it;
/// earlier jobs keep theirs. Refused without a second confirmation when it is unusual.
/// </summary>
public sealed class ChangeMarkup
{
    private readonly AppDbContext _db;
    private readonly PriceRuleCheck _check;
    private readonly PublishBook _publish;
    private readonly Catalogue _catalogue;
    private readonly IOptions<PricingOptions> _options;
    private readonly TimeProvider _clock;

    internal ChangeMarkup(AppDbContext db, PriceRuleCheck check, PublishBook publish, Catalogue catalogue, IOptions<PricingOptions> options, TimeProvider clock) =>
        (_db, _check, _publish, _catalogue, _options, _clock) = (db, check, publish, catalogue, options, clock);

    /// <summary>What to change.</summary>
    /// <param name="Rule">The platform's, a kind's or an entry's markup.</param>
    /// <param name="Thousandths">The factor in thousandths: x1.8 is 1800. Null removes the rule, so that the less specific one counts.</param>
    /// <param name="BookNumber">The book the change was made against; refused when another was published meanwhile.</param>
    /// <param name="Reason">Why, for the audit log.</param>
    public sealed record Command(PriceRuleKey Rule, int? Thousandths, int BookNumber, string Reason)
    {
        /// <summary>An entry's own markup.</summary>
        public Command(string entryKey, int? thousandths, int bookNumber, string reason)
            : this(PriceRuleKey.OfEntry(entryKey), thousandths, bookNumber, reason)
        {
        }

        /// <summary>True when somebody confirmed a change that is unusual.</summary>
        public bool IsSure { get; init; }
    }

    /// <summary>The number of the book now in force.</summary>
    public async Task<Result<int>> RunAsync(Command command, CancellationToken ct)
    {
        if (!_db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        if (command.Rule.Kind is not (PriceRuleKind.Platform or PriceRuleKind.Kind or PriceRuleKind.Entry))
        {
            throw new ArgumentException($"{command.Rule} has no markup that is changed in place.", nameof(command));
        }

        var isFactor = command.Thousandths is null or (>= PriceRuleCheck.SmallestMarkup and <= PriceRuleCheck.LargestMarkup);
        if (!isFactor)
        {
            return PriceRuleCheck.MarkupOutOfRange;
        }

        var value = command.Thousandths is { } factor ? PriceRuleValue.Of(new Markup(factor)) : null;
        if ((_check.Of(command.Rule, value, DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime)) ?? PriceRuleCheck.Reason(command.Reason)) is { } wrong)
        {
            return wrong;
        }

        var newest = await PriceBooks.NewestAsync(_db, ct);
        var before = PriceBookContent.Read(newest.Content);
        var rules = before.With(command.Rule, value);
        if (!command.IsSure && newest.Number == command.BookNumber && PriceWarning.Of(_catalogue.Current, before, rules, _options.Value).Count > 0)
        {
            return PricingRefusals.NotConfirmed;
        }

        return await _publish.RunAsync(new PublishBook.Order(command.BookNumber, rules, command.Reason, "markup.changed"), ct);
    }
}
