using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Tests.Reporting;
using KieSaaS.Work;

namespace KieSaaS.Tests.Billing;

public sealed class RunProofTests(StaffHouse house) : IClassFixture<StaffHouse>
{
    [Fact]
    public async Task A_run_is_kept_with_its_findings_and_who_asked()
    {
        await house.OpenWorkspaceAsync(Credits.Of(5));

        var answer = (await house.AsStaffAsync((RunProof run) => run.RunAsync(CancellationToken.None))).Value!;
        var last = await house.AsStaffAsync((ListProofRuns list) => list.LastAsync(CancellationToken.None));

        Assert.True(answer.Holds);
        Assert.NotEmpty(answer.Findings);
        Assert.Equal("staff staff@test", last!.By);
        Assert.Equal(answer.Findings.Select(finding => finding.Name), last.Findings.Select(finding => finding.Name));
    }

    [Fact]
    public async Task The_schedule_s_work_keeps_a_run()
    {
        await house.AsPlatformAsync(async (AppDbContext db) =>
        {
            db.Enqueue(new ProveBooks(), house.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });

        await house.RunDueWorkAsync();

        var page = await house.AsStaffAsync((ListProofRuns list) => list.RunAsync(null, CancellationToken.None));
        Assert.Contains(page.Runs, run => run is { By: "work billing.prove", Holds: true });
    }

    [Fact]
    public async Task Old_clean_runs_are_forgotten_and_broken_ones_are_not()
    {
        await house.AsStaffAsync((RunProof run) => run.RunAsync(CancellationToken.None));
        await house.ExecuteAsync("""
            insert into billing_proof_runs (id, at, by, took_milliseconds, holds, findings)
            values ('00000000-0000-0000-0000-000000000001', '2001-01-01', 'broken long ago', 1, false, '[]'), ('00000000-0000-0000-0000-000000000002', '2001-01-01', 'clean long ago', 1, true, '[]')
            """);

        await house.AsStaffAsync((RunProof run) => run.RunAsync(CancellationToken.None));

        Assert.Equal("broken long ago", await house.ScalarAsync<string>("select string_agg(by, ',') from billing_proof_runs where at < '2002-01-01'"));
    }

    [Fact]
    public async Task Only_an_operator_runs_it() => Assert.Equal(
        RefusalKind.Forbidden,
        (await house.AsStaffAsync((RunProof run) => run.RunAsync(CancellationToken.None), StaffRole.Finance)).Refusal!.Kind);
}
