using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Catalog;

public sealed class MarkupRulesTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);
    private static readonly TenantId Special = TenantId.New(), Ordinary = TenantId.New();

    private static readonly MarkupRules Rules = new()
    {
        Platform = new Markup(2000),
        Kinds = new Dictionary<MediaKind, Markup> { [MediaKind.Video] = new(1800) },
        Entries = new Dictionary<string, Markup>(StringComparer.Ordinal) { ["veo-3-1"] = new(1500) },
        Tenants = new Dictionary<TenantScope, TenantOverride>
        {
            [new(Special, null)] = new(new Markup(1100), Day, "A large customer"),
            [new(Special, "nano-banana")] = new(new Markup(1200), Day.AddDays(-1), "An old campaign"),
            [new(Special, "kling-3-0-video")] = new(new Markup(1300), Day, "A campaign"),
        },
    };

    [Fact]
    public void The_most_specific_markup_wins()
    {
        Assert.Equal(new AppliedMarkup(new(1300), MarkupLevel.Tenant), Rules.For("kling-3-0-video", MediaKind.Video, new Buyer(Special, Day)));
        Assert.Equal(new AppliedMarkup(new(1100), MarkupLevel.Tenant), Rules.For("veo-3-1", MediaKind.Video, new Buyer(Special, Day)));
        Assert.Equal(new AppliedMarkup(new(1500), MarkupLevel.Entry), Rules.For("veo-3-1", MediaKind.Video, new Buyer(Ordinary, Day)));
        Assert.Equal(new AppliedMarkup(new(1800), MarkupLevel.Kind), Rules.For("kling-3-0-video", MediaKind.Video, new Buyer(Ordinary, Day)));
        Assert.Equal(new AppliedMarkup(new(2000), MarkupLevel.Platform), Rules.For("nano-banana", MediaKind.Image, null));
    }

    [Fact]
    public void A_tenants_markup_counts_through_its_last_day_and_not_a_day_longer()
    {
        Assert.Equal(1100, Rules.For("nano-banana", MediaKind.Image, new Buyer(Special, Day)).Markup.Thousandths);
        Assert.Equal(1200, Rules.For("nano-banana", MediaKind.Image, new Buyer(Special, Day.AddDays(-1))).Markup.Thousandths);
        Assert.Equal(2000, Rules.For("nano-banana", MediaKind.Image, new Buyer(Special, Day.AddDays(1))).Markup.Thousandths);
        Assert.Equal(1500, Rules.For("veo-3-1", MediaKind.Video, new Buyer(Special, Day.AddDays(1))).Markup.Thousandths);
    }
}
