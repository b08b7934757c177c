import { Migration } from '@mikro-orm/migrations';

/**
 * Whoever reconciles looks over all accounts, at what says who works on what and who is shown what, and changes nothing
 * but the latter. It reads no note, no input, no output and nobody's address.
 */
export class Reconciler extends Migration {
  override up(): void {
    for (const table of Object.keys(read)) {
      this.addSql(`create policy reconciler on ${table} for select to accord_reconciler using (true);`);
    }
    this.addSql(`
create policy reconciler_writes on visibility to accord_reconciler using (true) with check (true);
create policy reconciler_tells on audit for insert to accord_reconciler with check (actor_id is null and action = 'reconciled');
grant insert, update, delete on visibility to accord_reconciler;
grant insert on audit to accord_reconciler;`);
    for (const [table, columns] of Object.entries(read)) {
      this.addSql(`grant select (${columns}) on ${table} to accord_reconciler;`);
    }
  }
}

const read = {
  account: 'id, handle, kind, directory_id',
  team: 'id, account_id',
  trust: 'id, trusting_id, trusted_id, status',
  trust_offering: 'trust_id, offering_id, account_id',
  process: 'id, account_id, status',
  task: 'id, account_id, process_id, status, category, assigned_account_id, trust_id, team_id, member_id, due, target, activated_at, finished_at',
  approval: 'id, account_id, task_id, approver_id, status',
  visibility:
    'account_id, record_id, holder_id, why, owner_id, process_id, trust_id, team_id, person_id, since, until, open, due',
  withheld: 'record_id, holder_id',
};
