import { Migration } from '@mikro-orm/migrations';

/**
 * That a trust ended, rests or goes on is told to whoever works in either account: what he sees may be another now. Which trust
 * it was only its administrators read.
 */
export class ToldTrusts extends Migration {
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
        from audit a where a.id > after and (a.record_kind in ('process', 'task', 'approval', 'note')
          or a.record_kind = 'trust' and a.action in ('revoked', 'suspended', 'resumed'))
        order by a.id limit most $$;
alter function recent_entries_of(uuid, integer) owner to accord_definer;

create or replace function news_of(entries uuid[], wide boolean) returns table (id uuid, kind text, record_id uuid, action text, process_id uuid)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query
    select n.* from news_of_all(entries, wide) n where not kept_from_viewer(n.kind, n.record_id)
      and (n.kind <> 'process' or not coalesce(viewer_early(), false))
    union all
    select e.id, 'trust', e.account_id, 'changed', null::uuid from audit e
      where e.id = any (entries) and e.record_kind = 'trust' and e.account_id = viewer_account() and wide
        and e.action in ('revoked', 'suspended', 'resumed')
    order by id;
  end $$;
alter function news_of(uuid[], boolean) owner to accord_definer;
revoke create on schema public from accord_definer;`);
  }
}
