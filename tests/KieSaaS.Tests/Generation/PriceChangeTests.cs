using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Generation;

/// <summary>
/// Prices that change while jobs are on their way: each is charged exactly what its record says, and the explanation shows the numbers
/// of the ledger. Failure museum 44, 52 and 59.
/// </summary>
public sealed class PriceChangeTests(PipelineHouse house) : IClassFixture<PipelineHouse>
{
    private const string Model = "google/nano-banana", Entry = "nano-banana";

    [Fact]
    public async Task Jobs_that_are_held_running_and_quoted_are_charged_what_their_records_say()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        var running = await house.StartAsync(tenant, Model, """{"prompt":"running"}""");
        await house.RunDueWorkAsync();
        Assert.Equal(JobState.Running, (await house.JobAsync(tenant, running.Value!.JobId)).State);
        var held = await house.StartAsync(tenant, Model, """{"prompt":"held"}""");
        var quoted = await QuoteAsync(tenant, """{"prompt":"quoted"}""");

        var book = await ChangeAsync(5000);
        var promised = await RedeemAsync(tenant, """{"prompt":"quoted"}""", quoted.Token);
        var later = await house.StartAsync(tenant, Model, """{"prompt":"later"}""");

        Assert.Equal(quoted.Quote.Price, promised.Value!.Price);
        Assert.NotEqual(held.Value!.Price, later.Value!.Price);
        foreach (var (accepted, expectedBook) in (IEnumerable<(StartGeneration.Accepted, int)>)[(running.Value, book - 1), (held.Value, book - 1), (promised.Value, book - 1), (later.Value, book)])
        {
            var job = await house.UntilEndedAsync(tenant, accepted.JobId);
            Assert.Equal((JobState.Succeeded, accepted.Price, accepted.Price, expectedBook), (job.State, job.Price, job.Charged, job.BookNumber));
            await AssertExplainedAsync(tenant, job);
        }

        var spent = running.Value.Price + held.Value.Price + promised.Value.Price + later.Value.Price;
        Assert.Equal(new ReadBalance.Answer(Credits.Of(1_000) - spent, Credits.Zero, Credits.Zero), await house.AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task A_model_that_is_defined_anew_charges_and_sends_what_each_job_was_priced_with()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        const string input = """{"aspect_ratio":"1:1","prompt":"a cat"}""";
        var held = (await house.StartAsync(tenant, "z-image", input)).Value!;
        var quoted = (await house.AsMemberAsync(tenant, (MakeQuote make) => make.RunAsync("z-image", JsonElement.Parse(input), CancellationToken.None).AsTask())).Value!;

        // A parameter that decides the price, with a default: the same input becomes another text and costs three times as much.
        var seen = (await house.AsStaffAsync((ReadEntry read) => read.RunAsync("z-image", CancellationToken.None))).Value!;
        var entry = JsonNode.Parse(seen.Document.GetRawText())!;
        entry["schema"]!["properties"]!["finish"] = JsonNode.Parse("""{"type":"string","enum":["plain","fine"],"default":"fine"}""");
        entry["prices"]![0]!["when"] = JsonNode.Parse("""{"finish":"fine"}""");
        entry["prices"]![0]!["kieMicroCredits"] = 3 * (long)entry["prices"]![0]!["kieMicroCredits"]!;
        entry["fixed"] = JsonNode.Parse("""{"renewed":true}""");
        Assert.True((await house.AsStaffAsync((ChangeEntry change) => change.RunAsync(new("z-image", 0, JsonElement.Parse(entry.ToJsonString()), "A test"), CancellationToken.None))).Succeeded);
        Assert.Equal(held.Price, (await house.StartAsync(tenant, "z-image", input)).Value!.Price);
        var draft = (await house.AsStaffAsync((StartDraft start) => start.RunAsync("A test", CancellationToken.None))).Value;
        var book = (await house.AsStaffAsync((PublishDraft publish) => publish.RunAsync(new(draft, 1, null, "A test", IsSure: true), CancellationToken.None))).Value;

        var promised = (await house.AsMemberAsync(tenant, (StartGeneration start) =>
            start.RunAsync(new StartGeneration.Command("z-image", JsonElement.Parse(input), null, quoted.Token), CancellationToken.None))).Value!;
        var later = (await house.StartAsync(tenant, "z-image", input)).Value!;

        Assert.Equal(held.Price, promised.Price);
        Assert.True(later.Price.Micros > 2 * held.Price.Micros);
        foreach (var (accepted, number, sent) in (IEnumerable<(StartGeneration.Accepted, int, string)>)[(held, book - 1, input), (promised, book - 1, input), (later, book, """{"aspect_ratio":"1:1","finish":"fine","prompt":"a cat"}""")])
        {
            var job = await house.UntilEndedAsync(tenant, accepted.JobId);
            Assert.Equal((JobState.Succeeded, accepted.Price, number), (job.State, job.Charged, job.BookNumber));
            Assert.Equal(sent, await house.ScalarAsync<string>("select input from generation_jobs where id = $1", job.Id));
            await AssertExplainedAsync(tenant, job);
        }
    }

    [Fact]
    public async Task A_fixed_price_and_a_surcharge_are_recorded_and_explained()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        await PublishAsync(PriceRuleKey.OfEntry("kling-2-6-text-to-video"), PriceRuleValue.Of(new Credits(7_300_000)));

        var accepted = await house.StartAsync(tenant, "kling-2-6-text-to-video", """{"prompt":"a cat","duration":"5","sound":false,"aspect_ratio":"16:9"}""");
        var job = await house.UntilEndedAsync(tenant, accepted.Value!.JobId);

        var explained = await AssertExplainedAsync(tenant, job);
        Assert.True(explained.Lines[0].IsFixed);
        Assert.Equal(7.3m * explained.Lines[0].Quantity, explained.Exact);
    }

    [Fact]
    public async Task One_wrong_price_is_undone_at_once_and_what_was_charged_by_it_stays_on_record()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        var right = await PriceAsync(tenant, "before");
        var newest = (await house.AsStaffAsync((ListDrafts list) => list.RunAsync(CancellationToken.None))).Newest;
        var typed = new ChangeMarkup.Command(Entry, 90_000, newest, "A typing mistake");
        Assert.Equal("catalog.not-confirmed", (await house.AsStaffAsync((ChangeMarkup change) => change.RunAsync(typed, CancellationToken.None))).Refusal!.Code);
        var wrong = await house.AsStaffAsync((ChangeMarkup change) => change.RunAsync(typed with { IsSure = true }, CancellationToken.None));
        var dear = await house.StartAsync(tenant, Model, """{"prompt":"too dear"}""");

        var restored = await house.AsStaffAsync((RestoreBook restore) => restore.RunAsync(new(newest, wrong.Value, "Undo the mistake"), CancellationToken.None));
        var after = await PriceAsync(tenant, "after");
        var job = await house.UntilEndedAsync(tenant, dear.Value!.JobId);
        await AssertExplainedAsync(tenant, job);

        // The mistake is found by its book and given back by hand; nobody else paid it.
        Assert.Equal((right, newest + 2), (after, restored.Value));
        Assert.Equal((wrong.Value, dear.Value.Price), (job.BookNumber, job.Charged));
        Assert.True(dear.Value.Price > right);
        Assert.Equal(1, await house.ScalarAsync<long>("select count(*) from generation_usage where book_number = $1", wrong.Value));
        var back = dear.Value.Price - right;
        var before = await BalanceAsync(tenant);
        Assert.True((await house.AsStaffAsync((GrantCredits grant) => grant.RunAsync(new(tenant, back.ToString(), "A wrong price", Guid.CreateVersion7()), CancellationToken.None))).Succeeded);
        Assert.Equal(before + back, await BalanceAsync(tenant));
    }

    [Fact]
    public async Task A_tenant_is_not_told_what_the_platform_pays_and_staff_are()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        var accepted = await house.StartAsync(tenant, Model, """{"prompt":"who sees what"}""");
        var stranger = await house.OpenWorkspaceAsync();

        var own = await ExplainAsync(tenant, accepted.Value!.JobId);
        var staff = await house.AsPlatformAsync((ExplainCharge explain) => explain.RunAsync(accepted.Value.JobId, CancellationToken.None), tenant);
        var foreign = await ExplainAsync(stranger, accepted.Value.JobId);

        Assert.Null(own.Value!.Staff);
        Assert.Equal(own.Value.Lines, staff.Value!.Lines);
        Assert.Equal(staff.Value.Staff!.Multiplied, staff.Value.Staff.Total);
        Assert.Equal(RefusalKind.NotFound, foreign.Refusal!.Kind);
        Assert.Null(own.Value.LedgerLine);
    }

    private async Task<Credits> PriceAsync(TenantId tenant, string prompt) => (await house.StartAsync(tenant, Model, $$"""{"prompt":"{{prompt}}"}""")).Value!.Price;

    private async Task<Credits> BalanceAsync(TenantId tenant) => (await house.AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None))).Balance;

    private async Task<ExplainCharge.Answer> AssertExplainedAsync(TenantId tenant, JobView job)
    {
        var explained = (await ExplainAsync(tenant, job.Id)).Value!;
        var line = await house.AsMemberAsync(tenant, (ListLedger list) => list.FindAsync(explained.LedgerLine!.Value, CancellationToken.None));
        Assert.True(explained.Agrees);
        Assert.Equal((job.Price, job.Price), (explained.Rounded, new Credits(-line!.Change.Micros)));
        Assert.Equal($"job:{job.Id:n}:capture", line.Cause);
        var recorded = await house.ScalarAsync<string>(
            "select row_id || '|' || quantity || '|' || book_number || '|' || price || '|' || cost from generation_usage where job_id = $1", job.Id);
        Assert.Equal($"{explained.Lines[0].RowId}|{explained.Lines[0].Quantity}|{job.BookNumber}|{job.Price.Micros}|{job.Price.Micros}", recorded);
        return explained;
    }

    private Task<Result<ExplainCharge.Answer>> ExplainAsync(TenantId tenant, Guid job) =>
        house.AsMemberAsync(tenant, (ExplainCharge explain) => explain.RunAsync(job, CancellationToken.None));

    private async Task<MakeQuote.Answer> QuoteAsync(TenantId tenant, string input) =>
        (await house.AsMemberAsync(tenant, (MakeQuote make) => make.RunAsync(Model, JsonElement.Parse(input), CancellationToken.None).AsTask())).Value!;

    private Task<Result<StartGeneration.Accepted>> RedeemAsync(TenantId tenant, string input, string token) => house.AsMemberAsync(tenant, (StartGeneration start) =>
        start.RunAsync(new StartGeneration.Command(Model, JsonElement.Parse(input), null, token), CancellationToken.None));

    private async Task<int> ChangeAsync(int thousandths)
    {
        var newest = (await house.AsStaffAsync((ListDrafts list) => list.RunAsync(CancellationToken.None))).Newest;
        return (await house.AsStaffAsync((ChangeMarkup change) => change.RunAsync(new(Entry, thousandths, newest, "A test") { IsSure = true }, CancellationToken.None))).Value;
    }

    private async Task PublishAsync(PriceRuleKey rule, PriceRuleValue value)
    {
        var draft = (await house.AsStaffAsync((StartDraft start) => start.RunAsync("A test", CancellationToken.None))).Value;
        var version = (await house.AsStaffAsync((EditDraft edit) => edit.RunAsync(new(draft, 1, [new(rule, value)]), CancellationToken.None))).Value;
        Assert.True((await house.AsStaffAsync((PublishDraft publish) => publish.RunAsync(new(draft, version, null, "A test", IsSure: true), CancellationToken.None))).Succeeded);
    }
}
