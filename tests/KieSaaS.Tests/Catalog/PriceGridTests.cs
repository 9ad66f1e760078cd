using KieSaaS.Catalog;
using KieSaaS.Kernel;
using Microsoft.Extensions.Options;

namespace KieSaaS.Tests.Catalog;

/// <summary>What a draft makes of every model, and changes of many models at once.</summary>
public sealed class PriceGridTests
{
    private const string Model = "nano-banana";

    private static readonly Catalogue Catalogue = Catalogue.LoadStarter();
    private static readonly PriceGrid Grid = new(Catalogue, Options.Create(new PricingOptions()));

    [Fact]
    public void Under_one_book_nothing_is_changed_and_every_model_on_sale_is_there()
    {
        var priced = Grid.Of(PriceRules.Standard.ToBook(1));

        Assert.Equal(Catalogue.Entries.Select(entry => entry.Key), priced.Select(one => one.Entry.Key));
        Assert.All(priced, one => Assert.Equal((false, false, 0m, null), (one.IsChanged, one.IsLarge, one.LargestMove, one.Own)));
    }

    [Fact]
    public void A_model_that_a_draft_changes_says_how()
    {
        var dear = Change(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(new Markup(3100)));
        var thin = Change(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(new Markup(1100)));
        var costly = Change(PriceRuleKey.OfUpstream(Model, Catalogue.Find(Model)!.Prices[0].Id), PriceRuleValue.Of(new KieCredits(Catalogue.Find(Model)!.Prices[0].Price.Micros * 2)));
        var same = Change(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(new Markup(2000)));

        Assert.Equal((true, true, false, MarkupLevel.Entry), (dear.IsChanged, dear.IsLarge, dear.IsThin, dear.After.Markup.Level));
        Assert.Equal((true, false, true), (thin.IsChanged, thin.IsLarge, thin.IsThin));
        Assert.Equal((true, true, false), (costly.IsChanged, costly.IsLarge, costly.IsThin));
        Assert.Equal((true, 0m), (same.IsChanged, same.LargestMove));
        Assert.Equal(MarkupLevel.Platform, dear.Before.Markup.Level);
    }

    [Fact]
    public void A_dearer_purchase_under_a_fixed_price_is_warned_of_although_the_price_stays()
    {
        var row = Catalogue.Find(Model)!.Prices[0];
        var before = PriceRules.Standard.With(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(Credits.Of(4)));
        var after = before.With(PriceRuleKey.OfUpstream(Model, row.Id), PriceRuleValue.Of(new KieCredits(7_900_000)));

        var warning = Assert.Single(PriceWarning.Of(Catalogue.Current, before, after, new PricingOptions()));

        Assert.Equal((Model, true, 0m), (warning.EntryKey, warning.IsThin, warning.LargestMove));
    }

    [Fact]
    public void All_video_models_get_one_markup_and_no_other_model()
    {
        var videos = Catalogue.Entries.Where(entry => entry.Kind == MediaKind.Video).ToList();
        var rules = PriceRules.Standard.With(PriceRuleKey.OfEntry(videos[0].Key), PriceRuleValue.Of(new Markup(1800)));

        var edits = new BulkChange(BulkAct.Set, 1800).EditsOf(rules, videos);

        Assert.Equal(videos.Skip(1).Select(entry => PriceRuleKey.OfEntry(entry.Key)), edits.Select(edit => edit.Rule));
        Assert.All(edits, edit => Assert.Equal(PriceRuleValue.Of(new Markup(1800)), edit.Value));
    }

    [Fact]
    public void Multiplying_takes_each_ones_own_number_and_rounds_a_price_up_to_the_step()
    {
        var (own, priced, plain) = (Catalogue.Entries[0], Catalogue.Entries[1], Catalogue.Entries[2]);
        var rules = PriceRules.Standard
            .With(PriceRuleKey.OfEntry(own.Key), PriceRuleValue.Of(new Markup(1500)))
            .With(PriceRuleKey.OfEntry(priced.Key), PriceRuleValue.Of(new Credits(12_300_000)));

        var edits = new BulkChange(BulkAct.Multiply, 1100).EditsOf(rules, [own, priced, plain]);

        Assert.Equal(
            [PriceRuleValue.Of(new Markup(1650)), PriceRuleValue.Of(new Credits(13_600_000)), PriceRuleValue.Of(new Markup(2200))],
            edits.Select(edit => edit.Value));
    }

    [Fact]
    public void Following_takes_own_rules_away_and_only_those()
    {
        var rules = PriceRules.Standard.With(PriceRuleKey.OfEntry(Model), PriceRuleValue.Of(Credits.Of(9)));

        var edit = Assert.Single(new BulkChange(BulkAct.Follow, 0).EditsOf(rules, Catalogue.Entries));

        Assert.Equal(new PriceRuleEdit(PriceRuleKey.OfEntry(Model), null), edit);
    }

    private static PricedEntry Change(PriceRuleKey rule, PriceRuleValue value) =>
        Grid.Of(PriceRules.Standard.ToBook(1), PriceRules.Standard.With(rule, value).ToBook(1)).Single(one => one.Entry.Key == Model);
}
