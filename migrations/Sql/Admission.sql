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
language plpgsql as $$
declare
  today date := (p_now at time zone 'utc')::date;
  accepted int[] := '{}';
  request record;
  wallet billing_wallets%rowtype;
  tenant_counter generation_counters%rowtype;
  key_counter generation_counters%rowtype;
  verdict int;
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
           u.key_id is null or (k.id is not null and k.revoked_at is null) as has_key
    from unnest(p_tenants, p_modes, p_keys, p_prices) with ordinality u(tenant_id, mode, key_id, price, position)
    join identity_tenants t on t.tenant_id = u.tenant_id
    left join identity_api_keys k on k.id = u.key_id and k.tenant_id = u.tenant_id and k.mode = u.mode
    order by u.tenant_id, u.mode, u.key_id nulls first, u.position
  loop
    if wallet.tenant_id is distinct from request.tenant_id or wallet.mode is distinct from request.mode then
      if wallet.tenant_id is not null then
        update billing_wallets set held = wallet.held where tenant_id = wallet.tenant_id and mode = wallet.mode;
        update generation_counters set running = tenant_counter.running, day = tenant_counter.day, spent_today = tenant_counter.spent_today
          where scope_id = tenant_counter.scope_id and mode = tenant_counter.mode;
      end if;
      select * into strict wallet from billing_wallets w where w.tenant_id = request.tenant_id and w.mode = request.mode;
      select * into strict tenant_counter from generation_counters c where c.scope_id = request.tenant_id and c.mode = request.mode;
      if tenant_counter.day <> today then tenant_counter.day := today; tenant_counter.spent_today := 0; end if;
    end if;

    if key_counter.scope_id is distinct from request.key_id then
      if key_counter.scope_id is not null then
        update generation_counters set running = key_counter.running, day = key_counter.day, spent_today = key_counter.spent_today
          where scope_id = key_counter.scope_id and mode = key_counter.mode;
      end if;
      select * into key_counter from generation_counters c where c.scope_id = request.key_id and c.mode = request.mode;
      if key_counter.day <> today then key_counter.day := today; key_counter.spent_today := 0; end if;
    end if;

    verdict := case
      when not request.has_key then 1
      when request.status <> 'Active' then 2
      when wallet.next_expiry_at <= p_now then 8
      when wallet.debt > 0 then 3
      when tenant_counter.running >= tenant_counter.max_running or tenant_counter.spent_today + request.price > tenant_counter.max_spent_today then 4
      when key_counter.running >= key_counter.max_running then 5
      when key_counter.spent_today + request.price > key_counter.max_spent_today then 6
      when wallet.held + request.price > wallet.balance then 7
      else 0 end;
    verdicts[request.position] := verdict;
    available[request.position] := wallet.balance - wallet.held;
    if verdict = 0 then
      wallet.held := wallet.held + request.price;
      tenant_counter.running := tenant_counter.running + 1;
      tenant_counter.spent_today := tenant_counter.spent_today + request.price;
      key_counter.running := key_counter.running + 1;
      key_counter.spent_today := key_counter.spent_today + request.price;
      available[request.position] := wallet.balance - wallet.held;
      accepted := accepted || request.position;
    end if;
  end loop;

  if wallet.tenant_id is not null then
    update billing_wallets set held = wallet.held where tenant_id = wallet.tenant_id and mode = wallet.mode;
    update generation_counters set running = tenant_counter.running, day = tenant_counter.day, spent_today = tenant_counter.spent_today
      where scope_id = tenant_counter.scope_id and mode = tenant_counter.mode;
  end if;
  if key_counter.scope_id is not null then
    update generation_counters set running = key_counter.running, day = key_counter.day, spent_today = key_counter.spent_today
      where scope_id = key_counter.scope_id and mode = key_counter.mode;
  end if;

  with job as (
    insert into generation_jobs (id, tenant_id, mode, key_id, user_id, entry_key, model, kind, input, price, book_number, price_basis, callback_url, state, progress, created_at)
    select p_ids[i], p_tenants[i], p_modes[i], p_keys[i], p_users[i], p_entries[i], p_models[i], p_kinds[i], p_inputs[i], p_prices[i], p_books[i], p_bases[i],
           p_callbacks[i], 'Queued', 0, p_now
    from unnest(accepted) i),
  hold as (
    insert into billing_holds (job_id, tenant_id, mode, amount, state, captured, opened_at)
    select p_ids[i], p_tenants[i], p_modes[i], p_prices[i], 'Open', 0, p_now from unnest(accepted) i)
  insert into work_items (id, kind, payload, tenant_id, mode, due_at, created_at, attempts)
  select p_work_ids[i], 'generation.submit', '{"JobId":"' || p_ids[i] || '"}', p_tenants[i], p_modes[i], p_now, p_now, 0 from unnest(accepted) i;
end $$;

grant execute on function generation_admit to kiesaas_platform;
revoke execute on function generation_admit from public;
