import { Migration } from '@mikro-orm/migrations';

/**
 * Accounts are made by two functions, the only ones that can: for operators, under the application's signature, and for
 * administrators of a directory, who make its support domains. Who had which role is written down by a trigger.
 */
export class AccountsMade extends Migration {
  override up(): void {
    this.addSql(`
alter table account add column confidential boolean not null default false;
comment on column account.confidential is 'its work is seen by the team that has it, not by every specialist';
grant update (confidential) on account to accord_api;
grant create on schema public to accord_definer;`);
    this.addSql(permissions);
    this.addSql(making);
    this.addSql('revoke create on schema public from accord_definer;');
  }
}

const permissions = `
create table permission (
  id uuid primary key,
  account_id uuid not null references account,
  person_id uuid not null references person,
  role text not null,
  given_at timestamptz not null,
  given_by_id uuid references person,
  given_in_id uuid references account,
  trust_id uuid references trust,
  withdrawn_at timestamptz,
  withdrawn_by_id uuid references person,
  check (withdrawn_at >= given_at)
);
create index permission_account on permission (account_id, id);
create index permission_open on permission (person_id, account_id, role) where withdrawn_at is null;
comment on table permission is 'who had which role from when to when; written by a trigger of role, and by nobody else';
comment on column permission.given_by_id is 'null: the operator, or the product itself';
comment on column permission.given_in_id is 'the account in whose name it was given';
comment on column permission.trust_id is 'over which the role is lent';
alter table permission enable row level security;
alter table permission force row level security;
create policy migration on permission to accord_migrator using (true) with check (true);
create policy definer on permission to accord_definer using (true) with check (true);
create policy kept on permission for select to accord_api, accord_worker using (account_id = (select viewer_account())
  and ((select viewer_person()) is null or exists (select 1 from role r where r.account_id = permission.account_id
    and r.person_id = (select viewer_person()) and r.name in ('account_admin', 'auditor'))));
grant select on permission to accord_api, accord_worker;
grant select, insert, update on permission to accord_definer;

create function log_permission() returns trigger language plpgsql volatile security definer set search_path = public
  as $$ begin
    if tg_op = 'INSERT' then
      insert into permission (id, account_id, person_id, role, given_at, given_by_id, given_in_id)
        values (gen_random_uuid(), new.account_id, new.person_id, new.name, new.granted_at, viewer_person(), viewer_account());
    else
      update permission set withdrawn_at = greatest(now(), given_at), withdrawn_by_id = viewer_person()
        where person_id = old.person_id and account_id = old.account_id and role = old.name and withdrawn_at is null;
    end if;
    return null;
  end $$;
create trigger logged after insert or delete on role for each row execute function log_permission();
insert into permission (id, account_id, person_id, role, given_at)
  select gen_random_uuid(), account_id, person_id, name, granted_at from role;

create function permissions_of(most integer, before uuid, person uuid) returns table (id uuid, person_id uuid, person_name text, role text,
    given_at timestamptz, given_by text, given_in text, trust_id uuid, withdrawn_at timestamptz, withdrawn_by text)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare
    account uuid := viewer_account();
    viewer uuid := viewer_person();
    begun timestamptz := (select p.given_at from permission p where p.id = before and p.account_id = account);
  begin
    if not exists (select 1 from role r where r.account_id = account and r.person_id = viewer and r.name in ('account_admin', 'auditor')) then
      return;
    end if;
    return query select p.id, p.person_id, whose.name, p.role, p.given_at, giver.name, given_in.name, p.trust_id, p.withdrawn_at, taker.name
      from permission p join person whose on whose.id = p.person_id
        left join person giver on giver.id = p.given_by_id left join person taker on taker.id = p.withdrawn_by_id
        left join account given_in on given_in.id = p.given_in_id
      where p.account_id = account and (person is null or p.person_id = person)
        and (before is null or (p.given_at, p.id) < (begun, before))
      order by p.given_at desc, p.id desc limit most;
  end $$;
comment on function permissions_of(integer, uuid, uuid) is 'the permission log of the viewer''s account, the newest first, for its administrators and auditors';
alter function log_permission() owner to accord_definer;
alter function permissions_of(integer, uuid, uuid) owner to accord_definer;
revoke execute on function log_permission(), permissions_of(integer, uuid, uuid) from public;
grant execute on function permissions_of(integer, uuid, uuid) to accord_api;`;

/**
 * Handles are unique everywhere, so whether one is taken would tell that an account exists. Therefore those that begin
 * with a directory's handle and a hyphen are that directory's alone.
 */
const making = `
grant insert on account, person, credential, role, audit to accord_definer;
${['account', 'person', 'credential', 'role', 'audit'].map((table) => `create policy made on ${table} for insert to accord_definer with check (true);`).join('\n')}

create function make_account(wanted jsonb) returns uuid language plpgsql volatile security definer set search_path = public
  as $$ declare
    directory account%rowtype;
    home uuid := (wanted ->> 'id')::uuid;
    administrator uuid := (wanted -> 'administrator' ->> 'id')::uuid;
  begin
    if wanted ->> 'kind' = 'support_domain' then
      select * into directory from account where handle = wanted ->> 'directory' and kind = 'directory';
      if directory.id is null then raise 'There is no directory account "%".', wanted ->> 'directory' using errcode = 'no_data_found'; end if;
      if not starts_with(wanted ->> 'handle', directory.handle || '-') then
        raise 'The handle of a support domain begins with that of its directory: %-….', directory.handle using errcode = 'invalid_name';
      end if;
      home := directory.id;
    elsif exists (select 1 from account d where d.kind = 'directory' and starts_with(wanted ->> 'handle', d.handle || '-'))
      or (wanted ->> 'kind' = 'directory' and exists (select 1 from account a where starts_with(a.handle, (wanted ->> 'handle') || '-'))) then
      raise 'Handles that begin with that of a directory and a hyphen are for its own support domains.' using errcode = 'invalid_name';
    end if;
    insert into account (id, handle, name, kind, directory_id, calendar, roles, confidential)
      values ((wanted ->> 'id')::uuid, wanted ->> 'handle', wanted ->> 'name', wanted ->> 'kind', directory.id, wanted -> 'calendar',
        array(select jsonb_array_elements_text(wanted -> 'roles')), (wanted ->> 'confidential')::boolean);
    if wanted -> 'administrator' ? 'email' then
      select p.id into administrator from person p where p.home_id = home and p.email = wanted -> 'administrator' ->> 'email' and p.disabled_at is null;
      if administrator is null then
        administrator := (wanted -> 'administrator' ->> 'id')::uuid;
        insert into person (id, home_id, name, email)
          values (administrator, home, wanted -> 'administrator' ->> 'name', wanted -> 'administrator' ->> 'email');
        insert into credential (person_id, password_hash) values (administrator, wanted -> 'administrator' ->> 'passwordHash');
      end if;
    end if;
    insert into role (account_id, person_id, name)
      select (wanted ->> 'id')::uuid, administrator, r from unnest(array['account_admin',
        case wanted ->> 'kind' when 'directory' then 'directory_admin' else 'specialist' end]) r;
    insert into audit (id, at, account_id, actor_account_id, actor_id, record_kind, record_id, action, changes)
      values ((wanted ->> 'entryId')::uuid, now(), (wanted ->> 'id')::uuid, coalesce(viewer_account(), (wanted ->> 'id')::uuid), viewer_person(), 'account',
        (wanted ->> 'id')::uuid, 'created', jsonb_build_object('handle', wanted ->> 'handle', 'name', wanted ->> 'name', 'administrator', administrator));
    return administrator;
  end $$;
comment on function make_account(jsonb) is 'an account and its first administrator; returns who that is';

create function found_account(signed text) returns uuid language plpgsql volatile security definer set search_path = public
  as $$ declare wanted jsonb := said(signed, 'operator')::jsonb; begin
    if wanted is null then raise 'This is for operators.' using errcode = 'insufficient_privilege'; end if;
    return make_account(wanted);
  end $$;

create function found_support_domain(wanted jsonb) returns uuid language plpgsql volatile security definer set search_path = public
  as $$ declare
    directory text := (select a.handle from account a where a.id = viewer_account() and a.kind = 'directory');
    administrator uuid := (wanted -> 'administrator' ->> 'id')::uuid;
  begin
    if directory is null or not exists (select 1 from role r where r.account_id = viewer_account() and r.person_id = viewer_person()
        and r.name in ('account_admin', 'directory_admin'))
      or not exists (select 1 from person p where p.id = administrator and p.home_id = viewer_account() and p.disabled_at is null) then
      raise 'This is for administrators of a directory.' using errcode = 'insufficient_privilege';
    end if;
    return make_account(wanted || jsonb_build_object('kind', 'support_domain', 'directory', directory,
      'administrator', jsonb_build_object('id', administrator)));
  end $$;
alter function make_account(jsonb) owner to accord_definer;
alter function found_account(text) owner to accord_definer;
alter function found_support_domain(jsonb) owner to accord_definer;
revoke execute on function make_account(jsonb), found_account(text), found_support_domain(jsonb) from public;
grant execute on function make_account(jsonb) to accord_migrator;
grant execute on function found_account(text), found_support_domain(jsonb) to accord_api;`;
