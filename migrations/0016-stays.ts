import { Migration } from '@mikro-orm/migrations';

/**
 * From when to when a person belongs here. Until then he sees what is asked of him and nothing else; from the instant
 * it ends he is nobody, asked with every request. The instants are reckoned by the application, whose time zones are its own.
 */
export class Stays extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql('grant create on schema public to accord_definer;');
    this.addSql(reckoning);
    this.addSql(ending);
    this.addSql(early);
    this.addSql(welcome);
    this.addSql(left);
    this.addSql('revoke create on schema public from accord_definer;');
  }
}

const account = '(select viewer_account())';
const person = '(select viewer_person())';

const tables = `
alter table site add column zone text;
comment on column site.zone is 'IANA time zone; null: that of its account';
grant update (zone) on site to accord_api;

create table stay (
  person_id uuid primary key references person,
  home_id uuid not null references account,
  starts_on date,
  ends_on date,
  ends_with text not null default 'day' check (ends_with in ('day', 'working_hours')),
  starts_at timestamptz,
  ends_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  check (ends_on >= starts_on),
  check ((starts_on is null) = (starts_at is null)),
  check ((ends_on is null) = (ends_at is null))
);
create index stay_to_end on stay (ends_at) where ended_at is null and ends_at is not null;
comment on table stay is 'from when to when a person belongs here; dates in the zone of his site or home';
comment on column stay.ended_at is 'when what he had was cleared away; he could use nothing of it since ends_at';
alter table stay enable row level security;
alter table stay force row level security;
create policy migration on stay to accord_migrator using (true) with check (true);
create policy definer on stay to accord_definer using (true) with check (true);
create policy home on stay to accord_api, accord_worker using (person_id = ${person} or (home_id = ${account} and (${person} is null
    or exists (select 1 from role r where r.account_id = home_id and r.person_id = ${person} and r.name in ('account_admin', 'directory_admin')))));
create policy own_people on stay as restrictive for insert to accord_api with check (home_id = ${account}
  and person_id is distinct from ${person} and exists (select 1 from person p where p.id = person_id and p.home_id = ${account}));
create policy not_own on stay as restrictive for update to accord_api using (person_id is distinct from ${person});
grant select, insert, update on stay to accord_api;
grant select on stay to accord_worker;
grant select, update on stay to accord_definer;
create index if not exists process_subject on process (subject_id);`;

/** A site is its directory's, whoever works there: its zone decides for people of other homes as well. */
const reckoning = `
create function stays_at(place uuid) returns table (person_id uuid, starts_on text, ends_on text, ends_with text, calendar jsonb, zone text)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query select s.person_id, s.starts_on::text, s.ends_on::text, s.ends_with, a.calendar, site.zone
      from stay s join person p on p.id = s.person_id join account a on a.id = s.home_id left join site on site.id = p.site_id
      where s.ended_at is null and (p.id = place or p.home_id = place or p.site_id = place)
        and viewer_account() in (p.home_id, site.account_id);
  end $$;
comment on function stays_at(uuid) is 'stays to be reckoned anew when a person, his site or his home has changed';
create function settle_stays(settled jsonb) returns void language plpgsql volatile security definer set search_path = public
  as $$ begin
    update stay s set starts_at = w.starts_at, ends_at = w.ends_at
      from jsonb_to_recordset(settled) as w(person_id uuid, starts_at timestamptz, ends_at timestamptz)
        join person p on p.id = w.person_id left join site on site.id = p.site_id
      where s.person_id = w.person_id and s.ended_at is null and viewer_account() in (p.home_id, site.account_id);
  end $$;
alter function stays_at(uuid) owner to accord_definer;
alter function settle_stays(jsonb) owner to accord_definer;
grant select on site to accord_definer;
create policy definer on site for select to accord_definer using (true);
revoke execute on function stays_at(uuid), settle_stays(jsonb) from public;
grant execute on function stays_at(uuid), settle_stays(jsonb) to accord_api;`;

/** What somebody had who is gone already is cleared away: nothing of it opened anything since. */
const ending = `
grant delete on session, role, team_member to accord_definer;
grant update on access_token, person, team to accord_definer;
${[
  ['session', 'delete'],
  ['role', 'delete'],
  ['team_member', 'delete'],
  ['access_token', 'update'],
  ['person', 'update'],
  ['team', 'update'],
]
  .map(([table, act]) => `create policy leaving on ${table} for ${act} to accord_definer using (true);`)
  .join('\n')}
create function ended_stays() returns table (person_id uuid, home_id uuid)
  language sql stable security definer set search_path = public
  as $$ select s.person_id, s.home_id from stay s where s.ended_at is null and s.ends_at <= now() order by s.ends_at limit 100 $$;
create function end_stay(whose uuid) returns boolean language plpgsql volatile security definer set search_path = public
  as $$ #variable_conflict use_column
  declare at timestamptz; begin
    update stay set ended_at = now() where person_id = whose and home_id = viewer_account() and ended_at is null and ends_at <= now()
      returning ends_at into at;
    if at is null then return false; end if;
    update permission set withdrawn_at = greatest(at, given_at) where person_id = whose and withdrawn_at is null;
    delete from session where person_id = whose;
    update access_token set revoked_at = at where person_id = whose and revoked_at is null;
    update team set coordinator_id = null where coordinator_id = whose;
    delete from team_member where person_id = whose;
    delete from role where person_id = whose;
    update person set disabled_at = at, version = version + 1 where id = whose and disabled_at is null;
    return true;
  end $$;
comment on function end_stay(uuid) is 'takes sessions, tokens, teams and roles from somebody whose stay is over; false when it was done before';
alter function ended_stays() owner to accord_definer;
alter function end_stay(uuid) owner to accord_definer;
revoke execute on function ended_stays(), end_stay(uuid) from public;
grant execute on function ended_stays(), end_stay(uuid) to accord_worker;`;

/** Whoever has not begun acts where something was shown to him, and is nothing else there. */
const early = `
alter function accounts_of(uuid) rename to accounts_once_here;
create function accounts_of(person uuid) returns table (account_id uuid, handle text, name text, roles text[], teams uuid[])
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin
    if not exists (select 1 from stay s where s.person_id = person and s.starts_at > now()) then
      return query select * from accounts_once_here(person);
      return;
    end if;
    return query select a.id, a.handle, a.name, array['pre_hire'], '{}'::uuid[] from account a
      where a.id in (select v.account_id from visibility v where v.person_id = person and v.open
          union select v.account_id from process pr join task t on t.process_id = pr.id join visibility v on v.record_id = t.id
            where pr.subject_id = person and v.person_id = person)
        and exists (select 1 from person p where p.id = person and p.disabled_at is null) order by a.handle;
  end $$;
alter function accounts_of(uuid) owner to accord_definer;
revoke execute on function accounts_of(uuid) from public;
grant execute on function accounts_of(uuid) to accord_worker;
create function viewer_early() returns boolean language sql stable
  as $$ select split_part(said(current_setting('app.viewer', true), 'viewer'), ' ', 3) = 'early' $$;
${['person', 'credential', 'session']
  .map(
    (table) => `create policy early on ${table} as restrictive to accord_api, accord_worker
  using (not coalesce((select viewer_early()), false) or ${table === 'person' ? 'id' : 'person_id'} = ${person});`,
  )
  .join('\n')}
${[
  'organization',
  'site',
  'team',
  'team_member',
  'trust',
  'trust_team',
  'trust_offering',
  'service',
  'template',
  'plan',
  'process',
]
  .map(
    (table) =>
      `create policy early on ${table} as restrictive to accord_api, accord_worker using (not coalesce((select viewer_early()), false));`,
  )
  .join('\n')}
create policy early on task as restrictive to accord_api, accord_worker using (not coalesce((select viewer_early()), false)
  or exists (select 1 from visibility v where v.record_id = task.id and v.account_id = ${account} and v.person_id = ${person}));
create policy early on service_offering as restrictive to accord_api, accord_worker using (not coalesce((select viewer_early()), false)
  or id in (select t.offering_id from visibility v join task t on t.id = v.record_id where v.account_id = ${account} and v.person_id = ${person}));
create policy early on audit as restrictive for select to accord_api, accord_worker using (not coalesce((select viewer_early()), false) or actor_id = ${person});`;

/** By which somebody new sets his password, once. */
const welcome = `
create table welcome (
  token_hash bytea primary key,
  person_id uuid not null references person,
  home_id uuid not null references account,
  made_by_id uuid references person,
  expires_at timestamptz not null
);
create index welcome_person on welcome (person_id);
comment on table welcome is 'links by which people set a password, each until it is used; digests only';
alter table welcome enable row level security;
alter table welcome force row level security;
create policy migration on welcome to accord_migrator using (true) with check (true);
create policy definer on welcome to accord_definer using (true) with check (true);
create policy home on welcome to accord_api using (home_id = ${account} and exists (select 1 from role r where r.account_id = home_id
    and r.person_id = ${person} and r.name in ('account_admin', 'directory_admin')))
  with check (home_id = ${account} and made_by_id = ${person}
    and exists (select 1 from person p where p.id = person_id and p.home_id = ${account})
    and exists (select 1 from role r where r.account_id = home_id and r.person_id = ${person} and r.name in ('account_admin', 'directory_admin')));
grant select, insert, delete on welcome to accord_api;
grant select, delete on welcome to accord_definer;
grant update on credential to accord_definer;
create policy welcomed on credential for update to accord_definer using (true);
create function take_welcome(token bytea, hash text) returns uuid language plpgsql volatile security definer set search_path = public
  as $$ declare whose uuid; begin
    delete from welcome w using person p where w.token_hash = token and w.expires_at > now() and p.id = w.person_id and p.disabled_at is null
      returning w.person_id into whose;
    if whose is null then return null; end if;
    delete from welcome where person_id = whose or expires_at <= now();
    delete from session where person_id = whose;
    insert into credential (person_id, password_hash) values (whose, hash)
      on conflict (person_id) do update set password_hash = excluded.password_hash, changed_at = now();
    return whose;
  end $$;
comment on function take_welcome(bytea, text) is 'sets a password by a link, once; ends the sessions begun with the old one';
alter function take_welcome(bytea, text) owner to accord_definer;
revoke execute on function take_welcome(bytea, text) from public;
grant execute on function take_welcome(bytea, text) to accord_api;`;

/** Whoever has left is nobody, in every function that asks whether somebody is disabled. */
const left = `
do $$ declare
  f record;
begin
  for f in select oid from pg_proc where pronamespace = 'public'::regnamespace and prosrc ~ 'p\\.disabled_at is null' and prosrc !~ 'here\\.ends_at'
  loop
    execute replace(pg_get_functiondef(f.oid), 'p.disabled_at is null',
      'p.disabled_at is null and not exists (select 1 from stay here where here.person_id = p.id and here.ends_at <= now())');
  end loop;
end $$;`;
