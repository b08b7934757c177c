import { Migration } from '@mikro-orm/migrations';
import { asks } from './0014-trusts/words.ts';

/** What is to be ticked before a task is complete, and who ticked it: named as whoever works the task is. */
export class Checklists extends Migration {
  override up(): void {
    this.addSql(`
alter table task add column checklist jsonb;
comment on column task.checklist is 'its items, and who ticked them when; null: it has none';
grant create on schema public to accord_definer;
create function ticked_by(tasks uuid[]) returns table (task_id uuid, item integer, name text) ${asks}
  declare viewer uuid := viewer_account(); begin return query
    select t.id, (items.place)::integer, p.name
    from unnest(tasks) as wanted(id) join task t on t.id = wanted.id
      cross join lateral jsonb_array_elements(t.checklist) with ordinality as items(item, place)
      join person p on p.id = (items.item -> 'done' ->> 'by')::uuid
    where not kept_from_viewer('task', t.id) and case
      when t.assigned_account_id = viewer then t.account_id = viewer
        or exists (select 1 from visibility v where v.record_id = t.id and v.account_id = viewer)
      else t.account_id = viewer and exists (select 1 from trust tr join trust_grant g on g.trust_id = tr.id and g.capability = 'show_specialists'
        and g.account_id = tr.trusted_id where tr.trusting_id = viewer and tr.trusted_id = t.assigned_account_id and tr.status = 'accepted') end;
  end $$;
comment on function ticked_by(uuid[]) is 'who ticked items of tasks, as far as the viewer''s account may know who works them';
alter function ticked_by(uuid[]) owner to accord_definer;
revoke create on schema public from accord_definer;
revoke execute on function ticked_by(uuid[]) from public;
grant execute on function ticked_by(uuid[]) to accord_api, accord_worker;`);
  }
}
