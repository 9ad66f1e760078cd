using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

/// <summary>What a draft's version is worth: two who save what they saw, with it and without it.</summary>
public sealed class DraftGuardTests
{
    [Fact]
    public async Task Only_the_version_keeps_one_save_from_losing_another() => Assert.Equal(
        ["catalog.draft-moved-on, lost: False", "yes, lost: True"],
        await Guards.PeelAsync<PricingHouse, string>(
            async house =>
            {
                var seen = await house.StartAsync();
                var second = await house.RaceAsync(
                    () => house.EditAsync(seen, PriceRuleKey.Of(MediaKind.Video), PriceRuleValue.Of(new Markup(2200))),
                    () => Race.VerdictAsync(() => house.EditAsync(seen, PriceRuleKey.Of(MediaKind.Image), PriceRuleValue.Of(new Markup(2300)))));
                var isLost = (await house.ReadAsync(seen.Draft.Id)).Rules.Find(PriceRuleKey.Of(MediaKind.Video)) is null;
                return $"{second}, lost: {isLost}";
            },
            Guard.InStatement(@"(?i)(update catalog_price_drafts set .*?where id = @\w+) and version = @\w+", "$1")));
}
