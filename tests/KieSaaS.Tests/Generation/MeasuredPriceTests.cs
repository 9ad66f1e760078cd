using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Catalog.Sources;
using KieSaaS.Files;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Tests.Files;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Generation;

/// <summary>Prices that follow from a given file: it is stored and measured first, and what was measured is what is sent.</summary>
public sealed class MeasuredPriceTests(MeasuredHouse house) : IClassFixture<MeasuredHouse>
{
    [Fact]
    public async Task The_price_follows_the_file()
    {
        var tenant = await house.OpenWorkspaceAsync();

        var three = await house.QuoteAsync(tenant, house.Input(house.Serve(Wav.Of(3))));
        var nine = await house.QuoteAsync(tenant, house.Input(house.Serve(Wav.Of(9))));
        var some = await house.QuoteAsync(tenant, house.Input(house.Serve(Wav.Of(3.1m))));

        Assert.Equal((3L, 9L, 4L), (three.Value!.Quote.Quantity, nine.Value!.Quote.Quantity, some.Value!.Quote.Quantity));
        Assert.Equal(new Credits(three.Value.Quote.Price.Micros * 3), nine.Value.Quote.Price);
        Assert.Equal((3m, "audio_url"), (three.Value.Source!.Measured.Seconds, three.Value.Source.Parameter));
    }

    [Fact]
    public async Task A_job_is_charged_for_what_was_measured_and_its_explanation_says_so()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        var sound = Wav.Of(3, mark: 7);

        var accepted = await house.StartAsync(tenant, MeasuredHouse.Model, house.Input(house.Serve(sound)));
        Assert.True(accepted.Succeeded, accepted.Refusal?.Message);
        var job = await house.UntilEndedAsync(tenant, accepted.Value.JobId);

        Assert.Equal((JobState.Succeeded, job.Price), (job.State, job.Charged));
        var charge = (await house.AsMemberAsync(tenant, (ExplainCharge explain) => explain.RunAsync(job.Id, CancellationToken.None))).Value!;
        Assert.Equal((true, 3L), (charge.Agrees, charge.Lines[0].Quantity));
        Assert.Equal((3m, "audio/wav", (long)sound.Length), (charge.Source!.Measured.Seconds, charge.Source.MediaType, charge.Source.Size));
        Assert.Equal(3L, await house.ScalarAsync<long>("select quantity from generation_usage where job_id = $1", job.Id));
        Assert.Equal(sound, await house.SentAsync(job.Id));
    }

    [Fact]
    public async Task A_file_that_is_exchanged_after_the_quote_changes_nothing_of_what_is_sent()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        var path = house.Serve(Wav.Of(3, mark: 1));
        var quoted = (await house.QuoteAsync(tenant, house.Input(path))).Value!;

        house.Files[path] = Wav.Of(15, mark: 2);
        var accepted = await house.StartWithAsync(tenant, house.Input(path), quoted.Token);
        await house.UntilEndedAsync(tenant, accepted.Value!.JobId);

        Assert.Equal(quoted.Quote.Price, accepted.Value.Price);
        Assert.Equal(Wav.Of(3, mark: 1), await house.SentAsync(accepted.Value.JobId));
        Assert.Equal(1, house.Fetches(path));
    }

    [Fact]
    public async Task A_token_is_for_the_file_that_was_measured_and_no_other()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        var path = house.Serve(Wav.Of(3, mark: 1));
        var quoted = (await house.QuoteAsync(tenant, house.Input(path))).Value!;

        house.Files[path] = Wav.Of(3, mark: 2);
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        var other = await house.StartWithAsync(tenant, house.Input(path), quoted.Token);

        Assert.Equal(("catalog.quote-other-source", "quoteToken"), (other.Refusal?.Code, other.Refusal?.Field));
        await NothingHappenedAsync(tenant);

        house.Files[path] = Wav.Of(3, mark: 1);
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(quoted.Quote.Price, (await house.StartWithAsync(tenant, house.Input(path), quoted.Token)).Value!.Price);
    }

    [Fact]
    public async Task What_is_longer_than_its_model_takes_is_refused_with_the_limit_and_nothing_is_held()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        var path = house.Serve(Wav.Of(15.5m));

        var refused = await house.StartAsync(tenant, MeasuredHouse.Model, house.Input(path));

        Assert.Equal(("catalog.source-too-long", "audio_url"), (refused.Refusal?.Code, refused.Refusal?.Field));
        Assert.Contains("15.5 seconds, at most 15 are allowed", refused.Refusal!.Message, StringComparison.Ordinal);
        await NothingHappenedAsync(tenant);
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from catalog_sources where tenant_id = $1", tenant.Value));

        // The same file is fine for a model that takes longer ones, and too long again for the first although it is known by then.
        Assert.Equal(16L, (await house.QuoteAsync(tenant, $$"""{"audio_url":"{{house.AddressOf(path)}}"}""", "elevenlabs/audio-isolation")).Value!.Quote.Quantity);
        Assert.Equal("catalog.source-too-long", (await house.QuoteAsync(tenant, house.Input(path))).Refusal?.Code);
        Assert.Equal(2, house.Fetches(path));
    }

    public static TheoryData<string, byte[]?> Bad => new()
    {
        { "catalog.source-unreadable", "no sound at all"u8.ToArray() },
        { "catalog.source-unreadable", [] },
        { "catalog.source-unreadable", Wav.Of(3)[..2_000] },
        { "catalog.source-unreadable", Wav.Of(0) },
        { "catalog.source-unreadable", File.ReadAllBytes(Repository.PathOf("wwwroot", "samples", "picture.png")) },
        { "net.redirected", null },
        { "net.too-big", new byte[2_000_001] },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_file_that_cannot_be_measured_is_refused_by_its_parameter_and_nothing_is_held_or_kept(string code, byte[]? file)
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));

        var refused = await house.StartAsync(tenant, MeasuredHouse.Model, house.Input(house.Serve(file)));

        Assert.Equal((code, "audio_url", RefusalKind.Invalid), (refused.Refusal?.Code, refused.Refusal?.Field, refused.Refusal?.Kind));
        Assert.StartsWith("audio_url: ", refused.Refusal!.Message, StringComparison.Ordinal);
        await NothingHappenedAsync(tenant);
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from catalog_sources where tenant_id = $1", tenant.Value));
    }

    [Theory]
    [InlineData("https://10.0.0.1/a.wav", "net.address-private")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "net.address-private")]
    [InlineData("http://example.com/a.wav", "net.address-not-https")]
    [InlineData("http://127.0.0.1:1/a.wav", "net.not-reachable")]
    public async Task An_address_that_must_not_or_cannot_be_called_is_refused_by_its_parameter(string address, string code)
    {
        var refused = await house.QuoteAsync(await house.OpenWorkspaceAsync(), $$"""{"audio_url":"{{address}}"}""", "elevenlabs/audio-isolation");

        Assert.Equal((code, "audio_url", RefusalKind.Invalid), (refused.Refusal?.Code, refused.Refusal?.Field, refused.Refusal?.Kind));
    }

    [Fact]
    public async Task A_copy_stands_for_its_address_for_a_short_time_and_for_its_tenant_alone()
    {
        var (tenant, other) = (await house.OpenWorkspaceAsync(), await house.OpenWorkspaceAsync());
        var path = house.Serve(Wav.Of(3));

        var first = (await house.QuoteAsync(tenant, house.Input(path))).Value!;
        Assert.Equal(first.Source!.Path, (await house.QuoteAsync(tenant, house.Input(path))).Value!.Source!.Path);
        Assert.Equal(1, house.Fetches(path));

        Assert.StartsWith(other + "/source/", (await house.QuoteAsync(other, house.Input(path))).Value!.Source!.Path, StringComparison.Ordinal);
        Assert.Equal(2, house.Fetches(path));

        house.Clock.Advance(TimeSpan.FromMinutes(6));
        await house.QuoteAsync(tenant, house.Input(path));
        Assert.Equal(3, house.Fetches(path));
    }

    [Fact]
    public async Task Copies_whose_time_is_over_are_swept_with_their_rows()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var old = (await house.QuoteAsync(tenant, house.Input(house.Serve(Wav.Of(3))))).Value!.Source!;
        house.Clock.Advance(TimeSpan.FromDays(4));
        var young = (await house.QuoteAsync(tenant, house.Input(house.Serve(Wav.Of(3))))).Value!.Source!;
        house.Clock.Advance(TimeSpan.FromDays(4));

        await house.InTransactionAsync(async services => await ActivatorUtilities.CreateInstance<SweepSourcesHandler>(services).RunAsync(new SweepSources(), CancellationToken.None));

        Assert.Equal(young.Path, await house.ScalarAsync<string>("select string_agg(path, ',') from catalog_sources where tenant_id = $1", tenant.Value));
        Assert.Equal((false, true), await house.AsPlatformAsync(async (IFileStore files) =>
            (await files.ExistsAsync(old.Path, CancellationToken.None), await files.ExistsAsync(young.Path, CancellationToken.None))));
    }

    [Fact]
    public async Task A_tenant_has_only_so_many_files_on_their_way_at_once()
    {
        var places = new SourcePlaces(Microsoft.Extensions.Options.Options.Create(new SourceOptions { AtOnce = 3, PerTenant = 2 }));
        var (tenant, other) = (TenantId.New(), TenantId.New());

        var first = await places.TakeAsync(tenant, CancellationToken.None);
        Assert.NotNull(await places.TakeAsync(tenant, CancellationToken.None));
        Assert.Null(await places.TakeAsync(tenant, CancellationToken.None));
        Assert.NotNull(await places.TakeAsync(other, CancellationToken.None));

        // The node is full: the next waits until one is given back.
        var waiting = places.TakeAsync(other, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        first!.Dispose();
        Assert.NotNull(await waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => places.TakeAsync(tenant, new CancellationToken(canceled: true)));
        Assert.Null(await places.TakeAsync(other, CancellationToken.None));
    }

    [Fact]
    public async Task A_model_that_measures_nothing_asks_for_no_copy()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));

        Assert.True((await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"a cat"}""")).Succeeded);

        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from catalog_sources where tenant_id = $1", tenant.Value));
        Assert.DoesNotContain("Source", await house.ScalarAsync<string>("select price_basis from generation_jobs where tenant_id = $1", tenant.Value), StringComparison.Ordinal);
    }

    private async Task NothingHappenedAsync(TenantId tenant)
    {
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Value));
        Assert.Equal(Credits.Of(1_000), (await house.AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None))).Available);
    }
}
