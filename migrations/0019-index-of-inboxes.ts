import { Migration } from '@mikro-orm/migrations';

/** Whatever row level security asks about an inbox is in its index, so that counting one reads nothing else. */
export class IndexOfInboxes extends Migration {
  override up(): void {
    this.addSql(`
drop index visibility_inbox;
create index visibility_inbox on visibility (account_id, due, record_id) include (team_id, person_id, owner_id) where open;`);
  }
}
