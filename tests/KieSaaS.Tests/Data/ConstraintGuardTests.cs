using Npgsql;

namespace KieSaaS.Tests.Data;

/// <summary>
/// Each check and each unique key of the database, and what it keeps out: a copy of a good row with one change. With the guard the
/// copy is refused in its name; without it the same copy goes in.
/// </summary>
public sealed class ConstraintGuardTests(TestHouse house) : IClassFixture<TestHouse>
{
    // Says in plain words what held within balance implies, so no row breaks it alone.
    private const string Implied = "billing_wallets_balance_not_negative";

    private const string OtherId = "\"id\":\"33333333-3333-3333-3333-333333333333\"";

    /// <summary>Guard, table, change.</summary>
    public static readonly TheoryData<string, string, string> Cases = new()
    {
        { "billing_wallets_held_within_balance", "billing_wallets", """{"mode":"Test","held":9}""" },
        { "billing_wallets_debt_not_negative", "billing_wallets", """{"mode":"Test","debt":-1}""" },
        { "pk_billing_wallets", "billing_wallets", """{"balance":80}""" },
        { "billing_holds_captured_within_amount", "billing_holds", """{"job_id":"33333333-3333-3333-3333-333333333333","captured":9}""" },
        { "billing_lots_remainder_within_grant", "billing_lots", $$"""{{{OtherId}},"remainder":9}""" },
        { "billing_ledger_entries_amount_not_zero", "billing_ledger_entries", """{"line":2,"amount":0}""" },
        { "ix_billing_ledger_transactions_tenant_id_mode_cause", "billing_ledger_transactions", $$"""{{{OtherId}},"number":2}""" },
        { "ix_billing_ledger_transactions_tenant_id_mode_number", "billing_ledger_transactions", $$"""{{{OtherId}},"cause":"order:2"}""" },
        { "billing_orders_sells_something", "billing_orders", $$"""{{{OtherId}},"intent_id":"{{GuardedRows.Tenant}}","session_id":"cs_2","price_minor":0}""" },
        { "billing_orders_real_money_is_live", "billing_orders", $$"""{{{OtherId}},"intent_id":"{{GuardedRows.Tenant}}","session_id":"cs_2","mode":"Test"}""" },
        { "ix_billing_orders_session_id", "billing_orders", $$"""{{{OtherId}},"intent_id":"{{GuardedRows.Tenant}}"}""" },
        { "ix_billing_orders_tenant_id_intent_id", "billing_orders", $$"""{{{OtherId}},"session_id":"cs_2"}""" },
        { "billing_payments_amount_not_zero", "billing_payments", $$"""{{{OtherId}},"reference":"pi_2","amount_minor":0}""" },
        { "ix_billing_payments_reference_kind", "billing_payments", $$"""{{{OtherId}}}""" },
        { "generation_jobs_price_not_negative", "generation_jobs", $$"""{{{OtherId}},"price":-1}""" },
        { "ix_generation_attempts_callback_token", "generation_attempts", $$"""{{{OtherId}},"number":2}""" },
        { "ix_generation_attempts_job_id_number", "generation_attempts", $$"""{{{OtherId}},"callback_token":"other"}""" },
        { "generation_counters_running_not_negative", "generation_counters", """{"mode":"Test","running":-1}""" },
        { "pk_generation_counters", "generation_counters", """{"max_running":9}""" },
        { "pk_generation_usage_days", "generation_usage_days", """{"delivered":9}""" },
        { "catalog_price_books_number_positive", "catalog_price_books", $$"""{"number":0,"draft_id":"{{GuardedRows.Tenant}}"}""" },
        { "catalog_price_books_not_backdated", "catalog_price_books", $$"""{"number":2,"draft_id":"{{GuardedRows.Tenant}}","effective_at":"2025-01-01T00:00:00Z"}""" },
        { "ix_catalog_price_books_draft_id", "catalog_price_books", """{"number":2}""" },
        { "pk_catalog_entries", "catalog_entries", """{"added_model":"vendor/b"}""" },
        { "ix_catalog_entries_added_model", "catalog_entries", """{"entry_key":"b"}""" },
        { "catalog_entries_version_positive", "catalog_entries", """{"version":0,"added_model":null}""" },
        { "catalog_entries_changes_something", "catalog_entries", """{"version":2,"added_model":null,"presentation":null,"definition":null}""" },
        { "pk_catalog_entry_releases", "catalog_entry_releases", """{"version":2}""" },
        { "catalog_differences_cost_positive", "catalog_differences", $$"""{{{OtherId}},"subject":"other","new_cost":0}""" },
        { "catalog_differences_decided", "catalog_differences", $$"""{{{OtherId}},"subject":"other","decided_at":"2026-01-01T00:00:00Z"}""" },
        { "ix_catalog_differences_kind_subject", "catalog_differences", $$"""{{{OtherId}}}""" },
        { "catalog_feed_links_whole", "catalog_feed_links", """{"description":"other","row_id":null}""" },
        { "ix_catalog_sync_runs_is_running", "catalog_sync_runs", $$"""{{{OtherId}}}""" },
        { "catalog_exchange_rates_positive", "catalog_exchange_rates", $$"""{{{OtherId}},"micros_per_dollar":0}""" },
        { "ix_catalog_templates_key", "catalog_templates", $$"""{{{OtherId}}}""" },
        { "ix_identity_api_keys_hash", "identity_api_keys", $$"""{{{OtherId}}}""" },
        { "pk_identity_members", "identity_members", """{"role":"Developer"}""" },
        { "ix_identity_users_normalized_email", "identity_users", $$"""{{{OtherId}},"normalized_user_name":"OTHER"}""" },
        { "ix_identity_users_normalized_user_name", "identity_users", $$"""{{{OtherId}},"normalized_email":"OTHER"}""" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_row_that_breaks_a_rule_is_kept_out_by_the_rules_guard_and_by_nothing_else(string guard, string table, string change)
    {
        await using var owner = new NpgsqlConnection(house.Connections.Owner);
        await owner.OpenAsync();
        await using var transaction = await owner.BeginTransactionAsync();
        await ExecuteAsync(owner, $"select set_config('app.tenant_id', '{GuardedRows.Tenant}', true)");
        await ExecuteAsync(owner, $"do $$ declare link name; begin for link in select conname from pg_constraint where conrelid = '{table}'::regclass and contype = 'f' "
            + $"loop execute format('alter table {table} drop constraint %I', link); end loop; end $$");
        Assert.Equal(1, await ExecuteAsync(owner, $"insert into {table} select * from jsonb_populate_record(null::{table}, $1::jsonb)", GuardedRows.Of[table]));
        var copy = $"insert into {table} select (jsonb_populate_record(good, $1::jsonb)).* from {table} good";

        await transaction.SaveAsync("before");
        Assert.Equal(guard, (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(owner, copy, change))).ConstraintName);
        await transaction.RollbackAsync("before");

        await ExecuteAsync(owner, guard.StartsWith("ix_", StringComparison.Ordinal) ? $"drop index {guard}" : $"alter table {table} drop constraint {guard}");
        Assert.Equal(1, await ExecuteAsync(owner, copy, change));
    }

    [Fact]
    public async Task Every_check_and_every_unique_index_has_its_case()
    {
        await using var source = NpgsqlDataSource.Create(house.Connections.Platform);
        await using var command = source.CreateCommand("""
            select conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace
            union all
            select indexrelid::regclass::text from pg_index join pg_class c on c.oid = indrelid
            where indisunique and not indisprimary and c.relnamespace = 'public'::regnamespace
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var guards = new List<string>();
        while (await reader.ReadAsync())
        {
            guards.Add(reader.GetString(0));
        }

        Assert.NotEmpty(guards);
        Assert.Empty(guards.Except(Cases.Select(one => one.Data.Item1).Append(Implied), StringComparer.Ordinal));
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return await command.ExecuteNonQueryAsync();
    }
}
