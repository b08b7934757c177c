import { Migration } from '@mikro-orm/migrations';

/**
 * A role of one account in the hands of people of another: given by their administrator, as far as the account that owns the
 * role has granted it over a standing trust. The grant's withdrawal and the trust's end take the rows away.
 */
export class LentRoles extends Migration {
  override up(): void {
    this.addSql(`
grant create on schema public to accord_definer;
create or replace function log_permission() returns trigger language plpgsql volatile security definer set search_path = public
  as $$ begin
    if tg_op = 'INSERT' then
      insert into permission (id, account_id, person_id, role, given_at, given_by_id, given_in_id, trust_id)
        values (gen_random_uuid(), new.account_id, new.person_id, new.name, new.granted_at, viewer_person(), viewer_account(), new.trust_id);
    else
      update permission set withdrawn_at = greatest(now(), given_at), withdrawn_by_id = viewer_person()
        where person_id = old.person_id and account_id = old.account_id and role = old.name and withdrawn_at is null;
    end if;
    return null;
  end $$;

create function lend_role(wanted uuid, whose uuid, role_name text) returns void language plpgsql volatile security definer set search_path = public
  as $$ declare
    viewer uuid := viewer_account();
    owner uuid := (select case viewer when t.trusting_id then t.trusted_id else t.trusting_id end from trust t
      where t.id = wanted and t.status = 'accepted' and viewer in (t.trusting_id, t.trusted_id));
  begin
    if owner is null
      or not exists (select 1 from trust_grant g where g.trust_id = wanted and g.capability = 'roles' and g.account_id = owner
        and g.value -> 'roles' @> to_jsonb(role_name))
      or not exists (select 1 from role r where r.account_id = viewer and r.person_id = viewer_person() and r.name = 'account_admin' and r.trust_id is null)
      or not exists (select 1 from person p where p.id = whose and p.home_id = viewer and p.disabled_at is null) then
      raise 'This role is not lent to you.' using errcode = 'insufficient_privilege';
    end if;
    insert into role (account_id, person_id, name, granted_at, trust_id) values (owner, whose, role_name, now(), wanted);
  end $$;
comment on function lend_role(uuid, uuid, text) is 'gives one of the viewer''s own people a role of the other side, by its grant';

create function take_back_role(wanted uuid, whose uuid, role_name text) returns boolean language plpgsql volatile security definer set search_path = public
  as $$ #variable_conflict use_column
  declare viewer uuid := viewer_account(); begin
    if not exists (select 1 from trust t where t.id = wanted and viewer in (t.trusting_id, t.trusted_id))
      or not exists (select 1 from role r where r.account_id = viewer and r.person_id = viewer_person() and r.name = 'account_admin') then
      raise 'This role is not yours to take.' using errcode = 'insufficient_privilege';
    end if;
    delete from role r using person p where r.trust_id = wanted and r.person_id = whose and r.name = role_name and p.id = whose
      and viewer in (r.account_id, p.home_id);
    return found;
  end $$;

create function lent_roles(wanted uuid) returns table (account_id uuid, account_handle text, account_name text, person_id uuid, person_name text,
    role text, granted_at timestamptz)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare viewer uuid := viewer_account(); begin
    if not exists (select 1 from role r where r.account_id = viewer and r.person_id = viewer_person() and r.name in ('account_admin', 'auditor')) then
      return;
    end if;
    return query select a.id, a.handle, a.name, p.id, p.name, r.name, r.granted_at
      from role r join trust t on t.id = r.trust_id join account a on a.id = r.account_id join person p on p.id = r.person_id
      where r.trust_id = wanted and viewer in (t.trusting_id, t.trusted_id) and viewer in (r.account_id, p.home_id)
      order by p.name, p.id, r.name;
  end $$;
comment on function lent_roles(uuid) is 'who has which role across one of the viewer''s trusts, for both sides'' administrators and auditors';
${functions.map((name) => `alter function ${name} owner to accord_definer;`).join('\n')}
revoke create on schema public from accord_definer;
revoke execute on function ${functions.join(', ')} from public;
grant execute on function ${functions.slice(1).join(', ')} to accord_api;
create policy not_lent on role as restrictive for insert to accord_api with check (trust_id is null);`);
  }
}

const functions = [
  'log_permission()',
  'lend_role(uuid, uuid, text)',
  'take_back_role(uuid, uuid, text)',
  'lent_roles(uuid)',
];
