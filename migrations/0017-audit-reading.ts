import { Migration } from '@mikro-orm/migrations';

/** What is asked of the audit log beyond its entries: how long one has waited for its seal. */
export class AuditReading extends Migration {
  override up(): void {
    this.addSql(`
grant create on schema public to accord_definer;
create function unsealed_since() returns timestamptz language sql stable security definer set search_path = public
  as $$ select uuid_extract_timestamp(u.entry_id) from audit_unsealed u order by u.entry_id limit 1 $$;
comment on function unsealed_since() is 'when the oldest entry was made that no seal holds yet; null when all are sealed';
${functions.map((name) => `alter function ${name} owner to accord_definer;`).join('\n')}
revoke create on schema public from accord_definer;
revoke execute on function ${functions.join(', ')} from public;
grant execute on function unsealed_since() to accord_api, accord_worker;`);
  }
}

const functions = ['unsealed_since()'];
