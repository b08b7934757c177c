import { Migration } from '@mikro-orm/migrations';

/** What a browser asks for: inboxes narrowed down, and what a person has set for himself, following him to every browser. */
export class Browsing extends Migration {
  override up(): void {
    this.addSql(inboxes);
    this.addSql(`
create table saved_view (
  person_id uuid not null references person,
  name text not null check (length(name) between 1 and 60),
  page text not null check (page in ('inbox', 'processes')),
  query text not null check (length(query) <= 2000),
  saved_at timestamptz not null,
  primary key (person_id, name)
);
comment on table saved_view is 'a list as somebody narrowed it down; his own, whichever account he acts in';
create table preference (
  person_id uuid primary key references person,
  language text check (language in ('en', 'nl')),
  zone text check (length(zone) between 1 and 64),
  theme text not null check (theme in ('light', 'dark', 'auto')),
  shortcuts boolean not null
);
comment on table preference is 'how somebody has it shown; null: as his browser says';`);
    for (const table of ['saved_view', 'preference']) {
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;
create policy migration on ${table} to accord_migrator using (true) with check (true);
create policy own on ${table} using (person_id = (select viewer_person())) with check (person_id = (select viewer_person()));
grant select, insert, update, delete on ${table} to accord_api;`);
    }
  }
}

/** An approver of another account is told no more of a task than his card says. */
const inboxes = `
grant create on schema public to accord_definer;
drop function inbox_rows(uuid[]);
create function inbox_rows(tasks uuid[]) returns table (id uuid, version integer, category text, title text, process_title text,
    status text, due timestamptz, target timestamptz, activated_at timestamptz, waiting_until timestamptz, missed boolean,
    process_id uuid, owner_handle text, owner_name text, assigned_handle text, assigned_name text, team_name text,
    member_name text, for_name text, approval_id uuid, holder_id uuid, impact text, clocks jsonb, ahead bigint)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare viewer uuid := viewer_account(); begin
    return query select t.id, t.version, t.category, t.title, t.process_title, t.status, t.due, t.target, t.activated_at, t.waiting_until,
          coalesce(t.clocks -> 'respond' ->> 'breachedAt', t.clocks -> 'complete' ->> 'breachedAt') is not null,
          t.process_id, o.handle, o.name, a.handle, a.name, team.name,
          case when t.assigned_account_id = viewer then m.name end, f.name,
          case when t.category = 'approval' then (select p.id from approval p where p.task_id = t.id and p.approver_id = (select viewer_person())) end,
          case when viewer in (t.account_id, t.assigned_account_id) then t.assigned_account_id end,
          case when viewer in (t.account_id, t.assigned_account_id) then t.impact else 'none' end,
          case when viewer in (t.account_id, t.assigned_account_id) then t.clocks end,
          (select p.clock_offset from process p where p.id = t.process_id)
        from unnest(tasks) as wanted(id) join task t on t.id = wanted.id join account o on o.id = t.account_id
          left join account a on a.id = t.assigned_account_id left join team on team.id = t.team_id
          left join person m on m.id = t.member_id left join person f on f.id = t.for_person_id
        where exists (select 1 from visibility v where v.account_id = viewer and v.record_id = t.id
          and (not v.confidential or v.person_id = (select viewer_person()) or v.team_id = any (viewer_teams())));
  end $$;
comment on function inbox_rows(uuid[]) is 'tasks shown to the viewer''s account as an inbox shows them, with the names beside them';
create function inbox_matching(tasks uuid[], words text, statuses text[], categories text[], late boolean, at timestamptz, moved boolean)
  returns setof uuid language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_variable
  declare viewer uuid := viewer_account(); begin
    return query select t.id from unnest(tasks) as wanted(id) join task t on t.id = wanted.id
          left join person f on f.id = t.for_person_id and words is not null
          left join process p on p.id = t.process_id and moved and late is not null
        where (statuses is null or t.status = any (statuses)) and (categories is null or t.category = any (categories))
          and (words is null or strpos(lower(t.title), lower(words)) > 0 or strpos(lower(t.process_title), lower(words)) > 0
            or strpos(lower(f.name), lower(words)) > 0)
          and (late is null or late = (coalesce(least(t.due, t.target) < at + coalesce(p.clock_offset, 0) * interval '1 ms', false)
            or coalesce(t.clocks -> 'respond' ->> 'breachedAt', t.clocks -> 'complete' ->> 'breachedAt') is not null))
          and exists (select 1 from visibility v where v.account_id = viewer and v.record_id = t.id
            and (not v.confidential or v.person_id = (select viewer_person()) or v.team_id = any (viewer_teams())));
  end $$;
comment on function inbox_matching(uuid[], text, text[], text[], boolean, timestamptz, boolean) is
  'which of the tasks shown to the viewer''s account are as asked for, by what an inbox shows of them; null: whatever it is';
alter function inbox_rows(uuid[]) owner to accord_definer;
alter function inbox_matching(uuid[], text, text[], text[], boolean, timestamptz, boolean) owner to accord_definer;
revoke create on schema public from accord_definer;`;
