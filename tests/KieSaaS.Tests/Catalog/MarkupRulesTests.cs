using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Catalog;

public sealed class MarkupRulesTests
{
    [Fact]
    public void The_most_specific_markup_wins()
    {
        var (special, ordinary) = (TenantId.New(), TenantId.New());
        var rules = new MarkupRules
        {
            Platform = new Markup(2000),
            Kinds = new Dictionary<MediaKind, Markup> { [MediaKind.Video] = new(1800) },
            Entries = new Dictionary<string, Markup>(StringComparer.Ordinal) { ["veo-3-1"] = new(1500) },
            Tenants = new Dictionary<TenantId, Markup> { [special] = new(1100) },
        };

        Assert.Equal(new AppliedMarkup(new(1100), MarkupLevel.Tenant), rules.For("veo-3-1", MediaKind.Video, special));
        Assert.Equal(new AppliedMarkup(new(1500), MarkupLevel.Entry), rules.For("veo-3-1", MediaKind.Video, ordinary));
        Assert.Equal(new AppliedMarkup(new(1800), MarkupLevel.Kind), rules.For("kling-3-0-video", MediaKind.Video, ordinary));
        Assert.Equal(new AppliedMarkup(new(2000), MarkupLevel.Platform), rules.For("nano-banana", MediaKind.Image, null));
    }
}
