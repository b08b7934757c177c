import { Migration } from '@mikro-orm/migrations';

/** How long a task was waited for is told to who does it as well, though the process is another account's. */
export class ProcessBegun extends Migration {
  override up(): void {
    this.addSql(`
grant create on schema public to accord_definer;
create function process_begun(wanted uuid) returns timestamptz language plpgsql stable security definer set search_path = public
  as $$ declare viewer uuid := viewer_account(); begin
    return (select p.started_at from task t join process p on p.id = t.process_id
      where t.id = wanted and t.assigned_account_id = viewer and (t.account_id = viewer
        or exists (select 1 from visibility v join trust tr on tr.id = v.trust_id
          where v.record_id = t.id and v.account_id = viewer and v.why = 'assigned' and tr.status = 'accepted')));
  end $$;
comment on function process_begun(uuid) is 'when the process of a task began that the viewer''s account does';
alter function process_begun(uuid) owner to accord_definer;
revoke create on schema public from accord_definer;
revoke execute on function process_begun(uuid) from public;
grant execute on function process_begun(uuid) to accord_api;`);
  }
}
