using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Catalog;

public sealed class PriceRulesTests
{
    private static readonly TenantId Tenant = TenantId.New();
    private static readonly PriceRuleKey Kind = PriceRuleKey.Of(MediaKind.Video), Entry = PriceRuleKey.OfEntry("veo-3-1"), Other = PriceRuleKey.OfEntry("nano-banana");

    private static readonly PriceRules Every = PriceRules.Standard
        .With(Kind, Factor(1800))
        .With(Entry, Factor(1500))
        .With(Other, PriceRuleValue.Of(Credits.Of(5)))
        .With(PriceRuleKey.OfRow("kling-3-0-video", "mode=pro,sound=true"), PriceRuleValue.Of(new Credits(2_500_000)))
        .With(PriceRuleKey.OfUpstream("veo-3-1", "any"), PriceRuleValue.Of(new KieCredits(61_000_000)))
        .With(PriceRuleKey.Of(Tenant), PriceRuleValue.Of(new TenantOverride(new Markup(1200), new DateOnly(2027, 1, 31), "A large customer")))
        .With(PriceRuleKey.Of(Tenant, "veo-3-1"), PriceRuleValue.Of(new TenantOverride(new Markup(1100), new DateOnly(2027, 1, 31), "A campaign")));

    [Fact]
    public void A_book_is_kept_as_text_and_comes_back_with_every_rule()
    {
        var read = PriceBookContent.Read(PriceBookContent.Write(Every));

        Assert.Empty(Every.ChangesTo(read));
        Assert.Empty(Every.ChangesTo(PriceRules.Of(read.ToBook(7))));
        Assert.Equal(11, read.All.Count());
    }

    [Fact]
    public void Every_key_can_be_read_from_its_own_text()
    {
        foreach (var (key, _) in Every.All)
        {
            Assert.True(PriceRuleKey.TryParse(key.ToString(), out var read));
            Assert.Equal(key, read);
        }

        Assert.False(PriceRuleKey.TryParse("Nothing x", out _));
        Assert.False(PriceRuleKey.TryParse(null, out _));
    }

    [Fact]
    public void Differences_name_what_was_added_changed_and_removed()
    {
        var changes = Every.ChangesTo(Every.With(Kind, null).With(Entry, Factor(1600)).With(PriceRuleKey.Of(MediaKind.Music), Factor(3000)));

        Assert.Equal(
            [new PriceRuleChange(PriceRuleKey.Of(MediaKind.Music), null, Factor(3000)), new(Kind, Factor(1800), null), new(Entry, Factor(1500), Factor(1600))],
            changes);
    }

    [Fact]
    public void Carrying_over_keeps_what_each_side_changed_alone()
    {
        var mine = Every.With(Entry, Factor(1600));
        var newer = Every.With(Kind, Factor(1900));

        var (merged, conflicts) = mine.Onto(newer, Every);

        Assert.Empty(conflicts);
        Assert.Equal((Factor(1600), Factor(1900)), (merged.Find(Entry), merged.Find(Kind)));
    }

    [Fact]
    public void A_rule_that_both_changed_is_a_conflict_unless_both_said_the_same()
    {
        var mine = Every.With(Entry, Factor(1600)).With(Kind, null);
        var newer = Every.With(Entry, Factor(1700)).With(Kind, null);

        var (merged, conflicts) = mine.Onto(newer, Every);

        Assert.Equal(new PriceRuleConflict(Entry, Factor(1600), Factor(1700)), Assert.Single(conflicts));
        Assert.Equal((Factor(1700), null), (merged.Find(Entry), merged.Find(Kind)));
    }

    [Fact]
    public void A_book_cannot_be_without_its_terms_and_its_default() =>
        Assert.All([PriceRuleKey.Platform, new(PriceRuleKind.Step), new(PriceRuleKind.FaceValue)], key => Assert.Throws<ArgumentException>(() => Every.With(key, null)));

    private static PriceRuleValue Factor(int thousandths) => PriceRuleValue.Of(new Markup(thousandths));
}
