import { Migration } from '@mikro-orm/migrations';

/** Who else sees something: as what people may act in the viewer's account, by the very function that lets them in. */
export class Why extends Migration {
  override up(): void {
    this.addSql(`
grant create on schema public to accord_definer;
create function acting_here(people uuid[]) returns table (person_id uuid, roles text[])
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query select p.id, a.roles from unnest(people) as p(id) cross join lateral accounts_of(p.id) a
    where a.account_id = (select viewer_account()); end $$;
comment on function acting_here(uuid[]) is 'which of these people may act in the viewer''s account now, and in which roles';
alter function acting_here(uuid[]) owner to accord_definer;
revoke create on schema public from accord_definer;
revoke execute on function acting_here(uuid[]) from public;
grant execute on function acting_here(uuid[]) to accord_api;`);
  }
}
