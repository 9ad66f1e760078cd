using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Catalog;

/// <summary>New models: they arrive off sale, and without a price they stay there (failure museum 12 and 56).</summary>
public sealed class AddEntryTests(EntryHouse house) : IClassFixture<EntryHouse>
{
    [Fact]
    public async Task A_new_model_arrives_off_is_priced_with_a_book_and_can_then_be_sold()
    {
        Assert.Equal("model-one", (await house.AddAsync(Entry("model-one"))).Value);

        Assert.Null(house.Shown.Find("model-one"));
        Assert.Equal("catalog.not-priced-yet", (await house.TryAsync("model-one", entry => entry["sale"] = "on")).Refusal!.Code);
        await house.PublishProposalsAsync();
        await EntryHouse.UntilAsync(() => house.Shown.Find("model-one") is not null);
        Assert.Equal(EntryOffer.Off, house.Shown.Find("vendor/model-one")!.Offer);

        await house.ChangeAsync("model-one", entry => entry["sale"] = "on");

        await EntryHouse.UntilAsync(() => house.Shown.Entries.Any(entry => entry.Key == "model-one"));
        Assert.True(house.Shown.All.IndexOf(house.Shown.Find("model-one")!) >= StarterCatalogue.Loaded.All.Length);
    }

    [Fact]
    public async Task A_model_without_a_price_can_be_there_but_never_on_sale()
    {
        var entry = Entry("model-two");
        entry["prices"] = new JsonArray();
        Assert.True((await house.AddAsync(entry)).Succeeded);
        await house.PublishProposalsAsync();

        var refused = (await house.TryAsync("model-two", change => change["sale"] = "on")).Refusal!;

        Assert.Equal(("sale", "catalog.no-price-no-sale"), (refused.Field, refused.Code));
        await EntryHouse.UntilAsync(() => house.Shown.Find("model-two") is not null);
        Assert.False(house.Shown.Find("model-two")!.Cost(house.Shown.Find("model-two")!.Validate("""{"prompt":"a"}""").Value!).Succeeded);
    }

    [Theory]
    [InlineData("nano-banana", "vendor/other", "key")]
    [InlineData("model-other", "nano-banana-pro", "model")]
    [InlineData("google/nano-banana", "vendor/other", "key")]
    public async Task A_name_that_is_taken_is_refused(string key, string model, string field)
    {
        var entry = Entry(key);
        entry["model"] = model;

        Assert.Equal(field, (await house.AddAsync(entry)).Refusal!.Field);
    }

    [Fact]
    public async Task A_wrong_price_does_not_come_in()
    {
        foreach (var price in (long[])[0, -1_000_000, 5_000_000_000_000])
        {
            var entry = Entry("model-three");
            entry["prices"]![0]!["kieMicroCredits"] = price;
            Assert.Equal("prices/0/kieMicroCredits", (await house.AddAsync(entry)).Refusal!.Field);
        }

        Assert.Equal("catalog.unknown-entry", (await house.AsStaffAsync((ReadEntry read) => read.RunAsync("model-three", CancellationToken.None))).Refusal!.Code);
    }

    [Fact]
    public async Task Two_who_add_the_same_model_at_once_add_it_once() => Assert.Equal(
        ["catalog.entry-exists", "catalog.entry-exists", "yes"],
        await Guards.PeelAsync<EntryHouse, string>(
            own =>
            {
                var suffix = Guid.NewGuid().ToString("n")[..8];
                var (first, second) = (Entry($"first-{suffix}"), Entry($"second-{suffix}"));
                second["model"] = first["model"]!.DeepClone();
                return own.RaceAsync(() => own.AddAsync(first), () => Race.VerdictAsync(() => own.AddAsync(second)));
            },
            Guard.Constraint("catalog_entries", "pk_catalog_entries"),
            Guard.Index("ix_catalog_entries_added_model")));

    [Fact]
    public async Task Of_two_who_change_the_same_version_at_once_one_is_told() => Assert.Equal(
        ["catalog.entry-moved-on", "yes"],
        await Guards.PeelAsync<EntryHouse, string>(
            async own =>
            {
                var seen = await own.EntryAsync("nano-banana");
                Task<Result<ChangeEntry.Answer>> NameAsync(string name) => own.SaveAsync("nano-banana", seen.Version, seen.Document, entry => entry["name"] = name + seen.Version);
                return await own.RaceAsync(() => NameAsync("Mine"), () => Race.VerdictAsync(() => NameAsync("Yours")));
            },
            Guard.Constraint("catalog_entries", "pk_catalog_entries")));

    [Fact]
    public async Task Who_looked_before_somebody_elses_change_is_told_by_name()
    {
        var seen = await house.EntryAsync("nano-banana-pro");
        await house.ChangeAsync("nano-banana-pro", entry => entry["name"] = "Theirs");

        var refused = (await house.SaveAsync("nano-banana-pro", seen.Version, seen.Document, entry => entry["name"] = "Mine")).Refusal!;

        Assert.Equal(("catalog.entry-moved-on", true), (refused.Code, refused.Message.Contains("staff@test", StringComparison.Ordinal)));
        Assert.Equal("Theirs", (await house.EntryAsync("nano-banana-pro")).Entry!.Name);
    }

    [Fact]
    public async Task The_history_tells_what_was_before_and_after_and_a_former_version_comes_back_as_a_new_one()
    {
        const string key = "imagen4";
        var shipped = (await house.EntryAsync(key)).Document;
        await house.ChangeAsync(key, entry => entry["description"]!["en"] = "Other words.");
        await house.ChangeAsync(key, entry => entry["prices"]![0]!["kieMicroCredits"] = 9_000_000);
        var book = await house.PublishProposalsAsync();

        var restored = await house.AsStaffAsync((RestoreEntry restore) => restore.RunAsync(new(key, 2, 0, "Back again"), CancellationToken.None));

        Assert.Equal((3, true, true), (restored.Value!.Version, restored.Value.IsShown, restored.Value.IsProposed));
        Assert.True(System.Text.Json.JsonElement.DeepEquals(shipped, (await house.EntryAsync(key)).Document));
        var lines = (await house.AsStaffAsync((ReadEntryHistory history) => history.RunAsync(key, null, CancellationToken.None))).Value!.Lines;
        Assert.Equal([(3, 0, true, null), (2, null, true, book), (1, null, false, (int?)null)], lines.Select(line => (line.Version, line.Restores, line.IsPriced, line.Book)));
        Assert.Equal(("staff staff@test", "Back again"), (lines[0].ChangedBy, lines[0].Reason));
        Assert.Equal(["description/en", "prices/0/kieMicroCredits"], lines[0].Changes.Select(change => change.Path).Order(StringComparer.Ordinal));
        Assert.Equal(("\"Other words.\"", "description/en"), (lines[2].Changes.Single().After, lines[2].Changes.Single().Path));
        Assert.Equal("catalog.unknown-version", (await house.AsStaffAsync((RestoreEntry restore) => restore.RunAsync(new(key, 3, 9, "Back again"), CancellationToken.None))).Refusal!.Code);
    }

    private static JsonObject Entry(string key)
    {
        var entry = CatalogueFile.Entry();
        (entry["key"], entry["model"]) = (key, "vendor/" + key);
        return entry;
    }
}
