using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Npgsql;

namespace KieSaaS.Tests.Data;

public sealed class FenceTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string TenantTables = """
        select c.relname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1
        """;

    [Fact]
    public async Task Every_table_with_a_tenant_has_row_level_security_enabled_and_forced()
    {
        var tables = await ListAsync(house.Connections.Platform, TenantTables);
        var open = await ListAsync(house.Connections.Platform, $"""
            select relname from pg_class where relname in ({TenantTables}) and not (relrowsecurity and relforcerowsecurity)
            """);

        Assert.Contains("billing_wallets", tables);
        Assert.Empty(open);
    }

    [Fact]
    public async Task Raw_sql_on_the_applications_login_sees_one_tenants_rows_and_none_without_a_tenant()
    {
        var (first, second) = (await house.OpenWorkspaceAsync(Credits.Of(7)), await house.OpenWorkspaceAsync(Credits.Of(9)));

        foreach (var table in await ListAsync(house.Connections.Platform, TenantTables))
        {
            var readable = await ListAsync(house.Connections.Platform, $"select 'yes' where has_table_privilege('kiesaas_app', '{table}', 'select')");
            if (readable.Count == 0)
            {
                continue;
            }

            Assert.Equal([], await AsApplicationAsync(null, $"select distinct tenant_id::text from {table}"));
            Assert.DoesNotContain(first.ToString(), await AsApplicationAsync(second, $"select distinct tenant_id::text from {table}"));
        }

        Assert.Equal([second.ToString()], await AsApplicationAsync(second, "select distinct tenant_id::text from billing_wallets"));
    }

    [Fact]
    public async Task The_applications_login_cannot_write_for_another_tenant_or_rewrite_the_ledger()
    {
        var (first, second) = (await house.OpenWorkspaceAsync(Credits.Of(7)), await house.OpenWorkspaceAsync());

        var foreign = await Assert.ThrowsAsync<PostgresException>(() => AsApplicationAsync(second, $"""
            insert into generation_counters (scope_id, tenant_id, mode, running, day, spent_today)
            values (gen_random_uuid(), '{first}', 'Live', 0, now()::date, 0)
            """));
        Assert.Equal("42501", foreign.SqlState);

        foreach (var change in (string[])["update billing_ledger_entries set amount = 1", "delete from billing_ledger_transactions", "truncate audit_entries", "update audit_entries set actor = 'x'"])
        {
            foreach (var login in (string[])[house.Connections.Application, house.Connections.Platform])
            {
                Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => ListAsync(login, change))).SqlState);
            }
        }
    }

    [Fact]
    public async Task No_login_of_the_product_can_step_over_the_fence() => Assert.Empty(await ListAsync(house.Connections.Platform, """
        select rolname from pg_roles
        where (rolname in ('kiesaas_app', 'kiesaas_platform') or rolname like '%_login') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
        """));

    [Fact]
    public async Task A_pooled_connection_never_carries_a_tenant_to_the_next_user()
    {
        var tenants = new[] { await house.OpenWorkspaceAsync(Credits.Of(1)), await house.OpenWorkspaceAsync(Credits.Of(2)) };

        await Parallel.ForAsync(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var seen = await house.AsMemberAsync(tenants[i % 2], (ReadBalance read) => read.RunAsync(CancellationToken.None));
            Assert.Equal(Credits.Of(1 + (i % 2)), seen.Balance);
        });
    }

    [Fact]
    public async Task A_row_of_another_tenant_is_refused_by_the_write_guard()
    {
        var (first, second) = (await house.OpenWorkspaceAsync(), await house.OpenWorkspaceAsync());

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => house.AsMemberAsync(second, async (AppDbContext db) =>
        {
            db.Add(new KieSaaS.Generation.Counter { ScopeId = Guid.NewGuid(), TenantId = first, Mode = Mode.Live });
            return await db.SaveChangesAsync();
        }));
        Assert.Contains("another tenant", refusal.Message, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<string>> AsApplicationAsync(TenantId? tenant, string sql) =>
        ListAsync(house.Connections.Application, sql, tenant is null ? null : $"select set_config('app.tenant_id', '{tenant}', false)");

    private static async Task<IReadOnlyList<string>> ListAsync(string connectionString, string sql, string? first = null)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        if (first is not null)
        {
            await using var setting = new NpgsqlCommand(first, connection);
            await setting.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
