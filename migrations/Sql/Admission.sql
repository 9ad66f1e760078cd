-- Decides a batch of requests in one round trip and writes hold, job and first work item of each accepted one.
-- Wallets are locked first, then counters, each in a fixed order, so that two batches never wait for each other in a ring;
-- every statement below sees the state after those locks. Requests are decided row by row: one refused never takes
-- anything from the next.
--
-- Verdicts: 0 accepted, 1 key unknown or revoked, 2 tenant stopped, 3 tenant in debt, 4 tenant's running jobs,
--           5 key's running jobs, 6 key's credits of the day, 7 not enough credits, 8 credits expired: expire them and ask again.
create function generation_admit(
  p_now timestamptz, p_ids uuid[], p_work_ids uuid[], p_tenants uuid[], p_modes text[], p_keys uuid[], p_users uuid[], p_prices bigint[],
  p_entries text[], p_models text[], p_kinds text[], p_inputs text[], p_books int[], p_bases text[], p_callbacks text[],
  out verdicts int[], out available bigint[])
language plpgsql
-- Planned once for ten requests and by index, whatever the tables' size: planning anew for each batch costs more than the batch.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  today date := (p_now at time zone 'utc')::date;
  request record;
  verdict int;
  this_tenant uuid; this_mode text; holding bigint; tenant_jobs int; tenant_spent bigint;
  this_key uuid; key_jobs int; key_spent bigint;
begin
  verdicts := array_fill(1, array[cardinality(p_ids)]);
  available := array_fill(0::bigint, array[cardinality(p_ids)]);

  perform 1 from billing_wallets w
    where (w.tenant_id, w.mode) in (select * from unnest(p_tenants, p_modes))
    order by w.tenant_id, w.mode for no key update;
  perform 1 from generation_counters c
    where (c.scope_id, c.mode) in (select * from unnest(p_tenants, p_modes) union all select * from unnest(p_keys, p_modes))
    order by c.scope_id, c.mode for no key update;

  for request in
    select u.position::int as position, u.tenant_id, u.mode, u.key_id, u.price, t.status,
           u.key_id is null or (k.id is not null and k.revoked_at is null) as has_key,
           w.balance, w.held, w.debt, w.next_expiry_at,
           tc.running as tenant_running, case when tc.day = today then tc.spent_today else 0 end as tenant_spent,
           tc.max_running as tenant_max_running, tc.max_spent_today as tenant_max_spent,
           kc.running as key_running, case when kc.day = today then kc.spent_today else 0 end as key_spent,
           kc.max_running as key_max_running, kc.max_spent_today as key_max_spent
    from unnest(p_tenants, p_modes, p_keys, p_prices) with ordinality u(tenant_id, mode, key_id, price, position)
    join identity_tenants t on t.tenant_id = u.tenant_id
    left join billing_wallets w on w.tenant_id = u.tenant_id and w.mode = u.mode
    left join generation_counters tc on tc.scope_id = u.tenant_id and tc.mode = u.mode
    left join identity_api_keys k on k.id = u.key_id and k.tenant_id = u.tenant_id and k.mode = u.mode
    left join generation_counters kc on kc.scope_id = u.key_id and kc.mode = u.mode
    order by u.tenant_id, u.mode, u.key_id nulls first, u.position
  loop
    if request.balance is null or request.tenant_running is null then
      raise exception 'Tenant % has no wallet or no counter in mode %.', request.tenant_id, request.mode;
    end if;

    -- What the batch has taken so far, from a tenant's wallet and of a key's limits, is carried from row to row.
    if this_tenant is distinct from request.tenant_id or this_mode is distinct from request.mode then
      this_tenant := request.tenant_id; this_mode := request.mode; this_key := null;
      holding := request.held; tenant_jobs := request.tenant_running; tenant_spent := request.tenant_spent;
    end if;
    if this_key is distinct from request.key_id then
      this_key := request.key_id; key_jobs := request.key_running; key_spent := request.key_spent;
    end if;

    verdict := case
      when not request.has_key then 1
      when request.status <> 'Active' then 2
      when request.next_expiry_at <= p_now then 8
      when request.debt > 0 then 3
      when tenant_jobs >= request.tenant_max_running or tenant_spent + request.price > request.tenant_max_spent then 4
      when key_jobs >= request.key_max_running then 5
      when key_spent + request.price > request.key_max_spent then 6
      when holding + request.price > request.balance then 7
      else 0 end;
    if verdict = 0 then
      holding := holding + request.price;
      tenant_jobs := tenant_jobs + 1; tenant_spent := tenant_spent + request.price;
      key_jobs := key_jobs + 1; key_spent := key_spent + request.price;
    end if;
    verdicts[request.position] := verdict;
    available[request.position] := request.balance - holding;
  end loop;

  with accepted as (
    select r.*
    from unnest(p_ids, p_work_ids, p_tenants, p_modes, p_keys, p_users, p_prices, p_entries, p_models, p_kinds, p_inputs, p_books, p_bases, p_callbacks)
      with ordinality r(id, work_id, tenant_id, mode, key_id, user_id, price, entry_key, model, kind, input, book_number, price_basis, callback_url, position)
    where verdicts[r.position::int] = 0),
  wallet as (
    update billing_wallets w set held = w.held + taken.price
    from (select a.tenant_id, a.mode, sum(a.price)::bigint as price from accepted a group by a.tenant_id, a.mode) taken
    where w.tenant_id = taken.tenant_id and w.mode = taken.mode),
  counter as (
    update generation_counters c
    set running = c.running + used.jobs, day = today, spent_today = used.price + case when c.day = today then c.spent_today else 0 end
    from (select s.scope_id, a.mode, count(*)::int as jobs, sum(a.price)::bigint as price
          from accepted a cross join lateral (values (a.tenant_id), (a.key_id)) s(scope_id)
          where s.scope_id is not null group by s.scope_id, a.mode) used
    where c.scope_id = used.scope_id and c.mode = used.mode),
  job as (
    insert into generation_jobs (id, tenant_id, mode, key_id, user_id, entry_key, model, kind, input, price, book_number, price_basis, callback_url, state, progress, created_at)
    select a.id, a.tenant_id, a.mode, a.key_id, a.user_id, a.entry_key, a.model, a.kind, a.input, a.price, a.book_number, a.price_basis, a.callback_url, 'Queued', 0, p_now
    from accepted a),
  hold as (
    insert into billing_holds (job_id, tenant_id, mode, amount, state, captured, opened_at)
    select a.id, a.tenant_id, a.mode, a.price, 'Open', 0, p_now from accepted a)
  insert into work_items (id, kind, payload, tenant_id, mode, due_at, created_at, attempts)
  select a.work_id, 'generation.submit', '{"JobId":"' || a.id || '"}', a.tenant_id, a.mode, p_now, p_now, 0 from accepted a;
end $$;

grant execute on function generation_admit to kiesaas_platform;
revoke execute on function generation_admit from public;
