-- Who may touch which table, and which rows. Two groups: kiesaas_app is bound to the tenant that its session names;
-- kiesaas_platform sees all tenants. Neither owns a table, neither bypasses row-level security.

create procedure pg_temp.tenant_table(name text, app text, platform text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  -- An unset setting is null in a fresh session and the empty string in a used one: both mean "no tenant, no rows".
  execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', name);
  execute format('create policy platform on %I to kiesaas_platform using (true) with check (true)', name);
  call pg_temp.plain_table(name, app, platform);
end $$;

create procedure pg_temp.plain_table(name text, app text, platform text) language plpgsql as $$
begin
  if app <> '' then execute format('grant %s on %I to kiesaas_app', app, name); end if;
  if platform <> '' then execute format('grant %s on %I to kiesaas_platform', platform, name); end if;
end $$;

call pg_temp.tenant_table('identity_tenants', 'select, update (currency)', 'select, insert, update');
call pg_temp.tenant_table('identity_members', 'select', 'select, insert, update, delete');
call pg_temp.tenant_table('identity_api_keys', 'select, insert, update', 'select, update');

call pg_temp.tenant_table('billing_wallets', 'select', 'select, insert, update');
call pg_temp.tenant_table('billing_ledger_transactions', 'select', 'select, insert');
call pg_temp.tenant_table('billing_ledger_entries', 'select', 'select, insert');
call pg_temp.tenant_table('billing_lots', 'select', 'select, insert, update');
call pg_temp.tenant_table('billing_holds', 'select', 'select, insert, update');
-- A buyer's own login orders and remembers the payment page; what was sold, and what it cost, nobody changes.
call pg_temp.tenant_table('billing_orders', 'select, insert, update (state, session_id, payment_page, checked_at)',
  'select, update (state, session_id, payment_page, checked_at, fulfilled_at, review)');
call pg_temp.tenant_table('billing_payments', 'select', 'select, insert');
call pg_temp.plain_table('billing_stripe_events', '', 'select, insert, update (state)');
call pg_temp.plain_table('billing_stripe_checkpoints', '', 'select, insert, update');
call pg_temp.plain_table('billing_proof_runs', '', 'select, insert, delete');

call pg_temp.tenant_table('generation_jobs', 'select', 'select, insert, update');
call pg_temp.tenant_table('generation_counters', 'select, insert', 'select, insert, update');
call pg_temp.tenant_table('generation_attempts', 'select', 'select, insert, update');
call pg_temp.tenant_table('generation_results', 'select', 'select, insert, delete');
call pg_temp.tenant_table('generation_usage', 'select', 'select, insert');
call pg_temp.tenant_table('generation_usage_days', 'select', 'select, insert, update');
call pg_temp.tenant_table('generation_price_notices', 'select', 'select, insert, update (withdrawn_at)');
-- The platform's own: what a run was started with is never changed, only why a test of it could not begin.
call pg_temp.plain_table('generation_bench_runs', '', 'select, insert');
call pg_temp.plain_table('generation_bench_tests', '', 'select, insert, update (refusal_code, refusal)');

-- Fetched and swept by the platform alone; a copy that was measured is never changed.
call pg_temp.tenant_table('catalog_sources', '', 'select, insert, delete');

call pg_temp.tenant_table('audit_entries', 'select, insert', 'select, insert');
call pg_temp.tenant_table('work_items', 'insert', 'select, insert, update, delete');
call pg_temp.plain_table('catalog_price_books', 'select', 'select, insert');
call pg_temp.plain_table('catalog_entries', '', 'select, insert');
call pg_temp.plain_table('catalog_entry_releases', '', 'select, insert');
call pg_temp.plain_table('catalog_price_drafts', '', 'select, insert, update');
call pg_temp.plain_table('catalog_exchange_rates', 'select', 'select, insert');
-- What a difference says is never changed; only what became of it.
call pg_temp.plain_table('catalog_differences', '',
  'select, insert, update (entry_key, row_id, state, decided_at, decided_by, reason, draft_id)');
call pg_temp.plain_table('catalog_feed_links', '', 'select, insert, update, delete');
call pg_temp.plain_table('catalog_sync_runs', '', 'select, insert, update');
call pg_temp.plain_table('catalog_sync_faults', '', 'select, insert');
call pg_temp.plain_table('catalog_templates', 'select', 'select, insert, update');
call pg_temp.plain_table('work_periods', '', 'select, insert, delete');

call pg_temp.plain_table('identity_users', '', 'select, insert, update');
call pg_temp.plain_table('identity_user_claims', '', 'select, insert, update, delete');
call pg_temp.plain_table('identity_user_logins', '', 'select, insert, update, delete');
call pg_temp.plain_table('identity_user_tokens', '', 'select, insert, update, delete');
call pg_temp.plain_table('identity_staff', '', 'select, insert, update, delete');
call pg_temp.plain_table('identity_ended_sessions', '', 'select, insert, update (ended_at), delete');
call pg_temp.plain_table('data_protection_keys', '', 'select, insert');
call pg_temp.plain_table('mail_messages', '', 'select, insert');
