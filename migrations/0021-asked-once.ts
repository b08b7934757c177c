import { Migration } from '@mikro-orm/migrations';

/** For an inbox the signature of who looks is checked once to find its page and once to read it. */
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
  end $$;`);
  }
}
