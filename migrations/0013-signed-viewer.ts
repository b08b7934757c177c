import { Migration } from '@mikro-orm/migrations';

/**
 * On whose behalf a transaction is, the application says under a signature. A statement that somebody smuggles in runs as the
 * application's role, and can call none but the transaction's own viewer: the key is out of that role's reach.
 */
export class SignedViewer extends Migration {
  override up(): void {
    this.addSql(`
create table viewer_key (
  single boolean primary key default true check (single),
  inner_key bytea not null,
  outer_key bytea not null
);
comment on table viewer_key is 'HMAC-SHA-256 key in its two paddings; set when the schema is brought up to date';
alter table viewer_key enable row level security;
alter table viewer_key force row level security;
create policy migration on viewer_key to accord_migrator using (true) with check (true);
create policy definer on viewer_key for select to accord_definer using (true);
grant select on viewer_key to accord_definer;
grant create on schema public to accord_definer;

create function said(signed text, purpose text) returns text language plpgsql stable security definer set search_path = public
  as $$ declare
    words text := left(signed, -64);
    mac bytea;
  begin
    if length(signed) < 66 or signed is null then return null; end if;
    select sha256(k.outer_key || sha256(k.inner_key || convert_to(words, 'UTF8'))) into mac from viewer_key k;
    if mac is null or encode(mac, 'hex') <> right(signed, 64) then return null; end if;
    if split_part(words, ' ', 1)::bigint < extract(epoch from clock_timestamp()) then return null; end if;
    if split_part(words, ' ', 2) <> purpose then return null; end if;
    return substr(words, length(split_part(words, ' ', 1)) + length(purpose) + 3);
  end $$;
comment on function said(text, text) is 'what the application said for a purpose, null unless its signature holds';
create or replace function viewer_account() returns uuid language sql stable
  as $$ select nullif(split_part(said(current_setting('app.viewer', true), 'viewer'), ' ', 1), '')::uuid $$;
create or replace function viewer_person() returns uuid language sql stable
  as $$ select nullif(split_part(said(current_setting('app.viewer', true), 'viewer'), ' ', 2), '')::uuid $$;
alter function said(text, text) owner to accord_definer;`);
    this.addSql(onceAStatement);
    this.addSql(narrowed);
    this.addSql('revoke create on schema public from accord_definer;');
  }
}

/** Checking a signature takes some microseconds: it is done once a statement and not once a row. */
const onceAStatement = `
do $$ declare
  p record;
  f record;
  once constant text := '\\1(select viewer_\\2())';
  bare constant text := '(^|[^_a-z.])(?<!select )viewer_(account|person)\\(\\)';
  shown constant text := 'sees_task\\(([a-z_.]+)\\)';
  seen constant text := '(exists (select from visibility seen where seen.record_id = \\1 and seen.account_id = (select viewer_account())))';
begin
  for p in select * from pg_policies where schemaname = 'public' and (qual ~ 'viewer_(account|person)|sees_task' or with_check ~ 'viewer_(account|person)|sees_task')
  loop
    execute format('alter policy %I on %I', p.policyname, p.tablename)
      || coalesce(' using (' || regexp_replace(regexp_replace(case p.tablename when 'task' then replace(p.qual, 'sees_task(id)', 'sees_task(task.id)') else p.qual end, shown, seen, 'g'), bare, once, 'gi') || ')', '')
      || coalesce(' with check (' || regexp_replace(regexp_replace(case p.tablename when 'task' then replace(p.with_check, 'sees_task(id)', 'sees_task(task.id)') else p.with_check end, shown, seen, 'g'), bare, once, 'gi') || ')', '');
  end loop;
  for f in select oid from pg_proc where pronamespace = 'public'::regnamespace and prosrc ~ 'viewer_(account|person)\\(\\)' and proname not in ('viewer_account', 'viewer_person')
  loop
    execute regexp_replace(pg_get_functiondef(f.oid), bare, once, 'gi');
  end loop;
end $$;`;

/** Questions asked before there is a viewer are answered to the application only, and about its own business. */
const narrowed = `
drop function credential_of(text);
create function credential_of(signed text) returns table (person_id uuid, password_hash text)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare address text := lower(said(signed, 'sign-in')); begin
    return query select p.id, c.password_hash from person p join credential c on c.person_id = p.id
      where p.email = address and p.kind = 'human' and p.disabled_at is null;
  end $$;
drop function person_of_token(bytea);
create function caller_of_token(token bytea) returns table (person_id uuid, token_id uuid, scopes text[], account_id uuid, handle text, name text, roles text[], teams uuid[])
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin
    return query select t.person_id, t.id, t.scopes, a.account_id, a.handle, a.name, a.roles, a.teams
      from access_token t join person p on p.id = t.person_id left join lateral accounts_of(t.person_id) a on a.account_id = t.account_id
      where t.token_hash = token and t.expires_at > now() and t.revoked_at is null and p.disabled_at is null;
  end $$;
drop function waiting_in(uuid);
create function waiting_in(signed text) returns setof uuid
  language plpgsql stable security definer set search_path = public
  as $$ declare person uuid := said(signed, 'waiting')::uuid; begin
    return query
      select v.account_id from visibility v where v.person_id = person and v.open
      union select m.account_id from team_member m where m.person_id = person
        and exists (select 1 from visibility v where v.team_id = m.team_id and v.open and v.person_id is null);
  end $$;
comment on function waiting_in(text) is 'the accounts in which something waits for a person or for one of his teams';
alter function recent_entries(uuid, integer) rename to recent_entries_of;
create function recent_entries(signed text, most integer) returns table (id uuid, accounts uuid[])
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query select r.id, r.accounts from recent_entries_of(said(signed, 'live')::uuid, most) r; end $$;
create or replace function clock_offset_of(wanted uuid) returns bigint language plpgsql stable security definer set search_path = public
  as $$ declare viewer uuid := viewer_account(); begin
    return (select p.clock_offset from process p where p.id = wanted and (p.account_id = viewer
      or exists (select 1 from visibility v where v.process_id = wanted and v.account_id = viewer)));
  end $$;
alter function credential_of(text) owner to accord_definer;
alter function caller_of_token(bytea) owner to accord_definer;
alter function waiting_in(text) owner to accord_definer;
alter function recent_entries(text, integer) owner to accord_definer;
revoke execute on function credential_of(text), caller_of_token(bytea), waiting_in(text), recent_entries(text, integer), recent_entries_of(uuid, integer) from public;
revoke execute on function accounts_of(uuid), recent_entries_of(uuid, integer) from accord_api;
grant execute on function credential_of(text), caller_of_token(bytea), waiting_in(text), recent_entries(text, integer) to accord_api;`;
