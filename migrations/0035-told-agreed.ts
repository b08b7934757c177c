import { Migration } from '@mikro-orm/migrations';

/**
 * What becomes of a trust or an agreement is told to whoever may read it, on both sides: of a trust its administrators and
 * auditors, of an agreement all who see the work of a party. That it changed is all that is told; whoever sees work is told to
 * read anew when a trust ends, rests or goes on, as before.
 */
export class ToldAgreed extends Migration {
  override up(): void {
    this.addSql(`
grant create on schema public to accord_definer;
create or replace function recent_entries_of(after uuid, most integer) returns table (id uuid, accounts uuid[])
  language sql stable security definer set search_path = public
  as $$ select a.id, array(
            select a.account_id
            union select v.account_id from visibility v where a.record_kind = 'task' and v.record_id = a.record_id
            union select v.account_id from jsonb_array_elements_text(a.changes -> 'tasks') as t(id)
              join visibility v on v.record_id = t.id::uuid where a.action = 'tasks_activated')
        from audit a where a.id > after and a.record_kind in ('process', 'task', 'approval', 'note', 'trust', 'agreement')
        order by a.id limit most $$;
alter function recent_entries_of(uuid, integer) owner to accord_definer;

create or replace function news_of(entries uuid[], wide boolean) returns table (id uuid, kind text, record_id uuid, action text, process_id uuid)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare viewer uuid := viewer_account(); begin return query
    select n.* from news_of_all(entries, wide) n where not kept_from_viewer(n.kind, n.record_id)
      and (n.kind <> 'process' or not coalesce(viewer_early(), false))
    union all
    select e.id, 'reset', e.account_id, 'changed', null::uuid from audit e
      where e.id = any (entries) and e.record_kind = 'trust' and e.account_id = viewer and wide
        and e.action in ('revoked', 'suspended', 'resumed')
    union all
    select e.id, e.record_kind, e.record_id, 'changed', null::uuid from audit e
      where e.id = any (entries) and e.account_id = viewer and wide and (e.record_kind = 'agreement'
        or e.record_kind = 'trust' and exists (select 1 from role r where r.account_id = viewer and r.person_id = viewer_person()
          and r.name in ('account_admin', 'auditor')
          and (r.trust_id is null or exists (select 1 from trust tr where tr.id = r.trust_id and tr.status = 'accepted'))))
    order by id;
  end $$;
alter function news_of(uuid[], boolean) owner to accord_definer;
revoke create on schema public from accord_definer;`);
  }
}
