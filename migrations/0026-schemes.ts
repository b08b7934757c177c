import { Migration } from '@mikro-orm/migrations';

/** Who is told of a promise that is running out, and to whom its work goes then. */
export class Schemes extends Migration {
  override up(): void {
    this.addSql(`
alter table service add column owner_id uuid references person;
comment on column service.owner_id is 'who answers for the service';
alter table service_offering add column scheme jsonb not null default '[]';
comment on column service_offering.scheme is 'who is told at which part of a target; empty: the usual';
alter table task add column scheme jsonb, add column escalated jsonb;
comment on column task.scheme is 'copied from the offering when it was assigned; null: the usual';
comment on column task.escalated is 'which of the rules that escalate it have been acted on';
grant update (owner_id) on service to accord_api;
grant update (scheme) on service_offering to accord_api;
drop index audit_intervention;
create index audit_intervention on audit (account_id, id)
  where record_kind = 'task' and action in ('canceled', 'noted', 'woken', 'escalated', 'not_escalated');
comment on index audit_intervention is 'what an owner, or the product for him, does to tasks that others may have: few among all that is done';`);
    this.addSql(wakesEscalations);
  }
}

/** What a scheme would have escalated while a trust was suspended is escalated once it goes on. */
const wakesEscalations = `
do $$ begin
  execute replace(pg_get_functiondef('wake_waiting(uuid)'::regprocedure), 't.status = ''registered'' and t.reason <> ''''',
    '(t.status = ''registered'' and t.reason <> '''' or t.trust_id = wanted and t.scheme is not null and t.finished_at is null)');
end $$;`;
