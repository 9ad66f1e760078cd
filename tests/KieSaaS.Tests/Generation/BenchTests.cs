using KieSaaS.Billing;
using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Generation.Bench;
using KieSaaS.Generation.Kie;
using KieSaaS.Kernel;
using KieSaaS.Reporting;
using KieSaaS.Tenancy;
using KieSaaS.Tests.Catalog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KieSaaS.Tests.Generation;

/// <summary>The test bench: what it asks before it costs anything, that one bad entry stops no other, and whose money it is.</summary>
public sealed class BenchTests(BenchHouse house) : IClassFixture<BenchHouse>
{
    private static readonly BenchInput Wrong = new("kling-2-6-text-to-video", """{"prompt":"a cat","duration":"7","sound":false,"aspect_ratio":"16:9"}""");

    [Fact]
    public async Task A_run_goes_the_way_of_every_job_and_shows_tries_times_and_files()
    {
        var id = await house.BeginAsync(Mode.Test, BenchHouse.Good(), Example("kling-2-6-text-to-video"));
        Assert.All((await house.ReadAsync(id)).Tests, test => Assert.Equal(BenchTestState.Waiting, test.State));

        var run = await house.UntilEndedAsync(id);

        Assert.Equal((2, 0, 0), (run.Passed, run.Failed, run.Running));
        Assert.All(run.Tests, test =>
        {
            Assert.Equal(test.Price, test.Job!.Charged);
            Assert.NotEmpty(test.Job.Files);
            var attempt = Assert.Single(test.Attempts);
            Assert.Equal(("sandbox", AttemptState.Succeeded), (attempt.Provider, attempt.State));
            Assert.True(test.AtProvider > TimeSpan.Zero);
            Assert.True(test.InQueue >= TimeSpan.Zero && test.ToStorage >= TimeSpan.Zero);
            Assert.Equal(test.Total, test.InQueue + test.AtProvider + test.ToStorage);
        });
        Assert.Equal(run.Charged, run.Tests[0].Price + run.Tests[1].Price);
        Assert.NotNull(run.Slowest);
    }

    [Fact]
    public async Task One_bad_entry_stops_no_other_and_says_which_parameter_is_wrong()
    {
        var tests = new[] { BenchHouse.Good("one"), Wrong, new("z-image", "{\"prompt\":"), new("no-such-model", "{}"), new(BenchHouse.Picture, "[]"), BenchHouse.Good("two [fail]") };
        var command = new StartBenchRun.Command(Guid.CreateVersion7(), Mode.Test, tests);

        Assert.Equal(("generation.bench-inputs", "refused"), Named(await house.RunAsync(command)));
        var review = await house.ReviewAsync(Mode.Test, tests);
        Assert.Equal(4, review.Refused);
        Assert.Equal("duration", review.Lines[1].Refusal!.Field);

        var run = await house.UntilEndedAsync((await house.RunAsync(command with { WithRefused = true })).Value);
        Assert.Equal((1, 5, 0), (run.Passed, run.Failed, run.Running));
        Assert.Contains("duration", run.Tests[1].Failure, StringComparison.Ordinal);
        Assert.Contains("not valid JSON", run.Tests[2].Failure, StringComparison.Ordinal);
        Assert.Contains("no-such-model", run.Tests[3].Failure, StringComparison.Ordinal);
        Assert.Equal((JobState.Failed, Credits.Zero), (run.Tests[5].Job!.State, run.Tests[5].Job!.Charged));
        Assert.NotNull(run.Tests[5].Failure);

        Assert.Equal("generation.bench-nothing-runs", (await house.RunAsync(new(Guid.CreateVersion7(), Mode.Test, [Wrong]) { WithRefused = true })).Refusal?.Code);
    }

    [Fact]
    public async Task A_live_run_needs_its_exact_cost_confirmed_and_is_refused_when_that_changed()
    {
        BenchInput[] tests = [BenchHouse.Good("live"), new("z-image", """{"prompt":"live","aspect_ratio":"1:1"}""")];
        var review = await house.ReviewAsync(Mode.Live, tests);
        var command = new StartBenchRun.Command(Guid.CreateVersion7(), Mode.Live, tests);
        Assert.Equal(review.Cost.ToDecimal() * 0.005m, review.Dollars);

        Assert.Equal(("generation.bench-not-confirmed", "confirmed"), Named(await house.RunAsync(command)));
        Assert.Equal(("generation.bench-cost-changed", "confirmed"), Named(await house.RunAsync(command with { Confirmed = review.Cost + new KieCredits(1) })));
        Assert.Equal(("generation.bench-cost-changed", "confirmed"), Named(await house.RunAsync(command with { Confirmed = default(KieCredits) })));
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from generation_bench_runs where id = $1", command.Id));

        // The same form twice, at once and again later: one run, one payment.
        var sure = command with { Confirmed = review.Cost };
        var both = await Task.WhenAll(house.RunAsync(sure), house.RunAsync(sure));
        Assert.All([.. both, await house.RunAsync(sure)], started => Assert.Equal(command.Id, started.Value));
        var run = await house.UntilEndedAsync(command.Id);

        Assert.Equal((2, Mode.Live, review.Cost), (run.Passed, run.Mode, run.Cost));
        Assert.Equal(2, await house.ScalarAsync<long>("select count(*) from generation_jobs j join generation_bench_tests t on t.job_id = j.id where t.run_id = $1 and j.mode = 'Live'", command.Id));
        var facts = await house.ScalarAsync<string>("select facts from audit_entries where action = 'bench.started' and subject = $1", command.Id.ToString());
        Assert.Contains($"\"kieCredits\":\"{review.Cost}\"", facts, StringComparison.Ordinal);
        Assert.Equal("staff staff@test", await house.ScalarAsync<string>("select actor from audit_entries where action = 'bench.started' and subject = $1", command.Id.ToString()));
    }

    [Fact]
    public async Task What_is_retired_runs_in_the_sandbox_alone()
    {
        var retired = Example(BenchHouse.Retired);

        Assert.Equal(0, (await house.ReviewAsync(Mode.Test, retired)).Refused);
        Assert.Equal("catalog.not-offered", (await house.ReviewAsync(Mode.Live, retired)).Lines[0].Refusal?.Code);
    }

    [Fact]
    public async Task A_run_has_an_upper_bound_and_its_own_right()
    {
        var many = Enumerable.Repeat(BenchHouse.Good(), StartBenchRun.MostTests + 1).ToArray();

        Assert.Equal("generation.bench-too-many", (await house.RunAsync(new(Guid.CreateVersion7(), Mode.Test, many))).Refusal?.Code);
        Assert.Equal("generation.bench-nothing-chosen", (await house.RunAsync(new(Guid.CreateVersion7(), Mode.Test, []))).Refusal?.Code);
        Assert.Equal("generation.bench-no-request", (await house.RunAsync(new(Guid.Empty, Mode.Test, [BenchHouse.Good()]))).Refusal?.Code);
        foreach (var role in new[] { StaffRole.Finance, StaffRole.Support })
        {
            Assert.Equal(RefusalKind.Forbidden, (await house.RunAsync(new(Guid.CreateVersion7(), Mode.Test, [BenchHouse.Good()]), role)).Refusal?.Kind);
            Assert.Equal(RefusalKind.Forbidden, (await house.AsStaffAsync((ListBenchRuns list) => list.RunAsync(null, CancellationToken.None), role)).Refusal?.Kind);
            Assert.Equal(RefusalKind.Forbidden, (await house.AsStaffAsync((ReadBenchRun read) => read.RunAsync(Guid.NewGuid(), CancellationToken.None), role)).Refusal?.Kind);
        }

        Assert.Equal(RefusalKind.NotFound, (await house.AsStaffAsync((ReadBenchRun read) => read.RunAsync(Guid.NewGuid(), CancellationToken.None))).Refusal?.Kind);
    }

    [Fact]
    public async Task More_tests_than_may_run_at_once_wait_for_their_turn()
    {
        // Three may run at once in this house.
        var id = await house.BeginAsync(Mode.Test, [.. Enumerable.Range(1, 7).Select(number => BenchHouse.Good($"turn {number}"))]);

        await house.RunDueWorkAsync();
        Assert.Contains((await house.ReadAsync(id)).Tests, test => test.State == BenchTestState.Waiting);

        Assert.Equal(7, (await house.UntilEndedAsync(id)).Passed);
    }

    [Fact]
    public async Task Work_that_is_done_twice_makes_one_job()
    {
        var id = await house.BeginAsync(Mode.Test, BenchHouse.Good("once"));
        await house.ScalarAsync<int>("""
            with again as (
              insert into work_items (id, kind, payload, tenant_id, mode, due_at, created_at, attempts)
              select gen_random_uuid(), kind, payload, tenant_id, mode, due_at, created_at, attempts from work_items where kind = 'generation.bench-test' returning 1)
            select count(*)::int from again
            """);

        var run = await house.UntilEndedAsync(id);

        Assert.True(run.Passed == 1, $"{run.Tests[0].State}: {run.Tests[0].Failure}");
        Assert.Single(run.Tests[0].Attempts);
    }

    [Fact]
    public async Task No_figure_of_tenants_counts_a_live_test_and_the_bench_says_what_it_cost()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        var before = await FiguresAsync();
        var spent = (await house.ListAsync()).LiveCost;

        await house.UntilEndedAsync(await house.BeginAsync(Mode.Live, BenchHouse.Good("counted nowhere"), BenchHouse.Good("fails [fail]")));

        Assert.Equal(before, await FiguresAsync());
        var page = await house.ListAsync();
        Assert.True(page.LiveCost > spent);
        Assert.Equal(page.LiveCost.ToDecimal() * 0.005m, page.LiveDollars);
        Assert.Equal((1, 1, 0), (page.Runs[0].Passed, page.Runs[0].Failed, page.Runs[0].Running));
        Assert.DoesNotContain((await TenantsAsync()).Tenants, line => line.Tenant.TenantId == PlatformWorkspace.Id);
        Assert.Contains((await TenantsAsync()).Tenants, line => line.Tenant.TenantId == tenant);
        Assert.Equal([], await ToldOfRisesAsync());
        Assert.All(await house.AsPlatformAsync(async (ReadReliability read) => await read.RunAsync(BenchHouse.Picture, CancellationToken.None)), point => Assert.Null(point.ErrorRate));
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from billing_lots where tenant_id = $1 and kind = 'Bonus'", PlatformWorkspace.Id.Value));
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from identity_members where tenant_id = $1", PlatformWorkspace.Id.Value));
        await house.ProveAsync();
    }

    [Fact]
    public async Task What_a_run_did_not_spend_runs_out()
    {
        await house.UntilEndedAsync(await house.BeginAsync(Mode.Live, BenchHouse.Good("unspent [fail]"), BenchHouse.Good("unspent too [fail]")));
        Assert.True(await BalanceAsync() > 0);

        await house.PassAsync(TimeSpan.FromDays(2));
        var run = await house.UntilEndedAsync(await house.BeginAsync(Mode.Live, BenchHouse.Good("the next day")));

        Assert.Equal(1, run.Passed);
        Assert.Equal(0, await BalanceAsync());
        await house.ProveAsync();
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_a_page_at_a_time()
    {
        // Long ago, so that those of other tests come first.
        var longAgo = house.Clock.GetUtcNow().AddYears(-1);
        var ids = Enumerable.Range(0, 45).Select(_ => Guid.NewGuid()).ToList();
        await house.InTransactionAsync(async services =>
        {
            var db = services.GetRequiredService<AppDbContext>();
            db.AddRange(ids.Select((id, index) => new BenchRunRow
            {
                Id = id, Mode = Mode.Test, StartedAt = longAgo.AddHours(-(index / 3)), StartedById = Guid.Empty, StartedBy = "staff ada@test", FormerId = null, Tests = 1, KieMicroCredits = 0, Price = Credits.Zero,
            }));
            await db.SaveChangesAsync();
        });

        var listed = new List<ListBenchRuns.Line>();
        var page = await house.ListAsync();
        listed.AddRange(page.Runs);
        while (page.Next is { } next)
        {
            page = await house.ListAsync(next);
            listed.AddRange(page.Runs);
        }

        Assert.Equal(listed.Count, listed.Select(run => run.Id).Distinct().Count());
        Assert.Equal(ids.ToHashSet(), listed.TakeLast(ids.Count).Select(run => run.Id).ToHashSet());
        Assert.Equal(listed.OrderByDescending(run => run.StartedAt).Select(run => run.StartedAt), listed.Select(run => run.StartedAt));
    }

    [Fact]
    public async Task Without_a_provider_nothing_starts()
    {
        using var nobody = new Providers(Options.Create(new KieOptions()), house.Clock, NullLogger<KieClient>.Instance);
        foreach (var (mode, code) in new[] { (Mode.Live, "generation.bench-no-live"), (Mode.Test, "generation.bench-no-sandbox") })
        {
            var refused = await house.AsStaffAsync((IServiceProvider services) => Start(services).RunAsync(new(Guid.CreateVersion7(), mode, [BenchHouse.Good()]), CancellationToken.None));

            Assert.Equal((code, "mode"), Named(refused));
        }

        StartBenchRun Start(IServiceProvider services) => new(
            services.GetRequiredService<AppDbContext>(), services.GetRequiredService<PriceBench>(), nobody, services.GetRequiredService<OpenPlatformWorkspace>(), services.GetRequiredService<CreditLedger>(), house.Clock);
    }

    [Fact]
    public async Task Staff_give_the_bench_nothing_by_hand()
    {
        await house.BeginAsync(Mode.Test, BenchHouse.Good());

        var granted = await house.AsStaffAsync((GrantCredits grant) => grant.RunAsync(new(PlatformWorkspace.Id, "5", "A test", Guid.NewGuid()), CancellationToken.None));

        Assert.Equal(RefusalKind.NotFound, granted.Refusal?.Kind);
    }

    private static BenchInput Example(string key) => new(key, ExampleInput.Fill(StarterCatalogue.Loaded.Find(key)!, []).ToJsonString());

    private static (string?, string?) Named(Result<Guid> result) => (result.Refusal?.Code, result.Refusal?.Field);

    // Everything gets ten times as dear.
    private async Task<IEnumerable<TenantId>> ToldOfRisesAsync()
    {
        var book = await house.AsPlatformAsync(async (PricesInForce prices) => await prices.GetAsync(CancellationToken.None));
        var dear = new PriceBook(book.Number + 1, PriceTerms.Standard with { KieCreditMicroDollars = 50_000 }, MarkupRules.Standard);
        return (await house.AsPlatformAsync((FindPriceRises find) => find.RunAsync(book, dear, house.Clock.GetUtcNow(), CancellationToken.None))).Select(rise => rise.Tenant);
    }

    private Task<long> BalanceAsync() => house.ScalarAsync<long>("select balance from billing_wallets where tenant_id = $1 and mode = 'Live'", PlatformWorkspace.Id.Value);

    private Task<ListTenants.Page> TenantsAsync() => house.AsStaffAsync((ListTenants list) => list.RunAsync(new ListTenants.Question(), CancellationToken.None));

    private async Task<(ReadSales.Sum, ReadSales.Sum?, int, ListWallets.Sum, long)> FiguresAsync()
    {
        var day = DateOnly.FromDateTime(house.Clock.GetUtcNow().UtcDateTime).AddDays(-1);
        var overview = await house.AsStaffAsync((ReadOverview read) => read.RunAsync(CancellationToken.None));
        var draft = (await house.AsStaffAsync((StartDraft start) => start.RunAsync("A draft to replay", CancellationToken.None))).Value;
        return (
            await house.AsStaffAsync((ReadSales sales) => sales.SinceAsync(day, CancellationToken.None)),
            (await house.AsStaffAsync((ReadSales sales) => sales.ByEntryAsync(day, CancellationToken.None))).GetValueOrDefault(BenchHouse.Picture),
            overview.Tenants,
            overview.Credits,
            (await house.AsStaffAsync((PreviewDraft preview) => preview.RunAsync(draft, CancellationToken.None))).Value!.Jobs);
    }
}
