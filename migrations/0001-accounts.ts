import { Migration } from '@mikro-orm/migrations';

/** Accounts, the people and places in them, the trusts between them and what they offer each other. */
export class Accounts extends Migration {
  override up(): void {
    this.addSql(`
create table account (
  id uuid primary key,
  handle text not null unique check (handle ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('standard', 'directory', 'support_domain')),
  directory_id uuid references account,
  calendar jsonb not null,
  roles text[] not null default '{}',
  next_process_number integer not null default 1,
  created_at timestamptz not null default now(),
  check ((kind = 'support_domain') = (directory_id is not null))
);
comment on column account.roles is 'role names of templates this account fills: hr, it, facilities';

create table organization (
  id uuid primary key,
  account_id uuid not null references account,
  name text not null check (length(name) between 1 and 200),
  parent_id uuid references organization,
  unique (account_id, name)
);

create table site (
  id uuid primary key,
  account_id uuid not null references account,
  name text not null check (length(name) between 1 and 200),
  address text not null default '',
  unique (account_id, name)
);

create table person (
  id uuid primary key,
  home_id uuid not null references account,
  kind text not null default 'human' check (kind in ('human', 'service')),
  name text not null check (length(name) between 1 and 200),
  email text check (email = lower(email) and length(email) <= 320),
  title text not null default '',
  phone text not null default '',
  manager_id uuid references person,
  organization_id uuid references organization,
  site_id uuid references site,
  disabled_at timestamptz,
  version integer not null default 1,
  unique (home_id, email)
);
create index person_email on person (email);

create table team (
  id uuid primary key,
  account_id uuid not null references account,
  name text not null check (length(name) between 1 and 200),
  coordinator_id uuid references person,
  unique (account_id, name)
);

create table team_member (
  account_id uuid not null references account,
  team_id uuid not null references team on delete cascade,
  person_id uuid not null references person,
  primary key (team_id, person_id)
);
create index team_member_person on team_member (person_id);

create table role (
  account_id uuid not null references account,
  person_id uuid not null references person,
  name text not null check (name in ('end_user', 'key_contact', 'specialist', 'designer', 'account_admin', 'directory_admin', 'auditor')),
  granted_at timestamptz not null default now(),
  primary key (account_id, person_id, name)
);
create index role_person on role (person_id);

create table trust (
  id uuid primary key,
  trusting_id uuid not null references account,
  trusted_id uuid not null references account,
  invited_by_id uuid not null references account,
  status text not null check (status in ('pending', 'accepted', 'rejected', 'canceled', 'expired', 'revoked')),
  message text not null default '',
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  decided_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  check (trusting_id <> trusted_id)
);
create unique index trust_one_live on trust (trusting_id, trusted_id) where status in ('pending', 'accepted');
create index trust_trusted on trust (trusted_id);
comment on table trust is 'trusting receives, trusted offers';

create table trust_team (
  trust_id uuid not null references trust,
  team_id uuid not null references team,
  account_id uuid not null references account,
  primary key (trust_id, team_id)
);
comment on table trust_team is 'teams of the trusted account to which the trusting one may assign tasks; none = none';

create table service (
  id uuid primary key,
  account_id uuid not null references account,
  name text not null check (length(name) between 1 and 200),
  description text not null default '',
  team_id uuid not null references team,
  unique (account_id, name)
);

create table service_offering (
  id uuid primary key,
  account_id uuid not null references account,
  service_id uuid not null references service,
  name text not null check (length(name) between 1 and 200),
  target jsonb not null,
  calendar jsonb not null,
  starts_on date not null,
  ends_on date,
  unique (service_id, name),
  check (ends_on is null or ends_on >= starts_on)
);

create table trust_offering (
  trust_id uuid not null references trust,
  offering_id uuid not null references service_offering,
  account_id uuid not null references account,
  primary key (trust_id, offering_id)
);
comment on table trust_offering is 'which offerings of the trusted account the trusting one may use';

create table credential (
  person_id uuid primary key references person,
  password_hash text not null,
  changed_at timestamptz not null default now()
);

create table session (
  token_hash bytea primary key,
  person_id uuid not null references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table access_token (
  id uuid primary key,
  account_id uuid not null references account,
  person_id uuid not null references person,
  name text not null check (length(name) between 1 and 100),
  token_hash bytea not null unique,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);`);
  }
}
