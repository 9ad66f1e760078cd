using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Generation;

/// <summary>A job that goes on from an earlier one: tenants name theirs by our ids, the provider hears its own, and nobody reaches another's.</summary>
public sealed class EarlierTaskTests(PipelineHouse house) : IClassFixture<PipelineHouse>
{
    private const string Song = "suno-generate", Extend = "suno-extend", Wav = "suno-convert-to-wav-format", Veo = "veo-3-1";

    [Fact]
    public async Task A_continued_job_is_sent_with_the_providers_names_and_everywhere_else_has_ours()
    {
        var tenant = await OpenAsync();
        var song = await SongAsync(tenant);
        var (track, input) = (song.Files[1].TrackId!, WavOf(song, 1));

        var wav = await DeliveredAsync(tenant, Wav, input);

        var theirs = await house.ScalarAsync<string>("select provider_task_id from generation_attempts where job_id = $1", song.Id);
        var theirTrack = await house.ScalarAsync<string>("select track_id from generation_results where job_id = $1 and index = 1", song.Id);
        var sent = Assert.Single(await house.Sandbox.TasksAsync(), task => task.Model.EndsWith("wav-format", StringComparison.Ordinal) && task.Input.GetProperty("task_id").ValueEquals(theirs));
        Assert.Equal(theirTrack, sent.Input.GetProperty("audio_id").GetString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(input), JsonNode.Parse(wav.Input)));
        foreach (var shown in new[] { await RecordAsync(tenant, song), await RecordAsync(tenant, wav) })
        {
            Assert.DoesNotContain(theirs, shown, StringComparison.Ordinal);
            Assert.DoesNotContain(theirTrack, shown, StringComparison.Ordinal);
        }

        Assert.Contains($"\\\"id\\\":\\\"{track}\\\"", await RecordAsync(tenant, song), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_answer_repeats_of_the_providers_names_is_shown_with_ours()
    {
        var tenant = await OpenAsync();
        var song = await SongAsync(tenant);
        var theirs = await house.ScalarAsync<string>("select provider_task_id from generation_attempts where job_id = $1", song.Id);

        var persona = await DeliveredAsync(tenant, "suno-generate-persona", $$"""{"task_id":"{{song.Id:n}}","audio_id":"{{song.Files[0].TrackId}}","name":"Voice of {{theirs}}","description":"warm"}""");
        var sent = Assert.Single(await house.Sandbox.TasksAsync(), task => task.Model.EndsWith("persona", StringComparison.Ordinal) && task.Input.GetProperty("task_id").ValueEquals(theirs));

        Assert.Equal((JobState.Succeeded, Credits.Zero, Credits.Zero), (persona.State, persona.Price, persona.Charged));
        Assert.Equal($"Voice of {song.Id:n}", JsonElement.Parse(persona.ResultObject!).GetProperty("name").GetString());
        Assert.Equal($"Voice of {theirs}", sent.Input.GetProperty("name").GetString());
        Assert.DoesNotContain(theirs, persona.ResultObject, StringComparison.Ordinal);
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from billing_ledger_transactions where cause like '%' || $1 || '%'", persona.Id.ToString("n")));
    }

    [Fact]
    public async Task Anothers_the_other_modes_and_no_task_at_all_are_refused_in_the_same_words()
    {
        var (tenant, other) = (await OpenAsync(), await OpenAsync());
        var foreign = await SongAsync(other);
        var test = await SongAsync(tenant, Mode.Test);

        var refusals = new List<Refusal>();
        foreach (var (task, track) in new[]
        {
            (foreign.Id.ToString("n"), foreign.Files[0].TrackId!), (test.Id.ToString("n"), test.Files[0].TrackId!), ($"{Guid.NewGuid():n}", $"{Guid.NewGuid():n}-0"), ("no id", "no-id"),
        })
        {
            refusals.Add(await RefusedAsync(tenant, Wav, $$"""{"task_id":"{{task}}","audio_id":"{{track}}"}"""));
            var byTrack = await RefusedAsync(tenant, Extend, ExtendOf(track));
            Assert.Equal(("generation.earlier-task-unknown", "audio_id"), (byTrack.Code, byTrack.Field));
        }

        var words = Assert.Single(refusals.Select(refusal => refusal.Message).Distinct());
        Assert.StartsWith("Record does not exist: task_id names no task of yours", words, StringComparison.Ordinal);
        Assert.All(refusals, refusal => Assert.Equal(("generation.earlier-task-unknown", "task_id", RefusalKind.Invalid), (refusal.Code, refusal.Field, refusal.Kind)));
        Assert.Equal("generation.earlier-task-unknown", (await RefusedAsync(tenant, Wav, WavOf(await SongAsync(tenant), 0), Mode.Test)).Code);
    }

    [Fact]
    public async Task What_has_not_delivered_or_cannot_be_continued_is_refused_with_the_field_and_the_cure()
    {
        var tenant = await OpenAsync();
        var song = await SongAsync(tenant);
        var failed = await EndAsync(tenant, Song, SongInput("[fail]"));
        var picture = await DeliveredAsync(tenant, "nano-banana", """{"prompt":"a cat"}""");
        var sharp = await DeliveredAsync(tenant, Veo, """{"prompt":"a cat","resolution":"1080p"}""");
        var running = (await house.StartAsync(tenant, Song, SongInput())).Value!.JobId;

        Assert.Equal(JobState.Failed, failed.State);
        (string Model, string Input, string Code, string Field)[] cases =
        [
            (Wav, $$"""{"task_id":"{{running:n}}","audio_id":"{{running:n}}-0"}""", "earlier-task-running", "task_id"),
            (Wav, $$"""{"task_id":"{{failed.Id:n}}","audio_id":"{{failed.Id:n}}-0"}""", "earlier-task-failed", "task_id"),
            (Wav, $$"""{"task_id":"{{picture.Id:n}}","audio_id":"{{picture.Id:n}}-0"}""", "earlier-task-kind", "task_id"),
            (Wav, $$"""{"task_id":"{{song.Id:n}}","audio_id":"{{song.Id:n}}-2"}""", "earlier-track-unknown", "audio_id"),
            (Wav, $$"""{"task_id":"{{song.Id:n}}","audio_id":"{{failed.Id:n}}-0"}""", "earlier-track-unknown", "audio_id"),
            (Extend, ExtendOf($"{running:n}-0"), "earlier-task-running", "audio_id"),
            (Extend, ExtendOf($"{song.Id:n}-7"), "earlier-track-unknown", "audio_id"),
            ("veo-extend", $$"""{"task_id":"{{sharp.Id:n}}","prompt":"on"}""", "earlier-task-not-with", "task_id"),
            ("veo-get-4k-video", $$"""{"task_id":"{{sharp.Id:n}}","index":3}""", "earlier-result-unknown", "index"),
        ];
        foreach (var (model, input, code, field) in cases)
        {
            var refused = await RefusedAsync(tenant, model, input);
            Assert.Equal(("generation." + code, field), (refused.Code, refused.Field));
            Assert.StartsWith(field, refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("veo3_lite", 30)]
    [InlineData("veo3_fast", 60)]
    [InlineData("veo3", 250)]
    public async Task A_price_that_follows_from_the_earlier_job_is_quoted_held_and_charged(string model, int kieCredits)
    {
        var tenant = await OpenAsync();
        var video = await DeliveredAsync(tenant, Veo, $$"""{"prompt":"a cat","model":"{{model}}"}""");
        var input = $$"""{"task_id":"{{video.Id:n}}","prompt":"and on"}""";

        var quoted = await house.AsMemberAsync(tenant, (MakeQuote make) => make.RunAsync("veo-extend", JsonElement.Parse(input), CancellationToken.None).AsTask());
        var promised = await house.AsMemberAsync(tenant, (StartGeneration start) =>
            start.RunAsync(new StartGeneration.Command("veo-extend", JsonElement.Parse(input), null, quoted.Value!.Token), CancellationToken.None));
        var job = await house.UntilEndedAsync(tenant, promised.Value!.JobId);

        Assert.Equal(Credits.Of(kieCredits), quoted.Value!.Quote.Price);
        Assert.Equal((JobState.Succeeded, quoted.Value.Quote.Price, quoted.Value.Quote.Price), (job.State, job.Price, job.Charged));
    }

    [Fact]
    public async Task A_quote_for_what_cannot_be_continued_is_refused_like_the_job()
    {
        var tenant = await OpenAsync();

        var refused = await house.AsMemberAsync(tenant, (MakeQuote make) =>
            make.RunAsync("veo-extend", JsonElement.Parse($$"""{"task_id":"{{Guid.NewGuid():n}}","prompt":"on"}"""), CancellationToken.None).AsTask());

        Assert.Equal(("generation.earlier-task-unknown", "task_id"), (refused.Refusal?.Code, refused.Refusal?.Field));
    }

    [Fact]
    public async Task A_task_that_the_provider_has_forgotten_costs_nothing()
    {
        var tenant = await OpenAsync();
        var song = await SongAsync(tenant);
        await house.ScalarAsync<string>("update generation_attempts set provider_task_id = 'gone' where job_id = $1 returning provider_task_id", song.Id);

        var job = await EndAsync(tenant, Wav, WavOf(song, 0));

        Assert.Equal((JobState.Failed, Credits.Zero), (job.State, job.Charged));
        Assert.Contains("Record does not exist", job.FailMessage, StringComparison.Ordinal);
    }

    private static string SongInput(string words = "a waltz") => $$"""{"prompt":"{{words}}","custom_mode":false,"instrumental":false,"model":"V6"}""";

    private static string WavOf(JobView song, int track) => $$"""{"audio_id":"{{song.Files[track].TrackId}}","task_id":"{{song.Id:n}}"}""";

    private static string ExtendOf(string track) => $$"""{"audio_id":"{{track}}","default_param_flag":false,"model":"V6"}""";

    private Task<JobView> SongAsync(TenantId tenant, Mode mode = Mode.Live) => DeliveredAsync(tenant, Song, SongInput(), mode);

    private async Task<JobView> DeliveredAsync(TenantId tenant, string model, string input, Mode mode = Mode.Live)
    {
        var job = await EndAsync(tenant, model, input, mode);
        Assert.True(job.State == JobState.Succeeded, job.FailMessage);
        return job;
    }

    private async Task<JobView> EndAsync(TenantId tenant, string model, string input, Mode mode = Mode.Live)
    {
        var started = await StartAsync(tenant, model, input, mode);
        Assert.True(started.Succeeded, started.Refusal?.Message);
        for (var step = 0; ; step++)
        {
            await house.RunDueWorkAsync();
            var job = (await house.AsMemberAsync(tenant, (FindJob find) => find.RunAsync(started.Value.JobId, CancellationToken.None), mode: mode)).Value!;
            if (job.IsFinished || step == 40)
            {
                return job;
            }

            await house.PassAsync(TimeSpan.FromSeconds(2));
        }
    }

    // Refused means: nothing is held, kept or sent.
    private async Task<Refusal> RefusedAsync(TenantId tenant, string model, string input, Mode mode = Mode.Live)
    {
        var before = await CountsAsync(tenant);
        var refused = (await StartAsync(tenant, model, input, mode)).Refusal;
        Assert.Equal(before, await CountsAsync(tenant));
        Assert.NotNull(refused);
        return refused;
    }

    private Task<Result<StartGeneration.Accepted>> StartAsync(TenantId tenant, string model, string input, Mode mode) => house.AsMemberAsync(
        tenant, (StartGeneration start) => start.RunAsync(new StartGeneration.Command(model, JsonElement.Parse(input), null), CancellationToken.None), mode: mode);

    private async Task<(long Jobs, long Holds)> CountsAsync(TenantId tenant) => (
        await house.ScalarAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Value),
        await house.ScalarAsync<long>("select count(*) from billing_holds where tenant_id = $1", tenant.Value));

    private async Task<string> RecordAsync(TenantId tenant, JobView job) =>
        System.Text.Encoding.UTF8.GetString(await house.AsPlatformAsync((TaskRecords records) => Task.FromResult(records.Record(job, tenant))));

    private async Task<TenantId> OpenAsync()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(10_000));
        await house.InTransactionAsync(services => services.GetRequiredService<CreditLedger>().GrantAsync(
            new CreditGrant(tenant, Mode.Test, LotKind.Goodwill, Credits.Of(1_000), "test:earlier", "Test credits"), CancellationToken.None));
        return tenant;
    }
}
