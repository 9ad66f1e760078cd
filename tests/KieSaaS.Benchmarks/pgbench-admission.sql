-- One admission as the portal's own lane would ask for it, but one request per transaction: the same function, the same sizes,
-- job identities that grow with time as the portal's do. -D first=1 -D last=1000 spreads it over the tenants.
\set number random(:first, :last)
\set price random(1, 50) * 100000
select verdicts, available from generation_admit(
  now(),
  array[encode(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 'hex')::uuid],
  array[encode(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 'hex')::uuid],
  array[('00000000-0000-7000-8000-' || lpad(:number::text, 12, '0'))::uuid],
  array['Live'],
  array[('00000000-0000-7000-9000-' || lpad(:number::text, 12, '0'))::uuid],
  array[null::uuid],
  array[:price::bigint],
  array['nano-banana'],
  array['google/nano-banana'],
  array['Image'],
  array['{"prompt":"a cat on a mat"}'],
  array[1],
  array['{"Lines":[{"Row":"any","Unit":"Image","Quantity":1,"UnitKieMicroCredits":4000000}],"KieMicroCredits":4000000,"MarkupThousandths":2000,"MarkupLevel":"Platform","InputHash":"0000000000000000000000000000000000000000000000000000000000000000"}'],
  array[null::text]);
