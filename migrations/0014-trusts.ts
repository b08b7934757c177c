import { Migration } from '@mikro-orm/migrations';
import { disclosures } from './0014-trusts/disclosures.ts';
import { drains } from './0014-trusts/drains.ts';
import { sight } from './0014-trusts/sight.ts';
import { cut, viewer } from './0014-trusts/words.ts';

/**
 * Trust as a contract: what each side grants the other, suspension, and an end that takes hold at once while what was open
 * is given back little by little. What an account is no longer shown lies in `withheld`, so that the index of
 * what it is shown stays as small and as quick as it was.
 */
export class Trusts extends Migration {
  override up(): void {
    this.addSql(tables);
    this.addSql(policies);
    this.addSql(triggers);
    this.addSql('grant create on schema public to accord_definer;');
    this.addSql(disclosures);
    this.addSql(sight);
    this.addSql(drains);
    this.addSql(`${functions.map((name) => `alter function ${name} owner to accord_definer;`).join('\n')}
revoke create on schema public from accord_definer;
revoke execute on function ${functions.join(', ')} from public;
grant execute on function ${functions.filter((name) => !name.startsWith('keep_names')).join(', ')} to accord_api, accord_worker;
grant select on trust_grant, trust_offering, process, visibility, withheld to accord_definer;
grant insert on visibility, outbox to accord_definer;
grant delete on withheld, role, team_member to accord_definer;`);
  }
}

const functions = [
  'keep_names()',
  'asked_in(uuid[])',
  'contact_beside(uuid[])',
  'involved_people(uuid[], boolean)',
  'plan_beside(uuid)',
  'notes_beside(uuid, uuid, integer)',
  'show_again(uuid)',
  'wake_waiting(uuid)',
  'open_under(uuid)',
  'still_withheld(uuid)',
  'end_lent_roles(uuid)',
  'open_drains()',
];

const tables = `
alter table trust drop constraint trust_status_check,
  add check (status in ('pending', 'accepted', 'suspended', 'rejected', 'canceled', 'expired', 'revoked')),
  add column suspended_by_trusting timestamptz,
  add column suspended_by_trusted timestamptz,
  add column changed_at timestamptz,
  add column ending text check (ending in ('finish', 'hand_back', 'cancel')),
  add column ends_at timestamptz,
  add column to_return integer not null default 0,
  add column returned integer not null default 0,
  add column drained_at timestamptz,
  add column trusting_name text,
  add column trusted_name text,
  add check ((ends_at is not null) <= (ending is not null));
comment on column trust.ends_at is 'accepted and to end then: nothing new is activated, what was begun may be finished';
comment on column trust.trusting_name is 'what the two were called when it ended: later names are no longer the other''s to read';
comment on column trust.to_return is 'how many tasks and votes its end gives back; returned: how many it has';
drop index trust_one_live;
create unique index trust_one_live on trust (trusting_id, trusted_id) where status in ('pending', 'accepted', 'suspended');
create index trust_draining on trust (id) where ending is not null and drained_at is null;

create table trust_grant (
  trust_id uuid not null references trust,
  capability text not null,
  account_id uuid not null references account,
  value jsonb not null,
  granted_at timestamptz not null,
  primary key (trust_id, capability, account_id)
);
comment on table trust_grant is 'what one side grants the other, besides teams and offerings; account_id grants it';
alter table trust_offering add column offered_at timestamptz not null default now(), add column accepted_at timestamptz;
comment on column trust_offering.accepted_at is 'by the trusting account: from then on its processes use it';
update trust_offering set accepted_at = now();
alter table role add column trust_id uuid references trust;
comment on column role.trust_id is 'across which trust it is lent to somebody of the other side';
create index role_trust on role (trust_id) where trust_id is not null;

alter table visibility add column kept boolean not null default false, add column owner_name text, add column for_name text;
comment on column visibility.kept is 'brought to its end by this account: it keeps it when the trust ends';
comment on column visibility.owner_name is 'as it was then: an ended trust shows no later names';
update visibility v set kept = true from task t where t.id = v.record_id and not v.open and (t.status in ('completed', 'failed', 'rejected') or v.why = 'approver');
create table withheld (like visibility including defaults, primary key (account_id, record_id, holder_id));
create index withheld_trust on withheld (trust_id, record_id);
comment on table withheld is 'what was shown by a trust that is suspended, or has ended and has not yet given it back';
alter table outbox drop constraint outbox_kind_check, add check (kind in ('start', 'changed', 'signal', 'notice', 'drain'));
create index process_subject on process (subject_id);`;

const policies = `
${['trust_grant', 'withheld']
  .map(
    (table) => `alter table ${table} enable row level security; alter table ${table} force row level security;
create policy migration on ${table} to accord_migrator using (true) with check (true);
create policy definer on ${table} to accord_definer using (true) with check (true);`,
  )
  .join('\n')}
create policy definer on trust_offering for select to accord_definer using (true);
create policy definer_shows on visibility for insert to accord_definer with check (true);
create policy definer_wakes on outbox for insert to accord_definer with check (true);
create policy definer_ends on role for delete to accord_definer using (trust_id is not null);
create policy definer_ends on team_member for delete to accord_definer using (true);

create policy parties on trust_grant for select using (account_id = ${viewer}
  or exists (select 1 from trust t where t.id = trust_id and ${viewer} in (t.trusting_id, t.trusted_id)));
create policy grants on trust_grant for insert with check (account_id = ${viewer}
  and exists (select 1 from trust t where t.id = trust_id and t.status = 'accepted' and ${viewer} in (t.trusting_id, t.trusted_id)));
create policy regrants on trust_grant for update using (account_id = ${viewer}) with check (account_id = ${viewer}
  and exists (select 1 from trust t where t.id = trust_id and t.status = 'accepted'));
create policy withdraws on trust_grant for delete using (account_id = ${viewer});
create policy owner on withheld for select using (owner_id = ${viewer});
create policy owner_gives_back on withheld for delete using (owner_id = ${viewer});
create policy either on withheld for insert with check (${viewer} in (account_id, owner_id));
create policy accepts on trust_offering for update
  using (exists (select 1 from trust t where t.id = trust_id and t.trusting_id = ${viewer}))
  with check (exists (select 1 from trust t where t.id = trust_id and t.trusting_id = ${viewer}));
create policy by_trusting on trust_offering as restrictive for update to accord_api
  using (exists (select 1 from trust t where t.id = trust_id and t.trusting_id = ${viewer}));
create policy not_yet_accepted on trust_offering as restrictive for insert to accord_api with check (accepted_at is null);

drop policy account_read on account;
create policy account_read on account for select using (
  id = ${viewer}
  or id = (select viewer_directory())
  or exists (select 1 from role r where r.account_id = account.id and r.person_id = (select viewer_person()))
  or exists (select 1 from trust t where (t.status in ('accepted', 'suspended') or (t.status = 'pending' and t.invited_by_id = account.id))
    and ((t.trusting_id = ${viewer} and t.trusted_id = account.id) or (t.trusted_id = ${viewer} and t.trusting_id = account.id))));
drop policy shared_write on task;
create policy shared_write on task for update
  using (exists (select from visibility seen where seen.record_id = task.id and seen.account_id = ${viewer} and seen.why = 'assigned'))
  with check (exists (select from visibility seen where seen.record_id = task.id and seen.account_id = ${viewer} and seen.why = 'assigned'));
drop policy read on note;
create policy read on note for select using ((kind = 'public' or account_id = ${viewer})
  and (process_id is null or exists (select 1 from process p where p.id = process_id))
  and (task_id is null or exists (select 1 from task t where t.id = task_id and (t.account_id = ${viewer}
    or exists (select 1 from visibility v left join trust tr on tr.id = v.trust_id where v.record_id = t.id and v.account_id = ${viewer}
      and v.why = 'assigned' and (v.trust_id is null or tr.status = 'accepted' or note.created_at <= ${cut}))))));
create policy takes_part on note as restrictive for insert with check (task_id is null
  or exists (select 1 from task t where t.id = task_id and t.account_id = ${viewer})
  or exists (select 1 from visibility v left join trust tr on tr.id = v.trust_id where v.record_id = task_id and v.account_id = ${viewer}
    and v.why = 'assigned' and (v.trust_id is null or tr.status = 'accepted')));

grant select on trust_grant, withheld to accord_api, accord_worker;
grant insert, delete on trust_grant to accord_api;
grant update (value, granted_at) on trust_grant to accord_api;
grant update (accepted_at) on trust_offering to accord_api;
grant insert on withheld to accord_api, accord_worker;
grant delete on withheld to accord_worker;
grant select (ends_at) on trust to accord_reconciler;
grant update (suspended_by_trusting, suspended_by_trusted, changed_at, ending, ends_at, to_return, returned, drained_at, trusting_name, trusted_name) on trust to accord_api, accord_worker;`;

const triggers = `
create or replace function trust_goes_on() returns trigger language plpgsql as $$
begin
  if (new.suspended_by_trusting is distinct from old.suspended_by_trusting and old.trusting_id is distinct from viewer_account())
    or (new.suspended_by_trusted is distinct from old.suspended_by_trusted and old.trusted_id is distinct from viewer_account()) then
    raise 'A side suspends and resumes in its own name only.' using errcode = 'check_violation';
  end if;
  if (new.status = 'suspended') <> (coalesce(new.suspended_by_trusting, new.suspended_by_trusted) is not null) and new.status <> 'revoked' then
    raise 'A trust is suspended as long as a side suspends it.' using errcode = 'check_violation';
  end if;
  if new.status = old.status
    or (old.status = 'pending' and new.status in ('accepted', 'rejected') and old.invited_by_id is distinct from viewer_account())
    or (old.status = 'pending' and new.status = 'canceled' and old.invited_by_id = viewer_account())
    or (old.status = 'pending' and new.status = 'expired')
    or (old.status = 'accepted' and new.status in ('suspended', 'revoked'))
    or (old.status = 'suspended' and new.status in ('accepted', 'revoked')) then
    return new;
  end if;
  raise 'A trust that is % does not become %.', old.status, new.status using errcode = 'check_violation';
end $$;
create or replace function shown_by_standing_trust() returns trigger language plpgsql as $$
begin
  -- The foreign key has locked the trust by now, so whoever was ending it meanwhile has committed and is seen here.
  -- Reported as a serialization failure: done again, the task finds that its trust has ended.
  if exists (select 1 from shown s where s.trust_id is not null
      and not exists (select 1 from trust t where t.id = s.trust_id and t.status = 'accepted' and t.ends_at is null)) then
    raise 'A task was about to be shown by a trust that has ended.' using errcode = 'serialization_failure';
  end if;
  return null;
end $$;
create function keep_names() returns trigger language plpgsql security definer set search_path = public as $$
begin
  new.owner_name := (select a.name from account a where a.id = new.owner_id);
  new.for_name := (select p.name from task t join person p on p.id = t.for_person_id where t.id = new.record_id);
  return new;
end $$;
create trigger keep_names before update on visibility for each row
  when (new.kept and not old.kept and new.trust_id is not null) execute function keep_names();`;
