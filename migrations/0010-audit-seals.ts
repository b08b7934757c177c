import { Migration } from '@mikro-orm/migrations';

/**
 * Entries of the audit log are sealed afterwards, many at a time, so that no command waits for another of its account. Until
 * then each is marked, by a trigger, that nobody forgets it. Nobody changes or removes a seal or an entry.
 */
export class AuditSeals extends Migration {
  override up(): void {
    this.addSql(`
create table audit_unsealed (entry_id uuid not null, account_id uuid not null);
comment on table audit_unsealed is 'entries that no seal holds yet; no index: it is read whole and nearly empty';
insert into audit_unsealed select id, account_id from audit;

create table audit_seal (
  account_id uuid not null references account,
  number integer not null check (number > 0),
  entry_ids uuid[] not null check (cardinality(entry_ids) > 0),
  marks bytea not null,
  previous bytea not null check (length(previous) = 32),
  salt bytea not null check (length(salt) = 16),
  hash bytea not null check (length(hash) = 32),
  sealed_at timestamptz not null,
  primary key (account_id, number)
);
comment on table audit_seal is 'entries of an account, chained: hash is over previous, salt and what the entries say';
comment on column audit_seal.marks is 'four bytes an entry, to say which one was changed when the hash does not fit';
comment on column audit_seal.salt is 'never shown: the hash must not serve to guess who acted for another account';`);
    for (const table of ['audit_unsealed', 'audit_seal']) {
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;
create policy migration on ${table} to accord_migrator using (true) with check (true);
create policy definer on ${table} to accord_definer using (true) with check (true);`);
    }
    this.addSql(`
create policy own on audit_seal for select to accord_api, accord_worker using (account_id = viewer_account());
create policy own on audit_unsealed for select to accord_api, accord_worker using (account_id = viewer_account());
grant select on audit_seal, audit_unsealed to accord_api, accord_worker;
grant select, insert on audit_seal to accord_definer;
grant select, insert, delete on audit_unsealed to accord_definer;
grant create on schema public to accord_definer;

create function mark_unsealed() returns trigger language plpgsql security definer set search_path = public
  as $$ begin insert into audit_unsealed values (new.id, new.account_id); return null; end $$;
create trigger unsealed after insert on audit for each row execute function mark_unsealed();

create function entries_to_seal(most integer) returns table (account_id uuid, entry_ids uuid[])
  language sql stable security definer set search_path = public
  as $$ select e.account_id, array_agg(e.id order by e.id)
        from (select a.account_id, a.id from audit_unsealed u join audit a on a.id = u.entry_id order by a.id limit most) e group by e.account_id $$;
comment on function entries_to_seal(integer) is 'the oldest that no seal holds yet, by account';
create function still_unsealed(wanted uuid[]) returns setof uuid language sql stable security definer set search_path = public
  as $$ select entry_id from audit_unsealed where entry_id = any (wanted) order by entry_id $$;
create function seal_audit(entries uuid[], marks bytea, seal_number integer, previous bytea, salt bytea, hash bytea, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = public
  as $$ declare
    sealed integer;
  begin
    if exists (select 1 from unnest(entries) as e(id) left join audit a on a.id = e.id and a.account_id = viewer_account() where a.id is null) then
      raise exception 'A seal holds entries of its own account only.';
    end if;
    delete from audit_unsealed u where u.entry_id = any (entries);
    get diagnostics sealed = row_count;
    if sealed <> cardinality(entries) then raise exception 'An entry is sealed once.'; end if;
    if previous <> coalesce((select s.hash from audit_seal s where s.account_id = viewer_account() and s.number = seal_number - 1), '\\x${'00'.repeat(32)}'::bytea)
      or seal_number <> 1 + coalesce((select max(s.number) from audit_seal s where s.account_id = viewer_account()), 0) then
      raise exception 'A seal follows the newest one.';
    end if;
    insert into audit_seal values (viewer_account(), seal_number, entries, marks, previous, salt, hash, at);
  end $$;
comment on function seal_audit(uuid[], bytea, integer, bytea, bytea, bytea, timestamptz) is 'writes the next seal of the viewer''s account';
${functions.map((name) => `alter function ${name} owner to accord_definer;`).join('\n')}
revoke create on schema public from accord_definer;
revoke execute on function ${functions.join(', ')} from public;
grant execute on function ${functions.slice(1).join(', ')} to accord_worker;`);
  }
}

const functions = [
  'mark_unsealed()',
  'entries_to_seal(integer)',
  'still_unsealed(uuid[])',
  'seal_audit(uuid[], bytea, integer, bytea, bytea, bytea, timestamptz)',
];
