import { Migration } from '@mikro-orm/migrations';

/** What reading needs: names beside tasks, where something waits for a person, what is new, whether all is told. */
export class Reading extends Migration {
  override up(): void {
    this.addSql(`
create index visibility_person on visibility (person_id, account_id) where open and person_id is not null;
create index process_newest on process (account_id, id);
comment on index visibility_person is 'in which accounts something waits for a person';`);
    this.addSql(definer);
    this.addSql('grant select on migration to accord_api, accord_worker;');
  }
}

const definer = `
grant create on schema public to accord_definer;
create function labels_of(tasks uuid[]) returns table (task_id uuid, owner_handle text, owner_name text, assigned_handle text,
    assigned_name text, team_name text, member_name text, for_name text)
  language sql stable security definer set search_path = public
  as $$ select t.id, o.handle, o.name, a.handle, a.name, team.name,
          case when t.assigned_account_id = viewer_account() then m.name end, f.name
        from unnest(tasks) as wanted(id) join task t on t.id = wanted.id join account o on o.id = t.account_id
          left join account a on a.id = t.assigned_account_id left join team on team.id = t.team_id
          left join person m on m.id = t.member_id left join person f on f.id = t.for_person_id
        where t.account_id = viewer_account()
          or exists (select 1 from visibility v where v.account_id = viewer_account() and v.record_id = t.id) $$;
comment on function labels_of(uuid[]) is 'names beside tasks the viewer''s account sees; who works a task only where it is worked';

create function inbox_rows(tasks uuid[]) returns table (id uuid, version integer, category text, title text, process_title text,
    status text, due timestamptz, target timestamptz, activated_at timestamptz, waiting_until timestamptz, missed boolean,
    process_id uuid, owner_handle text, owner_name text, assigned_handle text, assigned_name text, team_name text,
    member_name text, for_name text, approval_id uuid)
  language sql stable security definer set search_path = public
  as $$ select t.id, t.version, t.category, t.title, t.process_title, t.status, t.due, t.target, t.activated_at, t.waiting_until,
          coalesce(t.clocks -> 'respond' ->> 'breachedAt', t.clocks -> 'complete' ->> 'breachedAt') is not null,
          t.process_id, o.handle, o.name, a.handle, a.name, team.name,
          case when t.assigned_account_id = viewer_account() then m.name end, f.name,
          case when t.category = 'approval' then (select p.id from approval p where p.task_id = t.id and p.approver_id = viewer_person()) end
        from unnest(tasks) as wanted(id) join task t on t.id = wanted.id join account o on o.id = t.account_id
          left join account a on a.id = t.assigned_account_id left join team on team.id = t.team_id
          left join person m on m.id = t.member_id left join person f on f.id = t.for_person_id
        where exists (select 1 from visibility v where v.account_id = viewer_account() and v.record_id = t.id) $$;
comment on function inbox_rows(uuid[]) is 'tasks shown to the viewer''s account as an inbox shows them, with the names beside them';

create function authors_of(notes uuid[]) returns table (note_id uuid, author text, handle text, account text)
  language sql stable security definer set search_path = public
  as $$ select n.id, p.name, a.handle, a.name from unnest(notes) as wanted(id) join note n on n.id = wanted.id
          join person p on p.id = n.author_id join account a on a.id = n.account_id
        where (n.kind = 'public' or n.account_id = viewer_account()) and (
          exists (select 1 from task t where t.id = n.task_id and t.account_id = viewer_account())
          or exists (select 1 from visibility v where v.account_id = viewer_account() and v.record_id = n.task_id)
          or exists (select 1 from process p where p.id = n.process_id and p.account_id = viewer_account())) $$;
comment on function authors_of(uuid[]) is 'who wrote notes that the viewer''s account sees';

create function asked_in(person uuid) returns setof uuid language sql stable security definer set search_path = public
  as $$ select distinct v.account_id from visibility v where v.person_id = person and v.open $$;

create function recent_entries(after uuid, most integer) returns table (id uuid, accounts uuid[])
  language sql stable security definer set search_path = public
  as $$ select a.id, array(
            select a.account_id
            union select v.account_id from visibility v where a.record_kind = 'task' and v.record_id = a.record_id
            union select v.account_id from jsonb_array_elements_text(a.changes -> 'tasks') as t(id)
              join visibility v on v.record_id = t.id::uuid where a.action = 'tasks_activated')
        from audit a where a.id > after and a.record_kind in ('process', 'task', 'approval', 'note')
        order by a.id limit most $$;
comment on function recent_entries(uuid, integer) is 'which accounts new entries may concern; what they say is asked in the name of each viewer';

create function news_of(entries uuid[], wide boolean) returns table (id uuid, kind text, record_id uuid, action text, process_id uuid)
  language sql stable security definer set search_path = public
  as $$ with entry as (select * from audit where audit.id = any (entries)),
          told as (
            select e.id, e.account_id, e.record_kind as kind, e.record_id, e.action from entry e where e.record_kind in ('process', 'task', 'approval')
            union all
            select e.id, e.account_id, 'task', t.id::uuid, 'activated' from entry e, jsonb_array_elements_text(e.changes -> 'tasks') as t(id)
              where e.record_kind = 'process' and e.action = 'tasks_activated'
            union all
            select e.id, e.account_id, case when jsonb_exists(e.changes, 'task') then 'task' else 'process' end,
                coalesce(e.changes ->> 'task', e.changes ->> 'process')::uuid, 'noted' from entry e
              where e.record_kind = 'note' and e.account_id = viewer_account() and wide)
        select n.id, n.kind, n.record_id, n.action, t.process_id from told n
          left join task t on n.kind = 'task' and t.id = n.record_id and t.account_id = viewer_account()
        where case
          when n.account_id = viewer_account() and wide then true
          when n.kind = 'task' then exists (select 1 from visibility v where v.record_id = n.record_id
            and v.account_id = viewer_account() and (wide or v.person_id = viewer_person()))
          when n.account_id <> viewer_account() then false
          when n.kind = 'process' then exists (select 1 from process p where p.id = n.record_id
            and viewer_person() in (p.manager_id, p.started_by_id))
          else exists (select 1 from approval a where a.id = n.record_id and a.approver_id = viewer_person()) end
        order by n.id $$;
comment on function news_of(uuid[], boolean) is 'what entries tell the viewer: which records he sees have changed; wide: he sees all work of the account';

create function untold_since() returns timestamptz language sql stable security definer set search_path = public
  as $$ select o.at from outbox o order by o.id limit 1 $$;

${[
  'labels_of(uuid[])',
  'inbox_rows(uuid[])',
  'authors_of(uuid[])',
  'asked_in(uuid)',
  'recent_entries(uuid, integer)',
  'news_of(uuid[], boolean)',
  'untold_since()',
]
  .map((name) => `alter function ${name} owner to accord_definer;`)
  .join('\n')}
revoke create on schema public from accord_definer;
revoke execute on function asked_in(uuid), recent_entries(uuid, integer), untold_since() from public;
grant execute on function asked_in(uuid), recent_entries(uuid, integer), untold_since() to accord_api;
grant select on audit, outbox, approval, note to accord_definer;
${['audit', 'outbox', 'approval', 'note'].map((table) => `create policy definer on ${table} for select to accord_definer using (true);`).join('\n')}`;
