import { Migration } from '@mikro-orm/migrations';

/** The open work of an offering is counted anew when its calendar is edited. */
export class Recounting extends Migration {
  override up(): void {
    this.addSql(`
alter table outbox drop constraint outbox_kind_check,
  add check (kind in ('start', 'changed', 'signal', 'notice', 'drain', 'recount'));`);
  }
}
