import { Migration } from '@mikro-orm/migrations';

/** Who finishes something says himself whether it releases anything, and workflows are told no more than they must be. */
export class Driving extends Migration {
  override up(): void {
    this.addSql(`
alter table process add column timer_at timestamptz;
comment on column process.timer_at is 'when the timer of its workflow runs out; null: it holds none';
drop function releasing_processes(uuid[]);
update outbox set kind = 'changed' where kind = 'finished';
alter table outbox drop constraint outbox_kind_check, add check (kind in ('start', 'changed', 'signal', 'notice'));
grant create on schema public to accord_definer;
create function releases(finished uuid) returns boolean language plpgsql volatile security definer set search_path = public
  as $$ declare process uuid; begin
    select t.process_id into process from task t where t.id = finished and (t.account_id = viewer_account()
      or exists (select 1 from visibility v where v.account_id = viewer_account() and v.record_id = t.id));
    -- Of two who finish at once the second waits here until the first has committed, and then sees it.
    perform pg_advisory_xact_lock(hashtextextended(process::text, 0));
    return exists (select 1 from task s where s.process_id = process and s.status = 'registered' and not exists (
          select 1 from task d where d.process_id = process and d.node = any (s.after)
            and d.status not in ('completed', 'approved', 'canceled')))
      or exists (select 1 from task f where f.process_id = process and f.status in ('failed', 'rejected'))
      or not exists (select 1 from task o where o.process_id = process and o.finished_at is null);
  end $$;
comment on function releases(uuid) is 'whether there is something to decide in the process of a task that the viewer sees; until the end of the transaction nobody else is told';
drop function labels_of(uuid[]);
create function beside_tasks(tasks uuid[]) returns table (task_id uuid, owner_handle text, owner_name text, assigned_handle text,
    assigned_name text, team_name text, member_name text, for_name text, calendar jsonb, ahead bigint)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query select t.id, o.handle, o.name, a.handle, a.name, team.name,
          case when t.assigned_account_id = viewer_account() then m.name end, f.name,
          case when t.clocks is not null then offering.calendar end, p.clock_offset
        from unnest(tasks) as wanted(id) join task t on t.id = wanted.id join account o on o.id = t.account_id
          join process p on p.id = t.process_id
          left join account a on a.id = t.assigned_account_id left join team on team.id = t.team_id
          left join person m on m.id = t.member_id left join person f on f.id = t.for_person_id
          left join service_offering offering on offering.id = t.offering_id
        where t.account_id = viewer_account()
          or exists (select 1 from visibility v where v.account_id = viewer_account() and v.record_id = t.id);
  end $$;
comment on function beside_tasks(uuid[]) is 'names, calendar and clock beside tasks the viewer''s account sees; who works a task only where it is worked';
alter function beside_tasks(uuid[]) owner to accord_definer;
alter function releases(uuid) owner to accord_definer;
revoke create on schema public from accord_definer;
revoke execute on function releases(uuid) from public;
grant execute on function releases(uuid) to accord_api, accord_worker;`);
  }
}
