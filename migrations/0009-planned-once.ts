import { Migration } from '@mikro-orm/migrations';

/** What every request asks is written in plpgsql, which plans once a connection; SQL functions are planned at each call. */
export class PlannedOnce extends Migration {
  override up(): void {
    this.addSql(`
grant create on schema public to accord_definer;
create index visibility_team on visibility (team_id) where open and person_id is null;
comment on index visibility_team is 'for which teams something waits that nobody has taken';
create or replace function inbox_rows(tasks uuid[]) returns table (id uuid, version integer, category text, title text, process_title text,
    status text, due timestamptz, target timestamptz, activated_at timestamptz, waiting_until timestamptz, missed boolean,
    process_id uuid, owner_handle text, owner_name text, assigned_handle text, assigned_name text, team_name text,
    member_name text, for_name text, approval_id uuid)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query select t.id, t.version, t.category, t.title, t.process_title, t.status, t.due, t.target, t.activated_at, t.waiting_until,
          coalesce(t.clocks -> 'respond' ->> 'breachedAt', t.clocks -> 'complete' ->> 'breachedAt') is not null,
          t.process_id, o.handle, o.name, a.handle, a.name, team.name,
          case when t.assigned_account_id = viewer_account() then m.name end, f.name,
          case when t.category = 'approval' then (select p.id from approval p where p.task_id = t.id and p.approver_id = viewer_person()) end
        from unnest(tasks) as wanted(id) join task t on t.id = wanted.id join account o on o.id = t.account_id
          left join account a on a.id = t.assigned_account_id left join team on team.id = t.team_id
          left join person m on m.id = t.member_id left join person f on f.id = t.for_person_id
        where exists (select 1 from visibility v where v.account_id = viewer_account() and v.record_id = t.id);
  end $$;

create or replace function accounts_of(person uuid) returns table (account_id uuid, handle text, name text, roles text[], teams uuid[])
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query select a.id, a.handle, a.name,
          case when a.directory_id = p.home_id then array['end_user'] else '{}'::text[] end
            || coalesce((select array_agg(r.name) from role r where r.account_id = a.id and r.person_id = p.id), '{}'),
          coalesce((select array_agg(m.team_id) from team_member m where m.account_id = a.id and m.person_id = p.id), '{}')
        from person p join account a on a.directory_id = p.home_id
          or a.id in (select r.account_id from role r where r.person_id = p.id)
        where p.id = person and p.disabled_at is null order by a.handle;
  end $$;
drop function person_of_session(bytea);
create function caller_of_session(token bytea) returns table (person_id uuid, account_id uuid, handle text, name text, roles text[], teams uuid[])
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare person uuid; begin
    select p.id into person from session s join person p on p.id = s.person_id
      where s.token_hash = token and s.expires_at > now() and p.disabled_at is null;
    if person is null then return; end if;
    return query select person, a.* from (values (1)) as once left join accounts_of(person) a on true;
  end $$;
drop function asked_in(uuid);
create function waiting_in(person uuid) returns setof uuid
  language plpgsql stable security definer set search_path = public
  as $$ begin
    return query
      select v.account_id from visibility v where v.person_id = person and v.open
      union select m.account_id from team_member m where m.person_id = person
        and exists (select 1 from visibility v where v.team_id = m.team_id and v.open and v.person_id is null);
  end $$;
comment on function waiting_in(uuid) is 'the accounts in which something waits for a person or for one of his teams';
alter function caller_of_session(bytea) owner to accord_definer;
alter function waiting_in(uuid) owner to accord_definer;
revoke create on schema public from accord_definer;
revoke execute on function caller_of_session(bytea), waiting_in(uuid) from public;
grant execute on function caller_of_session(bytea), waiting_in(uuid) to accord_api;`);
  }
}
