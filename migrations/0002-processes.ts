import { Migration } from '@mikro-orm/migrations';

/** Processes and their tasks: the facts. The plan a process began with stays with its account for good. */
export class Processes extends Migration {
  override up(): void {
    this.addSql(`
create table template (
  account_id uuid not null references account,
  name text not null,
  published_at timestamptz not null default now(),
  primary key (account_id, name)
);
comment on table template is 'which templates an account may start';

create table plan (
  account_id uuid not null references account,
  hash text not null,
  plan jsonb not null,
  created_at timestamptz not null default now(),
  primary key (account_id, hash)
);

create table process (
  id uuid primary key,
  account_id uuid not null references account,
  number integer not null,
  template text not null,
  plan_hash text not null,
  title text not null,
  input jsonb not null,
  bindings jsonb not null,
  subject_id uuid not null references person,
  manager_id uuid not null references person,
  anchor date,
  status text not null check (status in ('being_created', 'registered', 'in_progress', 'progress_halted', 'completed')),
  completion_reason text check (completion_reason in ('withdrawn', 'rejected', 'rolled_back', 'failed', 'partial', 'disruptive', 'complete')),
  reason text not null default '',
  output jsonb,
  started_by_id uuid not null references person,
  started_at timestamptz not null,
  finished_at timestamptz,
  clock_offset bigint not null default 0,
  version integer not null default 1,
  unique (account_id, number),
  foreign key (account_id, plan_hash) references plan (account_id, hash),
  check ((status = 'completed') = (completion_reason is not null))
);
create index process_list on process (account_id, status, started_at desc, id);
comment on column process.clock_offset is 'ms this process''s clock is ahead of the wall clock; 0 in production';

create table task (
  id uuid primary key,
  account_id uuid not null references account,
  process_id uuid not null references process,
  node text not null,
  round integer not null default 1,
  category text not null check (category in ('risk_and_impact', 'approval', 'implementation', 'automation', 'fulfillment_placeholder')),
  title text not null,
  process_title text not null,
  after text[] not null default '{}',
  status text not null check (status in ('registered', 'declined', 'assigned', 'accepted', 'in_progress', 'waiting_for', 'waiting_for_customer',
    'request_pending', 'failed', 'rejected', 'completed', 'approved', 'canceled')),
  reason text not null default '',
  instructions text not null default '',
  assigned_account_id uuid references account,
  trust_id uuid references trust,
  offering_id uuid references service_offering,
  team_id uuid references team,
  member_id uuid references person,
  for_person_id uuid references person,
  input jsonb,
  output_schema jsonb,
  output jsonb,
  required_approvals integer,
  due timestamptz,
  target timestamptz,
  clocks jsonb,
  activated_at timestamptz,
  waiting_until timestamptz,
  finished_at timestamptz,
  version integer not null default 1,
  unique (process_id, node, round)
) with (fillfactor = 70);
create index task_list on task (account_id, id);

create table approval (
  id uuid primary key,
  account_id uuid not null references account,
  task_id uuid not null references task,
  approver_id uuid not null references person,
  status text not null check (status in ('assigned', 'approved', 'rejected', 'canceled')),
  reason text not null default '',
  decided_at timestamptz,
  unique (task_id, approver_id)
);
create index approval_approver on approval (approver_id);

create table note (
  id uuid primary key,
  account_id uuid not null references account,
  author_id uuid not null references person,
  task_id uuid references task,
  process_id uuid references process,
  kind text not null check (kind in ('public', 'internal')),
  text text not null check (length(text) between 1 and 20000),
  created_at timestamptz not null,
  check (num_nonnulls(task_id, process_id) = 1)
);
create index note_task on note (task_id, id);
create index note_process on note (process_id, id);
comment on column note.account_id is 'the account in which it was written; internal notes are seen there only';

create table audit (
  id uuid primary key,
  at timestamptz not null,
  account_id uuid not null references account,
  actor_account_id uuid not null references account,
  actor_id uuid references person,
  record_kind text not null,
  record_id uuid not null,
  action text not null,
  changes jsonb not null default '{}',
  command_key text,
  command_hash text,
  response jsonb
);
create index audit_record on audit (record_id, id);
create index audit_account on audit (account_id, id);
create unique index audit_command on audit (actor_account_id, actor_id, command_key) where command_key is not null;
comment on column audit.account_id is 'the account that owns the record; the actor''s may be another';

create table outbox (
  id uuid primary key,
  kind text not null check (kind in ('start', 'finished', 'changed', 'notice')),
  account_id uuid not null references account,
  process_id uuid,
  payload jsonb not null default '{}',
  at timestamptz not null default now()
);

create table visibility (
  account_id uuid not null references account,
  record_id uuid not null,
  holder_id uuid not null,
  why text not null check (why in ('assigned', 'approver')),
  owner_id uuid not null references account,
  process_id uuid not null references process,
  trust_id uuid references trust,
  team_id uuid references team,
  person_id uuid references person,
  since timestamptz not null,
  until timestamptz,
  open boolean not null,
  due timestamptz not null,
  primary key (account_id, record_id, holder_id)
) with (fillfactor = 70);
create index visibility_inbox on visibility (account_id, due, record_id) include (team_id, person_id) where open;
create index visibility_record on visibility (record_id);
create index visibility_trust on visibility (trust_id) where trust_id is not null;
comment on table visibility is 'who else sees a task, and why; written in the same transaction as what causes it';

create table mail (
  id text primary key,
  person_id uuid not null references person,
  sent_at timestamptz not null,
  sender text not null,
  recipient text not null,
  subject text not null,
  body text not null
);
create index mail_person on mail (person_id, sent_at desc);
comment on table mail is 'the local mailbox: where mail goes unless SMTP_URL is set';`);
  }
}
