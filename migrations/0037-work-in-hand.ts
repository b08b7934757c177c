import { Migration } from '@mikro-orm/migrations';
import { asks } from './0014-trusts/words.ts';

/**
 * Confidential tasks of one's own account are seen with their process, as before. For every row a function was asked, which
 * checked the viewer's signature anew each time: now the policy looks at the process under its own. How all running processes
 * stand is asked of a function that decides for each process once, as row by row reading does, and tells of its tasks no more.
 */
export class WorkInHand extends Migration {
  override up(): void {
    this.addSql(`
drop policy own on task;
create policy own on task using (account_id = (select viewer_account())
    and (not confidential or exists (select 1 from process p where p.id = process_id)))
  with check (account_id = (select viewer_account()));
grant create on schema public to accord_definer;
create function work_in_hand() returns table (process_id uuid, clock_offset bigint, status text, activated_at timestamptz, finished_at timestamptz,
    target timestamptz, due timestamptz, clocks jsonb) ${asks}
  declare
    viewer uuid := viewer_account();
    me uuid := viewer_person();
    teams uuid[] := viewer_teams();
  begin
    if coalesce(viewer_early(), false) then return; end if;
    return query select p.id, p.clock_offset, t.status, t.activated_at, t.finished_at, t.target, t.due, t.clocks
      from process p left join task t on t.process_id = p.id and t.account_id = viewer and t.activated_at is not null
        and (t.finished_at is null or t.status in ('failed', 'rejected') and not exists (select 1 from task later
          where later.process_id = t.process_id and later.node = t.node and later.round > t.round))
      where p.account_id = viewer and p.status <> 'completed'
        and (not p.confidential or me is null or me in (p.manager_id, p.started_by_id) or p.team_id = any (teams));
  end $$;
comment on function work_in_hand() is 'tasks that are open or in the way in the processes the viewer sees that are not over; a row without a task where there is none';
alter function work_in_hand() owner to accord_definer;
revoke create on schema public from accord_definer;
revoke execute on function work_in_hand() from public;
grant execute on function work_in_hand() to accord_api;`);
  }
}
