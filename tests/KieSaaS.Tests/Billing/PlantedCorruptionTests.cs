using KieSaaS.Billing;
using KieSaaS.Generation.Admission;
using KieSaaS.Kernel;
using KieSaaS.Tests.Generation;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KieSaaS.Tests.Billing;

/// <summary>A house whose books are broken on purpose.</summary>
public sealed class CorruptibleHouse : AdmissionHouse
{
    protected override bool ProvesTheBooks => false;
}

/// <summary>
/// A proof that cannot fail proves nothing: each invariant is broken by hand, as the tables' owner, and must be found, named and
/// told with the tenant or job at fault. Each case removes the tenant it broke, so that the next one starts from clean books.
/// </summary>
public sealed class PlantedCorruptionTests(CorruptibleHouse house) : IClassFixture<CorruptibleHouse>
{
    // Where a guard of the database itself stands before the proof, it is taken away first: the proof is the last line.
    private static readonly Dictionary<string, string[]> Corruptions = new(StringComparer.Ordinal)
    {
        ["entries-sum-to-zero"] = ["update billing_ledger_entries set amount = amount + 1 where tenant_id = '{0}' and account = 'Granted'"],
        ["wallet-is-ledger"] = ["update billing_wallets set balance = balance + 1 where tenant_id = '{0}' and mode = 'Live'"],
        ["wallet-is-lots"] = ["update billing_lots set remainder = remainder - 1 where tenant_id = '{0}'"],
        ["held-is-open-holds"] = ["update billing_wallets set held = held - 1 where tenant_id = '{0}' and mode = 'Live'"],
        ["sources-are-uses"] = ["update billing_ledger_entries set amount = amount - 1 where tenant_id = '{0}' and account = 'Spent'"],
        ["no-negative-remainder"] =
        [
            "alter table billing_lots drop constraint billing_lots_remainder_within_grant",
            "update billing_lots set remainder = granted + 1 where tenant_id = '{0}'",
        ],
        ["captures-are-spending"] = ["update billing_holds set captured = captured - 1 where tenant_id = '{0}' and state = 'Captured'"],
        ["ledger-numbers-have-no-gap"] = ["update billing_wallets set last_number = last_number + 1 where tenant_id = '{0}' and mode = 'Live'"],
        ["jobs-agree-with-holds"] = ["update generation_jobs set state = 'Failed' where tenant_id = '{0}' and state = 'Queued'"],
        ["open-jobs-have-work"] = ["delete from work_items where tenant_id = '{0}' and kind = 'generation.submit'"],
        ["counters-agree-with-jobs"] = ["update generation_counters set running = running + 1 where scope_id = '{0}' and mode = 'Live'"],
    };

    [Fact]
    public async Task Every_invariant_has_its_corruption_here_and_clean_books_break_none()
    {
        await BooksAsync();

        var findings = await ProveAsync();

        Assert.Equal(findings.Select(finding => finding.Name).Order(StringComparer.Ordinal), Corruptions.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(findings, finding => !finding.Holds);
    }

    [Theory]
    [InlineData("entries-sum-to-zero")]
    [InlineData("wallet-is-ledger")]
    [InlineData("wallet-is-lots")]
    [InlineData("held-is-open-holds")]
    [InlineData("sources-are-uses")]
    [InlineData("no-negative-remainder")]
    [InlineData("captures-are-spending")]
    [InlineData("ledger-numbers-have-no-gap")]
    [InlineData("jobs-agree-with-holds")]
    [InlineData("open-jobs-have-work")]
    [InlineData("counters-agree-with-jobs")]
    public async Task A_planted_corruption_is_found_and_named(string invariant)
    {
        var (tenant, jobs) = await BooksAsync();

        await using var owner = new NpgsqlConnection(house.Connections.Owner);
        await owner.OpenAsync();
        await RunAsync(owner, $"select set_config('app.tenant_id', '{tenant}', false)");
        foreach (var step in Corruptions[invariant])
        {
            Assert.NotEqual(0, await RunAsync(owner, step.Replace("{0}", tenant.ToString(), StringComparison.Ordinal)));
        }

        var broken = (await ProveAsync()).Single(finding => finding.Name == invariant);
        Assert.False(broken.Holds);
        string[] atFault = [tenant.ToString(), .. jobs.Select(job => job.ToString())];
        Assert.Contains(broken.Violations, violation => Array.Exists(atFault, id => violation.Contains(id, StringComparison.Ordinal)));
        await ForgetAsync(owner, tenant);
    }

    /// <summary>A tenant with a grant, a captured job and an open one.</summary>
    private async Task<(TenantId Tenant, Guid[] Jobs)> BooksAsync()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        var (done, open) = (AdmissionHouse.Request(tenant, Credits.Of(3)), AdmissionHouse.Request(tenant, Credits.Of(5)));
        foreach (var request in (AdmissionRequest[])[done, open])
        {
            Assert.Equal(AdmissionVerdict.Accepted, (await house.AskAsync(request)).Verdict);
        }

        await house.InTransactionAsync(services => services.GetRequiredService<CreditLedger>().CaptureAsync(done.JobId, Credits.Of(3), "test", CancellationToken.None));
        await house.ExecuteAsync($"update generation_jobs set state = 'Succeeded' where id = '{done.JobId}'");
        await house.ExecuteAsync($"update generation_counters set running = running - 1 where scope_id = '{tenant}' and mode = 'Live'");
        return (tenant, [done.JobId, open.JobId]);
    }

    private Task<IReadOnlyList<Proof.Finding>> ProveAsync() => house.AsPlatformAsync((Proof proof) => proof.RunAsync(CancellationToken.None));

    // The corrupted tenant goes, whole, so that the other cases see clean books.
    private static async Task ForgetAsync(NpgsqlConnection owner, TenantId tenant)
    {
        foreach (var table in (string[])["billing_ledger_entries", "billing_lots", "billing_holds", "billing_ledger_transactions", "billing_wallets", "generation_jobs", "generation_counters"])
        {
            await RunAsync(owner, $"delete from {table} where tenant_id = '{tenant}'");
        }
    }

    private static async Task<int> RunAsync(NpgsqlConnection owner, string sql)
    {
        await using var command = new NpgsqlCommand(sql, owner);
        return await command.ExecuteNonQueryAsync();
    }
}
