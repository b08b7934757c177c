import { Migration } from '@mikro-orm/migrations';

/** Work may be passed on to another provider; what an owner changes of a promise is in the log of whoever made it. */
export class PassedOn extends Migration {
  override up(): void {
    this.addSql(`
alter table task add column passed_to uuid references agreement;
comment on column task.passed_to is 'the agreement by which this round is done, in place of what the process was bound to';
drop index audit_intervention;
create index audit_intervention on audit (account_id, id) where record_kind = 'task' and action in
  ('canceled', 'noted', 'woken', 'escalated', 'not_escalated', 'classified', 'agreed', 'excused', 'held_accountable', 'corrected');`);
  }
}
