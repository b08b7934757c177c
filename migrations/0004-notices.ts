import { Migration } from '@mikro-orm/migrations';

/** Whoever delivers a notice asks again, in the recipient's name, whether he may still see what it is about. */
export class Notices extends Migration {
  override up(): void {
    this.addSql('grant execute on function accounts_of(uuid) to accord_worker;');
  }
}
