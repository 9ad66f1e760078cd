using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Tests.Reporting;

namespace KieSaaS.Tests.Catalog;

/// <summary>Prompt templates: those that come with the product, and what staff do with them.</summary>
public sealed class TemplateTests(StaffHouse house) : IClassFixture<StaffHouse>, IAsyncLifetime
{
    private static readonly Catalogue Shipped = StarterCatalogue.Loaded;

    public async ValueTask InitializeAsync() => await house.AsPlatformAsync(async (AddFirstTemplates first) =>
    {
        await first.RunAsync(CancellationToken.None);
        return true;
    });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Every_template_of_the_product_is_an_input_that_its_model_takes_as_it_is()
    {
        var rows = AddFirstTemplates.Read(Shipped, DateTimeOffset.UnixEpoch);

        Assert.Equal(24, rows.Count);
        Assert.Equal(rows.Count, rows.Select(row => row.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Enum.GetNames<MediaKind>().Order(), rows.Select(row => row.Kind).Distinct().Order());
        Assert.All(rows, row =>
        {
            var entry = Shipped.Find(row.EntryKey)!;
            var template = TemplateOf(row);
            Assert.Equal(EntryOffer.OnSale, entry.Offer);
            Assert.Empty(TemplateFit.Of(entry, template.Parameters));
            foreach (var language in (string[])["en", "ru"])
            {
                var valid = entry.Validate(template.InputFor(entry, language).ToJsonString());
                Assert.True(valid.Succeeded, $"{row.Key}: {valid.Refusal?.Message}");
                Assert.True(entry.Cost(valid.Value).Succeeded, row.Key);
            }
        });
    }

    [Fact]
    public async Task A_second_start_changes_nothing_of_what_staff_made_of_it()
    {
        var line = await LineAsync("jingle");
        Assert.True((await SaveAsync(line.Template, title: "Another jingle")).Succeeded);

        await InitializeAsync();

        Assert.Equal("Another jingle", (await LineAsync("jingle")).Template.Title.En);
        var shipped = AddFirstTemplates.Read(Shipped, DateTimeOffset.UnixEpoch).Select(row => row.Key);
        Assert.Equal(shipped.Order(StringComparer.Ordinal), (await AllAsync()).Select(one => one.Template.Key).Intersect(shipped).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_who_change_a_template_one_is_told()
    {
        var seen = (await LineAsync("lullaby")).Template;

        Assert.True((await SaveAsync(seen, title: "The first")).Succeeded);
        Assert.Equal("catalog.template-moved-on", (await SaveAsync(seen, title: "The second")).Refusal?.Code);
        Assert.Equal("catalog.template-moved-on", (await ArrangeAsync(seen, TemplateArrangement.Retire)).Refusal?.Code);
        Assert.Equal("The first", (await LineAsync("lullaby")).Template.Title.En);
    }

    [Fact]
    public async Task A_template_moves_within_its_kind_and_stops_at_its_ends()
    {
        var before = await KeysAsync(MediaKind.Audio);

        Assert.True((await ArrangeAsync((await LineAsync(before[0])).Template, TemplateArrangement.Down)).Succeeded);
        Assert.Equal([before[1], before[0], before[2]], await KeysAsync(MediaKind.Audio));
        Assert.True((await ArrangeAsync((await LineAsync(before[0])).Template, TemplateArrangement.Up)).Succeeded);
        Assert.True((await ArrangeAsync((await LineAsync(before[0])).Template, TemplateArrangement.Up)).Succeeded);
        Assert.Equal(before, await KeysAsync(MediaKind.Audio));
    }

    [Fact]
    public async Task Tenants_see_what_is_not_retired_and_whose_model_is_offered_to_them()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var hidden = await AddAsync("hidden-model", "gpt-4o-image", "{}");
        await house.ExecuteAsync($"update catalog_templates set entry_key = 'gone-for-ever' where id = '{hidden}'");
        var retiredModel = await AddAsync("retired-model", "sora-2-text-to-video", """{"n_frames":"10"}""");
        var retired = (await LineAsync("trailer-music")).Template;
        Assert.True((await ArrangeAsync(retired, TemplateArrangement.Retire)).Succeeded);

        var live = await OfferedAsync(tenant, Mode.Live);
        var test = await OfferedAsync(tenant, Mode.Test);

        Assert.DoesNotContain(live.Concat(test), line => line.Template.Key is "hidden-model" or "trailer-music");
        Assert.DoesNotContain(live, line => line.Template.Id == retiredModel);
        Assert.Contains(test, line => line.Template.Id == retiredModel);
        Assert.Contains(live, line => line.Template.Key == "rain-on-a-roof");
        Assert.Contains(await AllAsync(), line => line is { Template.Key: "hidden-model", Entry: null });

        Assert.True((await ArrangeAsync((await LineAsync("trailer-music")).Template, TemplateArrangement.Restore)).Succeeded);
        Assert.Contains(await OfferedAsync(tenant, Mode.Live), line => line.Template.Key == "trailer-music");
    }

    [Fact]
    public async Task A_mapping_to_another_model_is_shown_first_and_leaves_out_what_does_not_fit()
    {
        const string From = "kling-v2-5-turbo-text-to-video-pro", To = "grok-imagine-text-to-video";
        var template = await AddAsync("remapped", From, """{"duration":"5","aspect_ratio":"1:1","cfg_scale":0.5}""");

        var preview = (await AskAsync((RemapTemplates remap) => remap.PreviewAsync(From, To, CancellationToken.None))).Value!;

        var change = preview.Changes.Single(change => change.Template.Id == template);
        Assert.Equal([("duration", true), ("cfg_scale", false)], change.Dropped.Select(misfit => (misfit.Parameter, misfit.Message is not null)));
        Assert.Equal(From, (await LineAsync("remapped")).Template.EntryKey);

        var done = await AskAsync((RemapTemplates remap) => remap.RunAsync(From, To, preview.Stamp, CancellationToken.None));
        var after = (await LineAsync("remapped")).Template;
        Assert.Equal(preview.Changes.Length, done.Value);
        Assert.Equal((To, """{"aspect_ratio":"1:1"}"""), (after.EntryKey, after.Parameters.GetRawText()));
        Assert.Empty(TemplateFit.Of(Shipped.Find(To)!, after.Parameters));
        Assert.Equal("catalog.template-none-mapped", (await AskAsync((RemapTemplates remap) => remap.RunAsync(From, To, preview.Stamp, CancellationToken.None))).Refusal?.Code);
    }

    [Fact]
    public async Task What_was_changed_after_the_preview_is_not_mapped_unseen()
    {
        const string From = "seedance-1-5-pro", To = "kling-2-6-text-to-video";
        var preview = (await AskAsync((RemapTemplates remap) => remap.PreviewAsync(From, To, CancellationToken.None))).Value!;
        Assert.True((await SaveAsync((await LineAsync("character-greets")).Template, title: "Changed meanwhile")).Succeeded);

        Assert.Equal("catalog.template-moved-on", (await AskAsync((RemapTemplates remap) => remap.RunAsync(From, To, preview.Stamp, CancellationToken.None))).Refusal?.Code);
        Assert.Equal(From, (await LineAsync("character-greets")).Template.EntryKey);
    }

    [Theory]
    [InlineData("seedance-1-5-pro", "nano-banana", "catalog.template-other-kind")]
    [InlineData("seedance-1-5-pro", "no-such-model", "catalog.template-model-wrong")]
    [InlineData("seedance-1-5-pro", "seedance-1-5-pro", "catalog.template-model-wrong")]
    [InlineData("no-such-model", "nano-banana", "catalog.template-none-mapped")]
    public async Task A_mapping_that_makes_no_sense_is_refused(string from, string to, string code) =>
        Assert.Equal(code, (await AskAsync((RemapTemplates remap) => remap.PreviewAsync(from, to, CancellationToken.None))).Refusal?.Code);

    [Theory]
    [InlineData("new-one", "nano-banana", """{"aspect_ratio":"17:3"}""", "catalog.template-misfit")]
    [InlineData("new-one", "nano-banana", """{"no_such":1}""", "catalog.template-misfit")]
    [InlineData("new-one", "seedance-1-5-pro", """{"aspect_ratio":"1:1","duration":5,"resolution":"720p","generate_audio":false}""", "catalog.template-misfit")]
    [InlineData("new-one", "nano-banana", """{"prompt":"a"}""", "catalog.template-wrong-parameters")]
    [InlineData("new-one", "nano-banana", """{"a":1,"a":2}""", "catalog.template-wrong-parameters")]
    [InlineData("Not A Key", "nano-banana", "{}", "catalog.template-wrong-key")]
    [InlineData("app-icon", "nano-banana", "{}", "catalog.template-key-taken")]
    [InlineData("new-one", "elevenlabs-text-to-dialogue-v3", "{}", "catalog.template-model-wrong")]
    public async Task A_template_that_could_not_be_used_is_refused(string key, string model, string parameters, string code) =>
        Assert.Equal(code, (await AskAsync((SaveTemplate save) => save.RunAsync(CommandOf(key, model, parameters), CancellationToken.None))).Refusal?.Code);

    [Fact]
    public async Task Support_and_finance_may_not_touch_templates()
    {
        foreach (var role in (StaffRole[])[StaffRole.Finance, StaffRole.Support])
        {
            Assert.Equal(RefusalKind.Forbidden, (await house.AsStaffAsync((ReadTemplates read) => read.AllAsync(CancellationToken.None), role)).Refusal?.Kind);
            Assert.Equal(RefusalKind.Forbidden, (await house.AsStaffAsync((ReadTemplates read) => read.FindAsync(Guid.Empty, CancellationToken.None), role)).Refusal?.Kind);
            Assert.Equal(RefusalKind.Forbidden, (await house.AsStaffAsync((SaveTemplate save) => save.RunAsync(CommandOf("a-key", "nano-banana", ""), CancellationToken.None), role)).Refusal?.Kind);
            Assert.Equal(RefusalKind.Forbidden, (await house.AsStaffAsync((ArrangeTemplate arrange) => arrange.RunAsync(Guid.Empty, 1, TemplateArrangement.Up, CancellationToken.None), role)).Refusal?.Kind);
            Assert.Equal(RefusalKind.Forbidden, (await house.AsStaffAsync((RemapTemplates remap) => remap.PreviewAsync("a", "b", CancellationToken.None), role)).Refusal?.Kind);
            Assert.Equal(RefusalKind.Forbidden, (await house.AsStaffAsync((RemapTemplates remap) => remap.RunAsync("a", "b", "", CancellationToken.None), role)).Refusal?.Kind);
        }
    }

    private static PromptTemplate TemplateOf(AddFirstTemplates.Row row) => new()
    {
        Id = row.Id,
        Key = row.Key,
        Kind = Enum.Parse<MediaKind>(row.Kind),
        Title = new(row.TitleEn, row.TitleRu),
        Prompt = new(row.PromptEn, row.PromptRu),
        EntryKey = row.EntryKey,
        Parameters = JsonElement.Parse(row.Parameters),
        IsRetired = false,
        Version = 1,
        ChangedAt = default,
        ChangedBy = "",
    };

    private static SaveTemplate.Command CommandOf(string key, string model, string parameters) => new(null, 0, key, new("A title", "Название"), new("A prompt", "Запрос"), model, parameters);

    private Task<Result<T>> AskAsync<TUseCase, T>(Func<TUseCase, Task<Result<T>>> ask) where TUseCase : notnull => house.AsStaffAsync(ask, StaffRole.Pricing);

    private async Task<Guid> AddAsync(string key, string model, string parameters)
    {
        var added = await AskAsync((SaveTemplate save) => save.RunAsync(CommandOf(key, model, parameters), CancellationToken.None));
        Assert.True(added.Succeeded, added.Refusal?.Message);
        return added.Value;
    }

    private Task<Result<Guid>> SaveAsync(PromptTemplate seen, string title) => AskAsync((SaveTemplate save) => save.RunAsync(
        new(seen.Id, seen.Version, "", seen.Title with { En = title }, seen.Prompt, seen.EntryKey, seen.Parameters.GetRawText()), CancellationToken.None));

    private Task<Result<bool>> ArrangeAsync(PromptTemplate seen, TemplateArrangement arrangement) =>
        AskAsync((ArrangeTemplate arrange) => arrange.RunAsync(seen.Id, seen.Version, arrangement, CancellationToken.None));

    private async Task<IReadOnlyList<ReadTemplates.Line>> AllAsync() => (await house.AsStaffAsync((ReadTemplates read) => read.AllAsync(CancellationToken.None))).Value!;

    private async Task<ReadTemplates.Line> LineAsync(string key) => (await AllAsync()).Single(line => line.Template.Key == key);

    private async Task<List<string>> KeysAsync(MediaKind kind) => [.. (await AllAsync()).Where(line => line.Template.Kind == kind).Select(line => line.Template.Key)];

    private Task<IReadOnlyList<ReadTemplates.Line>> OfferedAsync(TenantId tenant, Mode mode) =>
        house.AsMemberAsync(tenant, (ReadTemplates read) => read.OfferedAsync(CancellationToken.None), Role.Viewer, mode);
}
