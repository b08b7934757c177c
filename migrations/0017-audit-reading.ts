import { Migration } from '@mikro-orm/migrations';

/**
 * What another account's auditors read of what was done to a task that their account is shown, by whom entries are, and how
 * long one has waited for its seal.
 */
export class AuditReading extends Migration {
  override up(): void {
    this.addSql(told);
    this.addSql(`
create policy shown on audit for select to accord_api using (record_kind = 'task' and exists (select from task t where t.id = record_id and t.account_id = audit.account_id));
create index audit_intervention on audit (account_id, id) where record_kind = 'task' and action in ('canceled', 'noted', 'woken');
comment on index audit_intervention is 'what an owner does to tasks that others may have: few among all that is done';
grant create on schema public to accord_definer;
create function unsealed_since() returns timestamptz language sql stable security definer set search_path = public
  as $$ select uuid_extract_timestamp(u.entry_id) from audit_unsealed u order by u.entry_id limit 1 $$;
comment on function unsealed_since() is 'when the oldest entry was made that no seal holds yet; null when all are sealed';
create function audited_task(kind text, record uuid) returns uuid language sql stable security definer set search_path = public
  as $$ select case kind when 'task' then record when 'approval' then (select a.task_id from approval a where a.id = record) end $$;
comment on function audited_task(text, uuid) is 'the task that an entry is about';
create function actors_of(entries uuid[]) returns table (entry_id uuid, name text)
  language sql stable security definer set search_path = public
  as $$ select a.id, p.name from unnest(entries) as wanted(id) join audit a on a.id = wanted.id join person p on p.id = a.actor_id
        where case
          when a.actor_account_id = (select viewer_account()) then true
          -- Before it was accepted the two had nothing to do with each other.
          when a.record_kind = 'trust' then a.account_id = (select viewer_account())
            and exists (select from trust t where t.id = a.record_id and t.status not in ('pending', 'rejected', 'canceled', 'expired'))
          when a.account_id = (select viewer_account()) then true
          else a.record_kind = 'task' and exists (select from visibility v where v.record_id = a.record_id and v.account_id = (select viewer_account())) end $$;
comment on function actors_of(uuid[]) is 'the names of those by whom entries are that the viewer''s account sees';
${functions.map((name) => `alter function ${name} owner to accord_definer;`).join('\n')}
revoke create on schema public from accord_definer;
revoke execute on function ${functions.join(', ')} from public;
grant execute on function unsealed_since() to accord_api, accord_worker;
grant execute on function audited_task(text, uuid), actors_of(uuid[]) to accord_api;`);
  }
}

const functions = ['unsealed_since()', 'audited_task(text, uuid)', 'actors_of(uuid[])'];

/** What is done for people past any viewer stands in the logs as well: in every account that loses somebody. */
const told = `
do $$ declare
  taken text := pg_get_functiondef('take_welcome(bytea, text)'::regprocedure);
  ended text := pg_get_functiondef('end_stay(uuid)'::regprocedure);
begin
  execute replace(taken, 'return whose;', '
    insert into audit (id, at, account_id, actor_account_id, actor_id, record_kind, record_id, action)
      select uuidv7(), now(), p.home_id, p.home_id, p.id, ''person'', p.id, ''password_set'' from person p where p.id = whose;
    return whose;');
  execute replace(ended, 'update team set', '
    insert into audit (id, at, account_id, actor_account_id, actor_id, record_kind, record_id, action)
      select uuidv7(), now(), held.account_id, viewer_account(), null, ''person'', whose, ''left'' from
        (select account_id from role where person_id = whose union select account_id from team_member where person_id = whose) held
      where held.account_id <> viewer_account();
    update team set');
end $$;`;
