import { Migration } from '@mikro-orm/migrations';

/**
 * What maintaining accounts, people and trusts needs, and what the application's roles may not do even if the rules
 * in `domain/` were forgotten: rewrite a trust, reach another directory, put another account's people or teams to work.
 */
export class Admin extends Migration {
  override up(): void {
    this.addSql(`
create table stray_invitation (
  id uuid primary key,
  account_id uuid not null references account,
  handle text not null,
  trusting boolean not null,
  status text not null check (status in ('pending', 'canceled', 'expired')),
  message text not null default '',
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  decided_at timestamptz,
  version integer not null default 1
);
create index stray_invitation_account on stray_invitation (account_id, id);
comment on table stray_invitation is 'invitations to handles that nobody has: to who sent them they look like any other';
comment on column stray_invitation.trusting is 'whether the inviting account would be the trusting one';
alter table stray_invitation enable row level security;
alter table stray_invitation force row level security;
create policy migration on stray_invitation to accord_migrator using (true) with check (true);
create policy own on stray_invitation using (account_id = viewer_account()) with check (account_id = viewer_account());
grant select, insert, update on stray_invitation to accord_api, accord_worker;

create index person_list on person (home_id, name, id);
create index audit_abroad on audit (actor_account_id, id) where actor_account_id <> account_id;
comment on index audit_abroad is 'what people of an account did to records of others';`);
    this.addSql(definer);
    this.addSql(columns);
    this.addSql(policies);
    this.addSql(triggers);
  }
}

const definer = `
grant create on schema public to accord_definer;
create function counterparts() returns table (account_id uuid, handle text, name text)
  language sql stable security definer set search_path = public
  as $$ select a.id, a.handle, case when bool_or(t.status = 'accepted' or (t.status = 'pending' and t.invited_by_id = a.id)) then a.name end
        from trust t join account a on a.id = case when t.trusting_id = viewer_account() then t.trusted_id else t.trusting_id end
        where viewer_account() in (t.trusting_id, t.trusted_id) group by a.id, a.handle $$;
comment on function counterparts() is 'the other sides of the viewer''s trusts; the name only while there is something between them';
create function expired_invitations(at timestamptz) returns table (account_id uuid, id uuid)
  language sql stable security definer set search_path = public
  as $$ select t.invited_by_id, t.id from trust t where t.status = 'pending' and t.expires_at <= at
        union all select s.account_id, s.id from stray_invitation s where s.status = 'pending' and s.expires_at <= at $$;
create function is_own_team(wanted uuid) returns boolean language sql stable security definer set search_path = public
  as $$ select exists (select 1 from team where id = wanted and account_id = viewer_account()) $$;
create function is_own_service(wanted uuid) returns boolean language sql stable security definer set search_path = public
  as $$ select exists (select 1 from service where id = wanted and account_id = viewer_account()) $$;
create function is_own_offering(wanted uuid) returns boolean language sql stable security definer set search_path = public
  as $$ select exists (select 1 from service_offering where id = wanted and account_id = viewer_account()) $$;
${[
  'counterparts()',
  'expired_invitations(timestamptz)',
  'is_own_team(uuid)',
  'is_own_service(uuid)',
  'is_own_offering(uuid)',
]
  .map((name) => `alter function ${name} owner to accord_definer;`)
  .join('\n')}
revoke create on schema public from accord_definer;
revoke execute on function expired_invitations(timestamptz) from public;
grant execute on function expired_invitations(timestamptz) to accord_worker;
grant select on trust, stray_invitation, team, service, service_offering to accord_definer;
${['trust', 'stray_invitation', 'team', 'service', 'service_offering']
  .map((table) => `create policy definer on ${table} for select to accord_definer using (true);`)
  .join('\n')}`;

/** An account never changes its directory, a person never its home: no statement of the application's may say so. */
const columns = `
revoke insert, update on account, organization, site, person, team, role, trust, service, service_offering from accord_api, accord_worker;
grant update (name, calendar, next_process_number) on account to accord_api, accord_worker;
grant insert on organization, site, person, team, role, trust, service, service_offering to accord_api;
grant update (name, parent_id) on organization to accord_api;
grant update (name, address) on site to accord_api;
grant update (name, email, title, phone, manager_id, organization_id, site_id, disabled_at, version) on person to accord_api;
grant update (name, coordinator_id) on team to accord_api;
grant update (status, decided_at, ended_at, version) on trust to accord_api, accord_worker;
grant update (name, description, team_id) on service to accord_api;
grant update (target, calendar, ends_on) on service_offering to accord_api;`;

const policies = `
drop policy account_read on account;
create policy account_read on account for select using (
  id = viewer_account()
  or id = (select viewer_directory())
  or exists (select 1 from role r where r.account_id = account.id and r.person_id = viewer_person())
  or exists (select 1 from trust t where (t.status = 'accepted' or (t.status = 'pending' and t.invited_by_id = account.id))
    and ((t.trusting_id = viewer_account() and t.trusted_id = account.id) or (t.trusted_id = viewer_account() and t.trusting_id = account.id)))
  or exists (select 1 from visibility v where v.account_id = viewer_account() and v.owner_id = account.id));

create policy invited on trust as restrictive for insert to accord_api
  with check (status = 'pending' and invited_by_id = viewer_account());
create policy known on role as restrictive for insert to accord_api
  with check (exists (select 1 from person p where p.id = person_id));
create policy own_only on role as restrictive for delete to accord_api using (account_id = viewer_account());
create policy known on team_member as restrictive for insert to accord_api
  with check (is_own_team(team_id) and exists (select 1 from person p where p.id = person_id));
create policy by_trusted on trust_team as restrictive for insert to accord_api with check (is_own_team(team_id)
  and exists (select 1 from trust t where t.id = trust_id and t.trusted_id = viewer_account() and t.status = 'accepted'));
create policy by_trusted on trust_offering as restrictive for insert to accord_api with check (is_own_offering(offering_id)
  and exists (select 1 from trust t where t.id = trust_id and t.trusted_id = viewer_account() and t.status = 'accepted'));
create policy own_team on service as restrictive for insert to accord_api with check (is_own_team(team_id));
create policy own_team_kept on service as restrictive for update to accord_api with check (is_own_team(team_id));
create policy own_service on service_offering as restrictive for insert to accord_api with check (is_own_service(service_id));`;

const triggers = `
create function trust_goes_on() returns trigger language plpgsql as $$
begin
  if new.status = old.status
    or (old.status = 'pending' and new.status in ('accepted', 'rejected') and old.invited_by_id is distinct from viewer_account())
    or (old.status = 'pending' and new.status = 'canceled' and old.invited_by_id = viewer_account())
    or (old.status = 'pending' and new.status = 'expired')
    or (old.status = 'accepted' and new.status = 'revoked') then
    return new;
  end if;
  raise 'A trust that is % does not become %.', old.status, new.status using errcode = 'check_violation';
end $$;
create trigger trust_goes_on before update on trust for each row execute function trust_goes_on();

create function shown_by_standing_trust() returns trigger language plpgsql as $$
begin
  -- The foreign key has locked the trust by now, so whoever was ending it meanwhile has committed and is seen here.
  -- Reported as a serialization failure: done again, the task finds that its trust has ended.
  if exists (select 1 from shown s where s.trust_id is not null
      and not exists (select 1 from trust t where t.id = s.trust_id and t.status = 'accepted')) then
    raise 'A task was about to be shown by a trust that has ended.' using errcode = 'serialization_failure';
  end if;
  return null;
end $$;
create trigger shown_by_standing_trust after insert on visibility referencing new table as shown
  for each statement execute function shown_by_standing_trust();`;
