using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace KieSaaS.Tests.Catalog;

/// <summary>What staff make of the catalogue: words count at once on every node, prices with a price book alone.</summary>
public sealed class CatalogueStoreTests(EntryHouse house) : IClassFixture<EntryHouse>
{
    private const string Model = "nano-banana";
    private static readonly JsonElement Cat = JsonElement.Parse("""{"prompt":"a cat"}""");

    [Fact]
    public async Task A_change_of_words_counts_at_once_on_every_node_and_a_price_does_not()
    {
        await using var other = house.SecondNode();
        var services = other.GetServices<IHostedService>().ToList();
        foreach (var service in services)
        {
            await service.StartAsync(CancellationToken.None);
        }

        var signals = other.GetRequiredService<Signals>();
        await EntryHouse.UntilAsync(() => signals.IsListening);
        var changed = await house.ChangeAsync("qwen2-text-to-image", entry =>
        {
            entry["name"] = "Qwen of ours";
            entry["hints"] = JsonNode.Parse("""{"prompt":{"en":"Say it","ru":"Скажите"}}""");
            entry["order"] = 1;
            entry["timeoutSeconds"] = 77;
            entry["prices"]![0]!["kieMicroCredits"] = 9_000_000;
        });

        Assert.Equal((true, true), (changed.IsShown, changed.IsProposed));
        foreach (var catalogue in (KieSaaS.Catalog.Catalogue[])[house.Shown, other.GetRequiredService<KieSaaS.Catalog.Catalogue>()])
        {
            await EntryHouse.UntilAsync(() => catalogue.Find("qwen2-text-to-image")!.Name == "Qwen of ours");
            var entry = catalogue.Find("qwen2-text-to-image")!;
            Assert.Equal("Say it", entry.Parameters.Single(parameter => parameter.Name == "prompt").Hint!.En);
            Assert.Equal((TimeSpan.FromSeconds(77), entry), (entry.Timeout, catalogue.All[0]));
            Assert.Equal(StarterCatalogue.Loaded.Find("qwen2-text-to-image")!.Prices[0].Price, entry.Prices[0].Price);
        }

        foreach (var service in services)
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_proposed_price_counts_with_a_draft_that_is_published_and_what_was_quoted_before_keeps_its_own()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var before = await QuoteAsync(tenant);
        await house.ChangeAsync(Model, entry => entry["prices"]![0]!["kieMicroCredits"] = 2 * (long)entry["prices"]![0]!["kieMicroCredits"]!);

        // Another markup is another book, but nobody looked at what is proposed.
        var markup = (await house.ChangeAsync(PriceRuleKey.OfEntry("flux-2-pro-text-to-image"), 3000, await house.NewestAsync())).Value;
        await UntilQuotedUnderAsync(tenant, markup);
        Assert.Equal(before.Quote.Price, (await QuoteAsync(tenant)).Quote.Price);

        var draft = await house.StartAsync();
        Assert.Equal(["nano-banana"], draft.Proposals.Keys.Where(key => key == Model));
        Assert.Contains(draft.Warnings, warning => warning is { EntryKey: Model, LargestMove: 1 });
        Assert.Equal("catalog.not-confirmed", (await house.PublishAsync(draft, isSure: false)).Refusal!.Code);
        var book = (await house.PublishAsync(draft)).Value;

        await UntilQuotedUnderAsync(tenant, book);
        Assert.Equal(new Credits(2 * before.Quote.Price.Micros), (await QuoteAsync(tenant)).Quote.Price);
        var redeemed = await RedeemAsync(before.Token, tenant);
        Assert.True(redeemed.Succeeded, redeemed.Refusal?.Message);
        Assert.Equal((before.Quote.Price, before.Quote.BookNumber), (redeemed.Value!.Quote.Price, redeemed.Value.Quote.BookNumber));
        Assert.Null((await house.EntryAsync(Model)).Proposed);
        Assert.Equal("catalog.nothing-changed", (await house.PublishAsync(await house.StartAsync())).Refusal!.Code);

        // Undone: the former book has the former prices of the entry too.
        var restored = (await house.RestoreAsync(markup, book)).Value;
        await UntilQuotedUnderAsync(tenant, restored);
        Assert.Equal(before.Quote.Price, (await QuoteAsync(tenant)).Quote.Price);
    }

    [Fact]
    public async Task A_scheduled_book_brings_its_entries_at_its_time_and_words_between_count_at_once()
    {
        const string key = "grok-imagine-text-to-image";
        var price = house.Shown.Find(key)!.Prices[0].Price;
        await house.ChangeAsync(key, entry => entry["prices"]![0]!["kieMicroCredits"] = price.Micros + 1_000_000);
        var at = house.Clock.GetUtcNow().AddHours(2);
        var book = await house.PublishProposalsAsync(at);
        await house.ChangeAsync(key, entry => entry["name"] = "Grok between");

        await EntryHouse.UntilAsync(() => house.Shown.Find(key)!.Name == "Grok between");
        Assert.Equal(price, house.Shown.Find(key)!.Prices[0].Price);
        Assert.Equal(price.Micros + 1_000_000, (await house.Entries.FindAsync(key, book, CancellationToken.None))!.Prices[0].Price.Micros);

        house.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal((price.Micros + 1_000_000, "Grok between"), (house.Shown.Find(key)!.Prices[0].Price.Micros, house.Shown.Find(key)!.Name));
    }

    [Fact]
    public async Task A_change_of_words_on_top_of_a_proposal_counts_at_once_and_leaves_the_proposal_waiting()
    {
        const string key = "seedream-5-lite-text-to-image";
        var price = house.Shown.Find(key)!.Prices[0].Price;
        await house.ChangeAsync(key, entry => entry["prices"]![0]!["kieMicroCredits"] = 7_000_000);
        var second = await house.ChangeAsync(key, entry => entry["vendor"] = "Somebody");

        Assert.Equal((2, true, false), (second.Version, second.IsShown, second.IsProposed));
        await EntryHouse.UntilAsync(() => house.Shown.Find(key)!.Vendor == "Somebody");
        Assert.Equal(price, house.Shown.Find(key)!.Prices[0].Price);
        var entry = await house.EntryAsync(key);
        Assert.Equal((1, 7_000_000), (entry.Proposed, entry.Entry!.Prices[0].Price.Micros));
        Assert.Equal(["prices/0/kieMicroCredits"], entry.Waiting.Select(change => change.Path));
    }

    [Fact]
    public async Task A_proposal_that_is_not_the_one_that_was_seen_is_not_published()
    {
        const string key = "ideogram-v3-text-to-image";
        await house.ChangeAsync(key, entry => entry["prices"]![0]!["kieMicroCredits"] = 7_000_000);
        var draft = await house.StartAsync();
        await house.ChangeAsync(key, entry => entry["prices"]![0]!["kieMicroCredits"] = 8_000_000);

        var published = await house.AsStaffAsync((PublishDraft publish) =>
            publish.RunAsync(new(draft.Draft.Id, draft.Draft.Version, null, "A test", true) { Proposals = draft.Proposals }, CancellationToken.None));

        Assert.Equal("catalog.proposal-moved-on", published.Refusal!.Code);
    }

    [Fact]
    public async Task An_entry_that_was_taken_off_sale_is_refused_at_once_and_comes_back()
    {
        const string key = "flux-2-flex-text-to-image";
        await house.ChangeAsync(key, entry => entry["sale"] = "off");
        await EntryHouse.UntilAsync(() => house.Shown.Entries.All(entry => entry.Key != key));
        Assert.Contains("not on sale at present", (await AskAsync(key)).Refusal!.Message, StringComparison.Ordinal);

        await house.ChangeAsync(key, entry => entry["sale"] = "on");
        await EntryHouse.UntilAsync(() => house.Shown.Entries.Any(entry => entry.Key == key));
        Assert.True((await AskAsync(key)).Succeeded);
    }

    [Theory]
    [InlineData("key", "\"other\"", "key")]
    [InlineData("model", "\"other\"", "model")]
    [InlineData("name", "\"\"", "name")]
    [InlineData("sale", "\"sometimes\"", "sale")]
    [InlineData("order", "-1", "order")]
    [InlineData("hints", """{"prompt":{"en":"Only"}}""", "hints/prompt/ru")]
    [InlineData("timeoutSeconds", "0", "timeoutSeconds")]
    [InlineData("schema", """{"type":"object","properties":{"prompt":{"type":"string","oneOf":[]}}}""", "schema/properties/prompt/oneOf")]
    [InlineData("schema", """{"type":"object","properties":{"prompt":true,"":{}},"required":7}""", "schema/required")]
    [InlineData("prices", "[]", "prices")]
    [InlineData("prices", """[{"when":{},"kieMicroCredits":-1000000,"per":"image","asOf":"2026-11-01","source":"a test"}]""", "prices/0/kieMicroCredits")]
    [InlineData("prices", """[{"when":{},"kieMicroCredits":0,"per":"image","asOf":"2026-11-01","source":"a test"}]""", "prices/0/kieMicroCredits")]
    [InlineData("prices", """[{"when":{},"kieMicroCredits":1000000000001,"per":"image","asOf":"2026-11-01","source":"a test"}]""", "prices/0/kieMicroCredits")]
    [InlineData("prices", """[{"when":{"":1},"kieMicroCredits":1000000,"per":"image","asOf":"2026-11-01","source":"a test"}]""", "prices[=1]")]
    [InlineData("prices", """[{"when":{},"kieMicroCredits":1,"per":"image","asOf":"2026-11-01","source":"a"},{"when":{},"kieMicroCredits":2,"per":"image","asOf":"2026-11-01","source":"b"}]""", "prices")]
    [InlineData("prices", """["none"]""", "prices/0/when")]
    public async Task What_cannot_be_is_refused_with_its_path_and_nothing_is_kept(string field, string value, string path)
    {
        var refused = (await house.TryAsync("z-image", entry => entry[field] = JsonNode.Parse(value))).Refusal!;

        Assert.Equal(path, refused.Field);
        Assert.Equal(0, (await house.EntryAsync("z-image")).Version);
    }

    [Fact]
    public async Task What_cannot_be_sold_is_not_put_on_sale_and_the_reason_is_said()
    {
        var obstacle = house.Shown.All.First(entry => entry.Offer == EntryOffer.UnknownBeforehand);

        var refused = (await house.TryAsync(obstacle.Key, entry => entry["sale"] = "on")).Refusal!;

        Assert.Equal(("sale", true), (refused.Field, refused.Message.Contains("not known before", StringComparison.Ordinal)));
        Assert.Equal(refused.Message, (await house.EntryAsync(obstacle.Key)).Obstacle!.Message);
        Assert.Null((await house.EntryAsync("z-image")).Obstacle);
    }

    [Fact]
    public async Task Nothing_is_changed_without_a_reason_a_difference_or_the_right()
    {
        var seen = await house.EntryAsync("z-image");
        Assert.Equal("catalog.entry-unchanged", (await house.TryAsync("z-image", _ => { })).Refusal!.Code);
        Assert.Equal("catalog.may-not-edit-entries", (await house.TryAsync("z-image", entry => entry["name"] = "Z", StaffRole.Finance)).Refusal!.Code);
        Assert.Equal("catalog.reason-missing", (await house.AsStaffAsync((ChangeEntry change) => change.RunAsync(new("z-image", 0, seen.Document, " "), CancellationToken.None))).Refusal!.Code);
        Assert.Equal("catalog.unknown-entry", (await house.AsStaffAsync((ChangeEntry change) => change.RunAsync(new("none", 0, seen.Document, "A test"), CancellationToken.None))).Refusal!.Code);
    }

    [Fact]
    public async Task A_broken_definition_leaves_the_one_before_in_its_place_and_harms_no_other()
    {
        const string key = "gpt-image-2-text-to-image";
        await house.ChangeAsync(key, entry => entry["prices"]![0]!["kieMicroCredits"] = 7_000_000);
        await house.PublishProposalsAsync();
        await house.ChangeAsync(key, entry => entry["prices"]![0]!["kieMicroCredits"] = 8_000_000);
        await house.PublishProposalsAsync();
        await ExecuteAsync("update catalog_entries set definition = replace(definition, '\"maxLength\"', '\"longest\"') where entry_key = $1 and version = 2", key);
        await ExecuteAsync("insert into catalog_entry_releases values ((select max(number) from catalog_price_books), 'qwen2-image-edit', 1)", null);
        await ExecuteAsync("insert into catalog_entries (entry_key, version, definition, changed_at, changed_by, reason) values ('qwen2-image-edit', 1, 'no json', now(), 'test', 'A test')", null);

        await house.ChangeAsync("qwen3-image-to-image", entry => entry["name"] = "A neighbour");

        await EntryHouse.UntilAsync(() => house.Shown.Find("qwen3-image-to-image")!.Name == "A neighbour");
        Assert.Equal(7_000_000, house.Shown.Find(key)!.Prices[0].Price.Micros);
        Assert.Equal(StarterCatalogue.Loaded.Find("qwen2-image-edit"), house.Shown.Find("qwen2-image-edit"), (one, other) => one!.Prices[0].Price == other!.Prices[0].Price);
        var list = (await house.AsStaffAsync((ListEntries list) => list.RunAsync(new(), CancellationToken.None))).Value!;
        Assert.Contains("longest", list.Lines.Single(line => line.Key == key).Fault, StringComparison.Ordinal);
        Assert.Contains("JSON", list.Lines.Single(line => line.Key == "qwen2-image-edit").Fault, StringComparison.Ordinal);
        Assert.Equal(2, list.Lines.Count(line => line.Fault is not null));
        Assert.Contains("longest", (await house.EntryAsync(key)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_cannot_be_changed_or_removed_by_any_login_of_the_product()
    {
        foreach (var login in (string[])[house.Connections.Application, house.Connections.Platform])
        {
            await using var source = NpgsqlDataSource.Create(login);
            foreach (var sql in (string[])["update catalog_entries set reason = ''", "delete from catalog_entries", "truncate catalog_entries", "update catalog_entry_releases set version = 1", "delete from catalog_entry_releases"])
            {
                await using var command = source.CreateCommand(sql);
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
            }
        }
    }

    private async Task UntilQuotedUnderAsync(TenantId tenant, int book)
    {
        for (var i = 0; i < 500 && (await QuoteAsync(tenant)).Quote.BookNumber != book; i++)
        {
            await Task.Delay(10);
        }

        Assert.Equal(book, (await QuoteAsync(tenant)).Quote.BookNumber);
    }

    private async Task<MakeQuote.Answer> QuoteAsync(TenantId tenant) =>
        (await house.AsMemberAsync(tenant, (MakeQuote make) => make.RunAsync(Model, Cat, CancellationToken.None).AsTask())).Value!;

    private Task<Result<PriceRequest.Answer>> RedeemAsync(string token, TenantId tenant) =>
        house.AsPlatformAsync((PriceRequest request) => request.RedeemAsync(token, Model, Cat, tenant, Mode.Live, new NoEarlierTasks(), CancellationToken.None).AsTask());

    private Task<Result<PriceRequest.Answer>> AskAsync(string key) =>
        house.AsPlatformAsync((PriceRequest request) => request.EstimateAsync(key, JsonElement.Parse(SampleInputs.Minimal(StarterCatalogue.Loaded.Find(key)!).ToJsonString()), measured: null, tenant: null, Mode.Live, CancellationToken.None).AsTask());

    private async Task ExecuteAsync(string sql, string? key)
    {
        await using var source = NpgsqlDataSource.Create(house.Connections.Owner!);
        await using var command = source.CreateCommand(sql);
        if (key is not null)
        {
            command.Parameters.AddWithValue(key);
        }

        await command.ExecuteNonQueryAsync();
    }
}
