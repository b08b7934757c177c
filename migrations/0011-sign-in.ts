import { Migration } from '@mikro-orm/migrations';

/** Signing in at a provider: what is remembered while a person is away there, and who he is when he comes back. */
export class SignIn extends Migration {
  override up(): void {
    this.addSql(`
create table sign_in (
  state_hash bytea primary key,
  verifier_hash bytea not null,
  provider text not null check (length(provider) between 1 and 63),
  nonce text not null check (length(nonce) between 32 and 100),
  return_to text not null check (length(return_to) <= 2000),
  expires_at timestamptz not null
);
create index sign_in_expires on sign_in (expires_at);
comment on table sign_in is 'sign-ins begun at a provider, each until it is over; of its secrets digests only';
create table identity (
  id uuid primary key,
  account_id uuid not null references account,
  person_id uuid not null references person,
  issuer text not null check (length(issuer) between 1 and 2000),
  subject text not null check (length(subject) between 1 and 255),
  linked_at timestamptz not null,
  unique (account_id, issuer, subject),
  unique (account_id, issuer, person_id)
);
create index identity_person on identity (person_id);
comment on table identity is 'who a person is at a provider; account_id is his home: a link never leads into another';

alter table sign_in enable row level security;
alter table sign_in force row level security;
create policy migration on sign_in to accord_migrator using (true) with check (true);
create policy definer on sign_in to accord_definer using (true) with check (true);
grant select, insert, delete on sign_in to accord_definer;
alter table identity enable row level security;
alter table identity force row level security;
create policy migration on identity to accord_migrator using (true) with check (true);
create policy definer on identity for select to accord_definer using (true);
create policy home on identity using (account_id = (select viewer_account()))
  with check (account_id = (select viewer_account()) and person_id = (select viewer_person())
    and exists (select from person p where p.id = person_id and p.home_id = account_id));
grant select on identity to accord_definer;
grant select, insert, delete on identity to accord_api;`);
    this.addSql(functions);
  }
}

/** Asked before there is a viewer. Who may be vouched for is told to the application only, under its signature. */
const functions = `
grant create on schema public to accord_definer;
create function begin_sign_in(state bytea, verifier bytea, at_provider text, with_nonce text, back_to text, seconds integer) returns void
  language plpgsql volatile security definer set search_path = public
  as $$ begin
    delete from sign_in where expires_at <= now();
    insert into sign_in values (state, verifier, at_provider, with_nonce, back_to, now() + seconds * interval '1 second');
  end $$;
create function end_sign_in(state bytea, verifier bytea, at_provider text) returns table (nonce text, return_to text)
  language plpgsql volatile security definer set search_path = public
  as $$ #variable_conflict use_column
  begin return query
    delete from sign_in s where s.state_hash = state and s.verifier_hash = verifier and s.provider = at_provider and s.expires_at > now()
      returning s.nonce, s.return_to;
  end $$;
comment on function end_sign_in(bytea, bytea, text) is 'answers once: of two who ask at once one is told';
create function vouched_for(signed text) returns table (person_id uuid, home_id uuid, standing text)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare
    asked jsonb := said(signed, 'vouched')::jsonb;
    homes uuid[] := array(select a.id from account a where a.handle in (select jsonb_array_elements_text(asked->'accounts')));
  begin
    return query select p.id, p.home_id, 'linked' from identity i join person p on p.id = i.person_id and p.home_id = i.account_id
      where i.account_id = any (homes) and i.issuer = asked->>'issuer' and i.subject = asked->>'subject'
        and p.kind = 'human' and p.disabled_at is null;
    if found or exists (select from identity i
      where i.account_id = any (homes) and i.issuer = asked->>'issuer' and i.subject = asked->>'subject') then return; end if;
    return query select p.id, p.home_id,
      case when exists (select from identity i where i.person_id = p.id and i.issuer = asked->>'issuer') then 'taken' else 'new' end
      from person p where p.email = asked->>'address' and p.home_id = any (homes) and p.kind = 'human' and p.disabled_at is null;
  end $$;
comment on function vouched_for(text) is 'who is linked to an identity, else who has the address, of the people at home in some accounts';
alter function begin_sign_in(bytea, bytea, text, text, text, integer) owner to accord_definer;
alter function end_sign_in(bytea, bytea, text) owner to accord_definer;
alter function vouched_for(text) owner to accord_definer;
revoke create on schema public from accord_definer;
revoke execute on function begin_sign_in(bytea, bytea, text, text, text, integer), end_sign_in(bytea, bytea, text), vouched_for(text) from public;
grant execute on function begin_sign_in(bytea, bytea, text, text, text, integer), end_sign_in(bytea, bytea, text), vouched_for(text) to accord_api;`;
