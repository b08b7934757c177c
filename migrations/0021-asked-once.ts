import { Migration } from '@mikro-orm/migrations';

/**
 * What is asked with every request: whose accounts it may act in is found by index, however many accounts there are, and for an
 * inbox the signature of who looks is checked once to find its page and once to read it.
 */
export class AskedOnce extends Migration {
  override up(): void {
    this.addSql(`
drop policy own on visibility;
drop policy owner on visibility;
create policy sides on visibility using ((select viewer_account()) in (account_id, owner_id))
  with check ((select viewer_account()) in (account_id, owner_id));
comment on policy sides on visibility is 'what is shown to an account, and what of its own is shown to others';
create or replace function inbox_rows(tasks uuid[]) returns table (id uuid, version integer, category text, title text, process_title text,
    status text, due timestamptz, target timestamptz, activated_at timestamptz, waiting_until timestamptz, missed boolean,
    process_id uuid, owner_handle text, owner_name text, assigned_handle text, assigned_name text, team_name text,
    member_name text, for_name text, approval_id uuid)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare viewer uuid := viewer_account(); begin
    return query select t.id, t.version, t.category, t.title, t.process_title, t.status, t.due, t.target, t.activated_at, t.waiting_until,
          coalesce(t.clocks -> 'respond' ->> 'breachedAt', t.clocks -> 'complete' ->> 'breachedAt') is not null,
          t.process_id, o.handle, o.name, a.handle, a.name, team.name,
          case when t.assigned_account_id = viewer then m.name end, f.name,
          case when t.category = 'approval' then (select p.id from approval p where p.task_id = t.id and p.approver_id = (select viewer_person())) end
        from unnest(tasks) as wanted(id) join task t on t.id = wanted.id join account o on o.id = t.account_id
          left join account a on a.id = t.assigned_account_id left join team on team.id = t.team_id
          left join person m on m.id = t.member_id left join person f on f.id = t.for_person_id
        where exists (select 1 from visibility v where v.account_id = viewer and v.record_id = t.id
          and (not v.confidential or v.person_id = (select viewer_person()) or v.team_id = any (viewer_teams())));
  end $$;
create index account_directory on account (directory_id) where directory_id is not null;
create or replace function accounts_once_here(person uuid) returns table (account_id uuid, handle text, name text, roles text[], teams uuid[])
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare home uuid; begin
    select p.home_id into home from person p where p.id = person and p.disabled_at is null
      and not exists (select 1 from stay here where here.person_id = p.id and here.ends_at <= now());
    return query
      select a.id, a.handle, a.name, array_agg(given.role order by given.role),
        array(select m.team_id from team_member m where m.account_id = a.id and m.person_id = person)
      from (
        select r.account_id, r.name as role from role r where r.person_id = person
          and (r.trust_id is null or exists (select 1 from trust tr where tr.id = r.trust_id and tr.status = 'accepted'))
        union all select d.id, 'end_user' from account d where d.directory_id = home) given join account a on a.id = given.account_id
      where home is not null group by a.id order by a.handle;
  end $$;`);
    this.addSql(handedBack);
    for (const table of ['stray_invitation', 'trust_grant', 'withheld']) {
      this.addSql(
        `create policy early on ${table} as restrictive to accord_api, accord_worker using (not coalesce((select viewer_early()), false));`,
      );
    }
  }
}

/** What somebody took from a team he sees no more when he stops doing the account's work, in news and in whom it is about. */
const handedBack = `
do $$ declare
  change record;
  body text;
begin
  for change in select * from (values
    ('news_of_all', 'or v.person_id = (select viewer_person()))', 'or (v.person_id = (select viewer_person()) and (wide or v.team_id is null)))'),
    ('involved_people', 'or v.person_id = viewer_person())', 'or (v.person_id = viewer_person() and (wide or v.team_id is null)))')
  ) as changes (name, old, new)
  loop
    select pg_get_functiondef(oid) into strict body from pg_proc where pronamespace = 'public'::regnamespace and proname = change.name;
    if strpos(body, change.old) = 0 then raise 'The function % is another than expected.', change.name; end if;
    execute replace(body, change.old, change.new);
  end loop;
end $$;`;
