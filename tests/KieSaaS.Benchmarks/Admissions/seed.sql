-- One tenant per number with a wallet, the ledger and the lot behind it, counters and a live API key. The owner is bound by
-- row-level security like everybody else, so each tenant is written in its own scope.
create function pg_temp.seed(p_hashes bytea[], p_prefixes text[], p_last_four text[], p_credits bigint) returns void language plpgsql as $$
declare
  tenant uuid;
  key uuid;
  line uuid;
begin
  for number in 1 .. cardinality(p_hashes) loop
    tenant := '00000000-0000-7000-8000-' || lpad(number::text, 12, '0');
    key := '00000000-0000-7000-9000-' || lpad(number::text, 12, '0');
    line := gen_random_uuid();
    perform set_config('app.tenant_id', tenant::text, true);
    insert into identity_tenants (tenant_id, name, status, language, currency, created_at) values (tenant, 'Tenant ' || number, 'Active', 'en', 'usd', now());
    insert into identity_api_keys (id, tenant_id, mode, name, hash, prefix, last_four, created_at, created_by)
      values (key, tenant, 'Live', 'Benchmark', p_hashes[number], p_prefixes[number], p_last_four[number], now(), 'benchmark');
    insert into generation_counters (scope_id, mode, tenant_id, running, day, spent_today)
      values (tenant, 'Live', tenant, 0, current_date, 0), (key, 'Live', tenant, 0, current_date, 0);
    insert into billing_wallets (tenant_id, mode, balance, held, debt, last_number, last_posted_at) values (tenant, 'Live', p_credits, 0, 0, 1, now());
    insert into billing_ledger_transactions (id, tenant_id, mode, number, kind, cause, change, balance_after, posted_at, actor, note)
      values (line, tenant, 'Live', 1, 'Grant', 'benchmark:opening', p_credits, p_credits, now(), 'benchmark', 'Opening credits');
    insert into billing_ledger_entries (transaction_id, line, tenant_id, mode, account, amount)
      values (line, 1, tenant, 'Live', 'Balance', p_credits), (line, 2, tenant, 'Live', 'Granted', -p_credits);
    insert into billing_lots (id, tenant_id, mode, kind, transaction_id, granted, remainder, created_at)
      values (gen_random_uuid(), tenant, 'Live', 'Goodwill', line, p_credits, p_credits, now());
  end loop;
end $$;
