import { Migration } from '@mikro-orm/migrations';

const viewer = '(select viewer_account())';

/**
 * What a provider and a customer agree: which offering holds for whom, from when to when, and which of the provider's teams
 * serves them. Both read the agreement; whom it covers is the customer's own.
 */
export class Agreements extends Migration {
  override up(): void {
    this.addSql(`
create table service_instance (
  id uuid primary key,
  account_id uuid not null references account,
  service_id uuid not null references service,
  name text not null check (length(name) between 1 and 200),
  team_id uuid not null references team,
  unique (service_id, name)
);
comment on table service_instance is 'where a service is run: one of several teams that do the same for different customers';
create table agreement (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  provider_id uuid not null references account,
  customer_id uuid not null references account,
  trust_id uuid references trust,
  offering_id uuid not null references service_offering,
  instance_id uuid references service_instance,
  coverage text not null default 'customer_account'
    check (coverage in ('customer_account', 'organizations', 'organizations_and_descendants', 'sites', 'organizations_and_sites', 'people')),
  starts_at timestamptz not null,
  ends_at timestamptz,
  prepared_at timestamptz not null,
  accepted_at timestamptz,
  version integer not null default 1,
  check ((trust_id is null) = (provider_id = customer_id))
);
comment on table agreement is 'a service level agreement; trust_id is null where an account agrees with itself';
create index agreement_customer on agreement (customer_id, offering_id);
create index agreement_provider on agreement (provider_id);
create index agreement_trust on agreement (trust_id) where trust_id is not null;
create table agreement_cover (
  agreement_id uuid not null references agreement on delete cascade,
  customer_id uuid not null references account,
  kind text not null check (kind in ('organization', 'site', 'person')),
  record_id uuid not null,
  primary key (agreement_id, kind, record_id)
);
comment on table agreement_cover is 'whom an agreement covers, where that is not the whole account; the provider does not read it';

alter table service_offering add column service_hours jsonb;
comment on column service_offering.service_hours is 'when the service is there to be used; the calendar is when it is supported, in which clocks count';
alter table task
  add column impact text not null default 'none' check (impact in ('none', 'low', 'medium', 'high', 'top')),
  add column agreement_id uuid references agreement,
  add column promised jsonb,
  add column not_accountable text;
comment on column task.promised is 'the limits copied from the offering when it was assigned, or since its impact was changed';
comment on column task.not_accountable is 'why its provider does not answer for the time, as long as that is so';
create index task_agreement on task (agreement_id, finished_at) where agreement_id is not null;`);
    this.addSql(guard);
    this.addSql(policies);
  }
}

/** A side decides in its own name only, and what was agreed stays as it was: from then on it can only be ended. */
const guard = `
create function agreement_kept() returns trigger language plpgsql as $$
begin
  if new.instance_id is not null and (tg_op = 'INSERT' or new.instance_id is distinct from old.instance_id) and not exists (
      select 1 from service_instance i join service_offering o on o.service_id = i.service_id where i.id = new.instance_id and o.id = new.offering_id and i.account_id = new.provider_id) then
    raise 'An agreement is served by an instance of its own service.' using errcode = 'check_violation';
  end if;
  if tg_op = 'INSERT' then
    return new;
  end if;
  if new.accepted_at is distinct from old.accepted_at and (old.accepted_at is not null or old.customer_id is distinct from viewer_account()) then
    raise 'An agreement is accepted once, by its customer.' using errcode = 'check_violation';
  end if;
  if new.coverage <> old.coverage and old.customer_id is distinct from viewer_account() then
    raise 'Whom an agreement covers is for its customer to say.' using errcode = 'check_violation';
  end if;
  if (new.name, new.starts_at) is distinct from (old.name, old.starts_at) and (old.accepted_at is not null or old.provider_id is distinct from viewer_account()) then
    raise 'Only the provider changes an agreement, and only until it is accepted.' using errcode = 'check_violation';
  end if;
  if new.instance_id is distinct from old.instance_id and old.provider_id is distinct from viewer_account() then
    raise 'Which of its teams serves a customer is for the provider to say.' using errcode = 'check_violation';
  end if;
  if old.accepted_at is not null and coalesce(new.ends_at > old.ends_at, new.ends_at is null and old.ends_at is not null) then
    raise 'An agreement is not made longer: make another.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger agreement_kept before insert or update on agreement for each row execute function agreement_kept();`;

const policies = `
${['service_instance', 'agreement', 'agreement_cover']
  .map(
    (table) => `alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy migration on ${table} to accord_migrator using (true) with check (true);
create policy early on ${table} as restrictive to accord_api, accord_worker using (not coalesce((select viewer_early()), false));`,
  )
  .join('\n')}
create policy own on service_instance using (account_id = ${viewer}) with check (account_id = ${viewer}
  and exists (select 1 from service s where s.id = service_id and s.account_id = ${viewer}) and exists (select 1 from team t where t.id = team_id and t.account_id = ${viewer}));
create policy agreed on service_instance for select using (exists (select 1 from agreement a where a.instance_id = service_instance.id and a.customer_id = ${viewer}));
create policy parties on agreement for select using (${viewer} in (provider_id, customer_id));
create policy prepares on agreement for insert with check (provider_id = ${viewer} and (accepted_at is null or customer_id = provider_id)
  and exists (select 1 from service_offering o where o.id = offering_id and o.account_id = ${viewer})
  and (trust_id is null or exists (select 1 from trust t where t.id = trust_id and t.status = 'accepted' and t.trusting_id = customer_id and t.trusted_id = ${viewer})));
create policy decides on agreement for update using (${viewer} in (provider_id, customer_id)) with check (${viewer} in (provider_id, customer_id));
create policy drops on agreement for delete using (${viewer} in (provider_id, customer_id) and accepted_at is null);
create policy customer on agreement_cover using (customer_id = ${viewer})
  with check (customer_id = ${viewer} and exists (select 1 from agreement a where a.id = agreement_id and a.customer_id = ${viewer}));
grant select, insert on service_instance, agreement, agreement_cover to accord_api;
grant select on service_instance, agreement, agreement_cover to accord_worker;
grant update (name, team_id) on service_instance to accord_api;
grant update (name, instance_id, coverage, starts_at, ends_at, accepted_at, version) on agreement to accord_api;
grant update (ends_at, version) on agreement to accord_worker;
grant delete on agreement, agreement_cover to accord_api;
grant update (service_hours) on service_offering to accord_api;`;
