import { Migration } from '@mikro-orm/migrations';

/** Which tasks decide what happens, so that their completion is told at once even when it releases nothing that waits. */
export class Deciding extends Migration {
  override up(): void {
    this.addSql(`
alter table task add column decides boolean not null default false;
comment on column task.decides is 'which case is taken hangs on its output: a case not taken releases what follows it';`);
  }
}
