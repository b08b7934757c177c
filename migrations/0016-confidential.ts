import { Migration } from '@mikro-orm/migrations';

/**
 * Confidential work is seen by the team that has it, whoever answers for it and who is asked in it, not by every specialist
 * of the account. What an account owns is marked on the process and its tasks; what it holds for another, on the row of the
 * visibility index, since that is the holder's own decision. The index itself names no people and no matter: it is shown
 * to the account, and what it leads to is not.
 */
export class Confidential extends Migration {
  override up(): void {
    this.addSql(columns);
    this.addSql('grant create on schema public to accord_definer;');
    this.addSql(functions);
    this.addSql(policies);
    this.addSql(patched);
    this.addSql('revoke create on schema public from accord_definer;');
  }
}

const account = '(select viewer_account())';
const person = '(select viewer_person())';
const teams = '(select viewer_teams())::uuid[]';

const columns = `
alter table service add column confidential boolean not null default false;
alter table process add column confidential boolean not null default false, add column team_id uuid references team;
alter table task add column confidential boolean not null default false;
alter table visibility add column confidential boolean not null default false;
alter table withheld add column confidential boolean not null default false;
comment on column process.team_id is 'that has it in hand in its own account';
comment on column visibility.confidential is 'seen there by the team or person it is shown to only; as the account that sees it has it';
grant update (confidential) on service to accord_api;
${['process', 'task', 'visibility', 'withheld']
  .map(
    (table) => `grant update (confidential) on ${table} to accord_definer;
create policy definer_keeps on ${table} for update to accord_definer using (true) with check (true);`,
  )
  .join('\n')}`;

const functions = `
create function viewer_teams() returns uuid[] language plpgsql stable security definer set search_path = public
  as $$ begin
    return array(select m.team_id from team_member m where m.person_id = viewer_person() and m.account_id = viewer_account());
  end $$;
create function kept_from_viewer(kind text, wanted uuid) returns boolean language plpgsql stable security definer set search_path = public
  as $$ declare
    viewer uuid := viewer_account();
    me uuid := viewer_person();
    one record;
  begin
    if me is null then return false; end if;
    if kind = 'process' then
      return coalesce((select p.confidential and p.account_id = viewer and me not in (p.manager_id, p.started_by_id)
        and not coalesce(p.team_id = any (viewer_teams()), false) from process p where p.id = wanted), false);
    end if;
    select t.id, t.account_id, t.confidential, t.process_id into one from task t
      where t.id = case kind when 'approval' then (select a.task_id from approval a where a.id = wanted) else wanted end;
    if one.account_id = viewer and (not one.confidential or not kept_from_viewer('process', one.process_id)) then return false; end if;
    return not exists (select 1 from visibility v where v.record_id = one.id and v.account_id = viewer
      and ((not v.confidential and v.why = 'assigned') or v.person_id = me or v.team_id = any (viewer_teams())));
  end $$;
comment on function kept_from_viewer(text, uuid) is 'whether a process, task or approval that concerns the viewer''s account is confidential and not his to see';

create function kept_entries(entries uuid[]) returns setof uuid language plpgsql stable security definer set search_path = public
  as $$ declare viewer uuid := viewer_account(); begin
    return query select a.id from unnest(entries) as wanted(id) join audit a on a.id = wanted.id
      cross join lateral (select case a.record_kind when 'note' then case when jsonb_exists(a.changes, 'task') then 'task' else 'process' end else a.record_kind end as kind,
        case a.record_kind when 'note' then coalesce(a.changes ->> 'task', a.changes ->> 'process')::uuid else a.record_id end as record) about
      where about.kind in ('process', 'task', 'approval') and (a.account_id = viewer
          or exists (select 1 from visibility v where v.record_id = about.record and v.account_id = viewer and v.confidential))
        and kept_from_viewer(about.kind, about.record);
  end $$;
comment on function kept_entries(uuid[]) is 'entries about confidential work that is not the viewer''s to see';
create function mark_confidential() returns trigger language plpgsql security definer set search_path = public
  as $$ begin
    new.confidential := new.confidential or coalesce(case when new.account_id = new.owner_id
      then (select t.confidential from task t where t.id = new.record_id)
      else (select a.confidential from account a where a.id = new.account_id)
        or (select s.confidential from task t join service_offering o on o.id = t.offering_id join service s on s.id = o.service_id where t.id = new.record_id)
      end, false);
    return new;
  end $$;
create trigger mark_confidential before insert on visibility for each row execute function mark_confidential();

create function keep_confidential(of_service uuid) returns void language plpgsql volatile security definer set search_path = public
  as $$ declare viewer uuid := viewer_account(); begin
    if not exists (select 1 from role r where r.account_id = viewer and r.person_id = viewer_person() and r.name = 'account_admin') then
      raise 'This is for account administrators.' using errcode = 'insufficient_privilege';
    end if;
    if of_service is not null then
      update visibility v set confidential = true from task t join service_offering o on o.id = t.offering_id
        where v.record_id = t.id and o.service_id = of_service and v.account_id = viewer and v.owner_id <> viewer and not v.confidential;
      return;
    end if;
    update process set confidential = true where account_id = viewer and not confidential;
    update task set confidential = true where account_id = viewer and not confidential;
    update visibility set confidential = true where account_id = viewer and not confidential;
    update withheld set confidential = true where account_id = viewer and not confidential;
  end $$;
comment on function keep_confidential(uuid) is 'what the viewer''s account, or one of its services, has already becomes confidential';
${[
  'viewer_teams()',
  'kept_from_viewer(text, uuid)',
  'kept_entries(uuid[])',
  'mark_confidential()',
  'keep_confidential(uuid)',
]
  .map((name) => `alter function ${name} owner to accord_definer;`)
  .join('\n')}
revoke execute on function keep_confidential(uuid), mark_confidential() from public;
grant execute on function keep_confidential(uuid) to accord_api;`;

const mine = `((not seen.confidential and seen.why = 'assigned') or ${person} is null or seen.person_id = ${person} or seen.team_id = any (${teams}))`;
const policies = `
drop policy own on process;
create policy own on process using (account_id = ${account} and (not confidential or ${person} is null
    or ${person} in (manager_id, started_by_id) or team_id = any (${teams}))) with check (account_id = ${account});
drop policy own on task;
create policy own on task using (account_id = ${account} and (not confidential or not kept_from_viewer('process', process_id)))
  with check (account_id = ${account});
drop policy shared_read on task;
create policy shared_read on task for select using (exists (select from visibility seen where seen.record_id = task.id
  and seen.account_id = ${account} and ${mine}));
drop policy shared_write on task;
create policy shared_write on task for update
  using (exists (select from visibility seen where seen.record_id = task.id and seen.account_id = ${account} and seen.why = 'assigned' and ${mine}))
  with check (exists (select from visibility seen where seen.record_id = task.id and seen.account_id = ${account} and seen.why = 'assigned'));
create policy confidential on approval as restrictive to accord_api, accord_worker
  using (${person} is null or exists (select 1 from task t where t.id = task_id));`;

/** What looks past row level security leaves out the same. */
const patched = `
do $$ declare
  change record;
  body text;
begin
  for change in select * from (values
    ('inbox_rows', 'v.record_id = t.id)', 'v.record_id = t.id and (not v.confidential or v.person_id = viewer_person() or v.team_id = any (viewer_teams())))'),
    ('involved_people', '(wide or v.person_id = viewer_person())',
      '((wide and (not v.confidential or v.team_id = any (viewer_teams()))) or v.person_id = viewer_person())'),
    ('involved_people', $q$v.why = 'assigned' and wide$q$, $q$v.why = 'assigned' and wide and not kept_from_viewer('task', v.record_id)$q$),
    ('involved_people', 'a.account_id = viewer and wide', $q$a.account_id = viewer and wide and not kept_from_viewer('task', a.task_id)$q$)
  ) as changes (name, old, new)
  loop
    select pg_get_functiondef(oid) into strict body from pg_proc where pronamespace = 'public'::regnamespace and proname = change.name;
    if strpos(body, change.old) = 0 then raise 'The function % is another than expected.', change.name; end if;
    execute replace(body, change.old, change.new);
  end loop;
end $$;
alter function beside_tasks(uuid[], uuid) rename to beside_all_tasks;
create function beside_tasks(tasks uuid[], looker uuid) returns table (task_id uuid, owner_handle text, owner_name text, assigned_handle text,
    assigned_name text, team_name text, member_name text, for_name text, calendar jsonb, ahead bigint)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query select b.* from beside_all_tasks(tasks, looker) b where not kept_from_viewer('task', b.task_id); end $$;
alter function authors_of(uuid[]) rename to authors_of_all;
create function authors_of(notes uuid[]) returns table (note_id uuid, author text, handle text, account text)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query select a.* from authors_of_all(notes) a join note n on n.id = a.note_id
      where not case when n.task_id is null then kept_from_viewer('process', n.process_id) else kept_from_viewer('task', n.task_id) end;
  end $$;
alter function news_of(uuid[], boolean) rename to news_of_all;
create function news_of(entries uuid[], wide boolean) returns table (id uuid, kind text, record_id uuid, action text, process_id uuid)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query select n.* from news_of_all(entries, wide) n where not kept_from_viewer(n.kind, n.record_id)
      and (n.kind <> 'process' or not coalesce(viewer_early(), false)) order by n.id;
  end $$;
alter function beside_tasks(uuid[], uuid) owner to accord_definer;
alter function authors_of(uuid[]) owner to accord_definer;
alter function news_of(uuid[], boolean) owner to accord_definer;
revoke execute on function beside_all_tasks(uuid[], uuid), authors_of_all(uuid[]), news_of_all(uuid[], boolean) from public, accord_api, accord_worker;`;
