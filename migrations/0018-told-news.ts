import { Migration } from '@mikro-orm/migrations';

/**
 * That an internal note was written is told for as long as the record is seen that it is on, and of what is asked of one person
 * for another account nobody else of his account is told.
 */
export class ToldNews extends Migration {
  override up(): void {
    this.addSql(`
grant create on schema public to accord_definer;
create or replace function news_of_all(entries uuid[], wide boolean) returns table (id uuid, kind text, record_id uuid, action text, process_id uuid)
  language sql stable security definer set search_path = public
  as $$ with entry as (select * from audit where audit.id = any (entries)),
          told as (
            select e.id, e.at, e.account_id, e.record_kind as kind, e.record_id, e.action from entry e where e.record_kind in ('process', 'task', 'approval')
            union all
            select e.id, e.at, e.account_id, 'task', t.id::uuid, 'activated' from entry e, jsonb_array_elements_text(e.changes -> 'tasks') as t(id)
              where e.record_kind = 'process' and e.action = 'tasks_activated'
            union all
            select e.id, e.at, coalesce(t.account_id, e.account_id), case when t.id is null then 'process' else 'task' end,
                coalesce(t.id, (e.changes ->> 'process')::uuid), 'noted'
              from entry e left join task t on t.id = (e.changes ->> 'task')::uuid
              where e.record_kind = 'note' and e.account_id = (select viewer_account()) and wide)
        select n.id, n.kind, n.record_id, n.action, t.process_id from told n
          left join task t on n.kind = 'task' and t.id = n.record_id and t.account_id = (select viewer_account())
        where case
          when n.account_id = (select viewer_account()) and wide then true
          when n.kind = 'task' then exists (select 1 from visibility v left join trust tr on tr.id = v.trust_id where v.record_id = n.record_id
            and v.account_id = (select viewer_account()) and ((wide and v.why = 'assigned') or v.person_id = (select viewer_person()))
            and (v.trust_id is null or tr.status = 'accepted' or n.at <= least(tr.ended_at, tr.suspended_by_trusting, tr.suspended_by_trusted)))
          when n.kind = 'approval' then exists (select 1 from approval a where a.id = n.record_id and a.approver_id = (select viewer_person())
            and exists (select 1 from visibility v where v.record_id = a.task_id and v.account_id = (select viewer_account())))
          when n.account_id <> (select viewer_account()) then false
          else exists (select 1 from process p where p.id = n.record_id and (select viewer_person()) in (p.manager_id, p.started_by_id)) end
        order by n.id $$;
alter function news_of_all(uuid[], boolean) owner to accord_definer;
revoke create on schema public from accord_definer;`);
  }
}
