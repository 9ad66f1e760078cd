using KieSaaS.Billing;
using KieSaaS.Kernel;
using KieSaaS.Reporting;
using Npgsql;

namespace KieSaaS.Tests.Reporting;

/// <summary>A house whose books are broken on purpose.</summary>
public sealed class BrokenHouse : ReportingHouse
{
    protected override bool ProvesTheBooks => false;

    /// <summary>Does what no role of the running product may do, as the owner of the tables.</summary>
    public async Task DamageAsync(string sql, TenantId tenant)
    {
        await using var connection = new NpgsqlConnection(Connections.Owner);
        await connection.OpenAsync();

        // Row-level security is forced: the owner too must name the tenant.
        await using var scope = new NpgsqlCommand("select set_config('app.tenant_id', $1, false)", connection) { Parameters = { new() { Value = tenant.ToString() } } };
        await scope.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = tenant.Value } } };
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }
}

/// <summary>A wrong statement is never shown: each way to be wrong is seen.</summary>
public sealed class BrokenBooksTests(BrokenHouse house) : IClassFixture<BrokenHouse>
{
    [Theory]
    [InlineData("update generation_usage set cost = cost + 1 where tenant_id = $1", "does not have at this price")]
    [InlineData("delete from generation_usage where tenant_id = $1", "does not have at this price")]
    [InlineData("update billing_ledger_transactions set balance_after = balance_after - 1 where tenant_id = $1 and number = 1", "line 1 ends at")]
    [InlineData("update billing_ledger_transactions set change = change - 1 where tenant_id = $1 and kind = 'Capture'", "ends at")]
    [InlineData("update billing_ledger_entries set amount = amount + 1 where tenant_id = $1 and account = 'Bought'", "opening balance and movements make")]
    [InlineData("update billing_ledger_transactions set cause = 'other' where tenant_id = $1 and kind = 'Capture'", "the ledger never charged it")]
    public async Task Figures_that_do_not_agree_are_refused(string damage, string says)
    {
        var tenant = await house.OpenAsync(house.Clock.GetUtcNow());
        await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(10), "Pack");
        await house.RunJobAsync(tenant, "nano-banana", Credits.Of(3), TimeSpan.FromSeconds(2));
        var month = StatementMonth.Of(house.Clock.GetUtcNow());
        await house.ReadAsync(tenant, month.ToString());

        await house.DamageAsync(damage, tenant);

        var thrown = await Assert.ThrowsAsync<StatementException>(() => house.ReadAsync(tenant, month.ToString()));
        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
    }
}
