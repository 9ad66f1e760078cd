using KieSaaS.Billing;
using KieSaaS.Generation.Admission;
using KieSaaS.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Generation;

/// <summary>Failure museum 1, 2, 3 and 6: a balance is never spent twice, however many ask at once and on however many nodes.</summary>
public sealed class AdmissionTests(AdmissionHouse house) : IClassFixture<AdmissionHouse>
{
    [Fact]
    public async Task A_balance_for_one_job_accepts_one_of_a_hundred()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(8));

        var answers = await AskManyAsync(100, _ => AdmissionHouse.Request(tenant, Credits.Of(8)));

        Assert.Equal(1, answers.Count(a => a.Verdict == AdmissionVerdict.Accepted));
        Assert.Equal(99, answers.Count(a => a.Verdict == AdmissionVerdict.NotEnoughCredits));
        Assert.Equal(new ReadBalance.Answer(Credits.Of(8), Credits.Of(8), Credits.Zero), await BalanceAsync(tenant));
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from work_items where tenant_id = $1", tenant.Value));
    }

    [Fact]
    public async Task With_mixed_prices_no_affordable_request_is_refused()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        var prices = Enumerable.Range(0, 200).Select(i => Credits.Of(i % 2 == 0 ? 1_000 : 1)).ToArray();

        var answers = await AskManyAsync(prices.Length, i => AdmissionHouse.Request(tenant, prices[i]));

        Assert.Equal(100, answers.Count(a => a.Verdict == AdmissionVerdict.Accepted));
        Assert.All(answers.Zip(prices), pair => Assert.Equal(pair.Second == Credits.Of(1), pair.First.Verdict == AdmissionVerdict.Accepted));
    }

    [Fact]
    public async Task A_limit_of_one_running_job_is_never_exceeded_by_parallel_batches()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        await house.ExecuteAsync($"update generation_counters set max_running = 1 where scope_id = '{tenant}'");

        var answers = await AskManyAsync(200, _ => AdmissionHouse.Request(tenant, Credits.Of(1)));

        Assert.Equal(1, answers.Count(a => a.Verdict == AdmissionVerdict.Accepted));
        Assert.Equal(199, answers.Count(a => a.Verdict == AdmissionVerdict.TenantLimit));
    }

    // With the driver's own preparing of statements, one that failed on its fifth use broke the next one on that connection.
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_poisoned_request_fails_alone_however_warm_the_connection_is(int before)
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        house.ForgetConnections();
        for (var i = 0; i < before; i++)
        {
            await house.AskAsync(AdmissionHouse.Request(tenant, Credits.Of(1)));
        }

        var questions = Enumerable.Range(0, 50)
            .Select(i => house.AskAsync(AdmissionHouse.Request(tenant, Credits.Of(1), input: i == before ? "{\"prompt\":\"\0\"}" : "{}")))
            .ToArray();
        await Task.WhenAll(questions).ContinueWith(_ => { }, TaskScheduler.Default);

        var failed = questions.Index().Where(q => !q.Item.IsCompletedSuccessfully).Select(q => $"{q.Index}: {q.Item.Exception?.InnerException}");
        Assert.StartsWith($"{before}: ", Assert.Single(failed), StringComparison.Ordinal);
        Assert.Equal(Credits.Of(before + 49), (await BalanceAsync(tenant)).Held);
    }

    [Fact]
    public async Task A_connection_that_breaks_under_a_batch_costs_nobody_the_answer()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));
        await house.AskAsync(AdmissionHouse.Request(tenant, Credits.Of(1)));
        await house.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query like '%generation_admit%'");

        var answers = await AskManyAsync(20, _ => AdmissionHouse.Request(tenant, Credits.Of(1)));

        Assert.All(answers, answer => Assert.Equal(AdmissionVerdict.Accepted, answer.Verdict));
        Assert.Equal(Credits.Of(21), (await BalanceAsync(tenant)).Held);
    }

    [Fact]
    public async Task The_reasons_come_in_the_order_a_person_would_give_them()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1));

        Assert.Equal(AdmissionVerdict.KeyRevoked, (await house.AskAsync(AdmissionHouse.Request(tenant, Credits.Of(1), Guid.NewGuid()))).Verdict);
        await house.ExecuteAsync($"update identity_tenants set status = 'NewWorkStopped' where tenant_id = '{tenant}'");
        Assert.Equal(AdmissionVerdict.TenantStopped, (await house.AskAsync(AdmissionHouse.Request(tenant, Credits.Of(1)))).Verdict);
    }

    [Fact]
    public async Task Expired_credits_are_written_off_before_they_can_be_held()
    {
        var tenant = await house.OpenWorkspaceAsync();
        await house.InTransactionAsync(services => services.GetRequiredService<CreditLedger>().GrantAsync(
            new CreditGrant(tenant, Mode.Live, LotKind.Bonus, Credits.Of(10), "bonus", "Bonus", house.Clock.GetUtcNow().AddDays(1)), CancellationToken.None));
        house.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(AdmissionVerdict.ExpiryDue, (await house.AskAsync(AdmissionHouse.Request(tenant, Credits.Of(1)))).Verdict);
        await house.InTransactionAsync(services => services.GetRequiredService<CreditLedger>().ExpireAsync(tenant, Mode.Live, CancellationToken.None));
        Assert.Equal(AdmissionVerdict.NotEnoughCredits, (await house.AskAsync(AdmissionHouse.Request(tenant, Credits.Of(1)))).Verdict);
    }

    [Fact]
    public async Task Many_tenants_at_once_on_two_lanes_end_with_exact_sums()
    {
        var tenants = new List<TenantId>();
        for (var i = 0; i < 20; i++)
        {
            tenants.Add(await house.OpenWorkspaceAsync(Credits.Of(30)));
        }

        var answers = await AskManyAsync(2_000, i => AdmissionHouse.Request(tenants[(i * 7) % 20], Credits.Of(1 + (i % 3))));

        var held = 0L;
        foreach (var tenant in tenants)
        {
            var balance = await BalanceAsync(tenant);
            Assert.Equal(Credits.Zero, balance.Available);
            held += balance.Held.Micros;
        }

        Assert.Equal(20 * Credits.Of(30).Micros, held);
        Assert.Contains(answers, a => a.Verdict == AdmissionVerdict.NotEnoughCredits);
    }

    private async Task<AdmissionAnswer[]> AskManyAsync(int count, Func<int, AdmissionRequest> request) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => house.AskAsync(request(i), lane: i % 2))));

    private Task<ReadBalance.Answer> BalanceAsync(TenantId tenant) =>
        house.AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None));
}
