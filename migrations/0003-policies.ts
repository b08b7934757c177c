import { Migration } from '@mikro-orm/migrations';

/**
 * Row level security: the second wall. Whoever sets no viewer sees no row. `accord_definer` owns the few functions
 * that must look before a viewer is known (sign-in) and can do nothing but what they do. The owner sees all rows by a
 * policy said aloud, so that no migration silently copies none; the product never signs in as it.
 */
export class Policies extends Migration {
  override up(): void {
    this.addSql(`
create function viewer_account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.account', true), '')::uuid $$;
create function viewer_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function sees_task(task uuid) returns boolean language sql stable
  as $$ select exists (select 1 from visibility v where v.account_id = viewer_account() and v.record_id = task) $$;`);
    this.addSql(definer);
    for (const table of tables) {
      this.addSql(`alter table ${table} enable row level security; alter table ${table} force row level security;
create policy migration on ${table} to accord_migrator using (true) with check (true);`);
    }
    this.addSql(`
create policy account_read on account for select using (
  id = viewer_account()
  or id = (select viewer_directory())
  or exists (select 1 from role r where r.account_id = account.id and r.person_id = viewer_person())
  or exists (select 1 from trust t where t.status in ('pending', 'accepted')
    and ((t.trusting_id = viewer_account() and t.trusted_id = account.id) or (t.trusted_id = viewer_account() and t.trusting_id = account.id)))
  or exists (select 1 from visibility v where v.account_id = viewer_account() and v.owner_id = account.id));
create policy account_write on account for update using (id = viewer_account());`);
    this.addSql(`
create policy own on organization using (account_id in (viewer_account(), (select viewer_directory()))) with check (account_id = viewer_account());
create policy own on site using (account_id in (viewer_account(), (select viewer_directory()))) with check (account_id = viewer_account());
create policy home on person using (home_id in (viewer_account(), (select viewer_directory())) or id = viewer_person()) with check (home_id = viewer_account() or id = viewer_person());
create policy own on team using (account_id = viewer_account()) with check (account_id = viewer_account());
create policy linked on team for select using (exists (select 1 from trust_team tt join trust t on t.id = tt.trust_id
  where tt.team_id = team.id and t.trusting_id = viewer_account() and t.status = 'accepted'));
create policy own on team_member using (account_id = viewer_account()) with check (account_id = viewer_account());
create policy own on role using (account_id = viewer_account() or person_id = viewer_person()) with check (account_id = viewer_account());
create policy parties on trust using (viewer_account() in (trusting_id, trusted_id)) with check (viewer_account() in (trusting_id, trusted_id));
create policy granted on trust_team using (account_id = viewer_account()
    or exists (select 1 from trust t where t.id = trust_id and t.trusting_id = viewer_account()))
  with check (account_id = viewer_account());
create policy granted on trust_offering using (account_id = viewer_account()
    or exists (select 1 from trust t where t.id = trust_id and t.trusting_id = viewer_account()))
  with check (account_id = viewer_account());
create policy own on service using (account_id = viewer_account()) with check (account_id = viewer_account());
create policy offered on service for select using (exists (select 1 from service_offering o where o.service_id = service.id));
create policy own on service_offering using (account_id = viewer_account()) with check (account_id = viewer_account());
create policy offered on service_offering for select using (exists (select 1 from trust_offering o join trust t on t.id = o.trust_id
  where o.offering_id = service_offering.id and t.trusting_id = viewer_account() and t.status = 'accepted'));

create policy own on credential using (person_id = viewer_person()) with check (person_id = viewer_person());
create policy own on session using (person_id = viewer_person()) with check (person_id = viewer_person());
create policy own on access_token using (person_id = viewer_person()) with check (person_id = viewer_person() and account_id = viewer_account());
create policy own on mail for select using (person_id = viewer_person());
create policy deliver on mail for insert to accord_worker with check (true);

create policy own on template using (account_id = viewer_account()) with check (account_id = viewer_account());
create policy own on plan using (account_id = viewer_account()) with check (account_id = viewer_account());
create policy own on process using (account_id = viewer_account()) with check (account_id = viewer_account());
create policy own on task using (account_id = viewer_account()) with check (account_id = viewer_account());
create policy shared_read on task for select using (sees_task(id));
create policy shared_write on task for update using (sees_task(id)) with check (sees_task(id));
create policy own on approval using (account_id = viewer_account()) with check (account_id = viewer_account());
create policy asked_read on approval for select using (approver_id = viewer_person() and sees_task(task_id));
create policy asked_write on approval for update using (sees_task(task_id)) with check (sees_task(task_id));
create policy written on note for insert with check (account_id = viewer_account() and author_id = viewer_person()
  and (process_id is null or exists (select 1 from process p where p.id = process_id))
  and (task_id is null or exists (select 1 from task t where t.id = task_id)));
create policy read on note for select using ((kind = 'public' or account_id = viewer_account())
  and (process_id is null or exists (select 1 from process p where p.id = process_id))
  and (task_id is null or exists (select 1 from task t where t.id = task_id)));
create policy written on audit for insert with check (actor_account_id = viewer_account());
create policy read on audit for select using (account_id = viewer_account() or actor_account_id = viewer_account());
create policy put on outbox for insert with check (viewer_account() is not null);
create policy relay on outbox to accord_worker using (true) with check (true);
create policy own on visibility using (account_id = viewer_account()) with check (account_id = viewer_account());
create policy owner on visibility using (owner_id = viewer_account()) with check (owner_id = viewer_account());`);
    this.addSql(`
grant select, insert, update on account, organization, site, person, team, role, trust, service, service_offering, process, task, approval, visibility to accord_api, accord_worker;
grant select, insert, delete on team_member, role, trust_team, trust_offering, template to accord_api;
grant select, insert, delete, update on credential, session to accord_api;
grant select, insert, update on access_token to accord_api;
grant select on team_member, trust_team, trust_offering, template, mail to accord_api, accord_worker;
grant select, insert on plan, note, audit to accord_api, accord_worker;
grant delete on visibility to accord_api, accord_worker;
grant insert on outbox to accord_api, accord_worker;
grant select, delete on outbox to accord_worker;
grant insert on mail to accord_worker;`);
  }
}

/** Functions that look with the eyes of `accord_definer`; each answers one narrow question. */
const definer = `
grant usage, create on schema public to accord_definer;
create function viewer_directory() returns uuid language sql stable security definer set search_path = public
  as $$ select directory_id from account where id = viewer_account() $$;
create function credential_of(address text) returns table (person_id uuid, password_hash text)
  language sql stable security definer set search_path = public
  as $$ select p.id, c.password_hash from person p join credential c on c.person_id = p.id
        where p.email = lower(address) and p.kind = 'human' and p.disabled_at is null $$;
create function person_of_session(token bytea) returns uuid language sql stable security definer set search_path = public
  as $$ select s.person_id from session s join person p on p.id = s.person_id
        where s.token_hash = token and s.expires_at > now() and p.disabled_at is null $$;
create function person_of_token(token bytea) returns table (person_id uuid, account_id uuid, token_id uuid, scopes text[])
  language sql stable security definer set search_path = public
  as $$ select t.person_id, t.account_id, t.id, t.scopes from access_token t join person p on p.id = t.person_id
        where t.token_hash = token and t.expires_at > now() and t.revoked_at is null and p.disabled_at is null $$;
create function accounts_of(person uuid) returns table (account_id uuid, handle text, name text, roles text[], teams uuid[])
  language sql stable security definer set search_path = public
  as $$ select a.id, a.handle, a.name,
          case when a.directory_id = p.home_id then array['end_user'] else '{}'::text[] end
            || coalesce((select array_agg(r.name) from role r where r.account_id = a.id and r.person_id = p.id), '{}'),
          coalesce((select array_agg(m.team_id) from team_member m where m.account_id = a.id and m.person_id = p.id), '{}')
        from person p join account a on a.directory_id = p.home_id
          or a.id in (select r.account_id from role r where r.person_id = p.id)
        where p.id = person and p.disabled_at is null order by a.handle $$;
create function name_of(person uuid) returns text language sql stable security definer set search_path = public
  as $$ select p.name from person p where p.id = person and exists (
          select 1 from visibility v join task t on t.id = v.record_id
          where v.account_id = viewer_account() and person in (t.for_person_id, t.member_id)) $$;
create function account_by_handle(wanted text) returns uuid language sql stable security definer set search_path = public
  as $$ select id from account where handle = wanted and viewer_account() is not null $$;
create function email_of(person uuid) returns table (email text, name text) language sql stable security definer set search_path = public
  as $$ select p.email, p.name from person p where p.id = person and p.disabled_at is null $$;
create function members_of(wanted uuid) returns setof uuid language sql stable security definer set search_path = public
  as $$ select m.person_id from team_member m where m.team_id = wanted $$;
create function clock_offset_of(wanted uuid) returns bigint language sql stable security definer set search_path = public
  as $$ select clock_offset from process where id = wanted $$;
create function open_processes(after uuid, most integer) returns table (id uuid, account_id uuid, template text, subject_id uuid)
  language sql stable security definer set search_path = public
  as $$ select p.id, p.account_id, p.template, p.subject_id from process p where p.status <> 'completed' and p.id > after order by p.id limit most $$;
create function open_process(wanted uuid) returns table (id uuid, account_id uuid, template text, subject_id uuid)
  language sql stable security definer set search_path = public
  as $$ select p.id, p.account_id, p.template, p.subject_id from process p where p.status <> 'completed' and p.id = wanted $$;
create function releasing_processes(wanted uuid[]) returns setof uuid language sql stable security definer set search_path = public
  as $$ select p.id from unnest(wanted) as p(id) where
          exists (select 1 from task s where s.process_id = p.id and s.status = 'registered' and not exists (
            select 1 from task d where d.process_id = p.id and d.node = any (s.after)
              and d.status not in ('completed', 'approved', 'canceled')))
          or exists (select 1 from task f where f.process_id = p.id and f.status in ('failed', 'rejected'))
          or not exists (select 1 from task o where o.process_id = p.id and o.finished_at is null) $$;
${[
  'viewer_directory()',
  'credential_of(text)',
  'person_of_session(bytea)',
  'person_of_token(bytea)',
  'accounts_of(uuid)',
  'name_of(uuid)',
  'account_by_handle(text)',
  'email_of(uuid)',
  'members_of(uuid)',
  'clock_offset_of(uuid)',
  'open_processes(uuid, integer)',
  'open_process(uuid)',
  'releasing_processes(uuid[])',
]
  .map((f) => `alter function ${f} owner to accord_definer;`)
  .join('\n')}
revoke create on schema public from accord_definer;
revoke execute on function credential_of(text), person_of_session(bytea), person_of_token(bytea), accounts_of(uuid),
  email_of(uuid), members_of(uuid), open_processes(uuid, integer), open_process(uuid), releasing_processes(uuid[]) from public;
grant execute on function credential_of(text), person_of_session(bytea), person_of_token(bytea), accounts_of(uuid) to accord_api;
grant execute on function email_of(uuid), members_of(uuid), open_processes(uuid, integer), open_process(uuid), releasing_processes(uuid[]) to accord_worker;
grant select on account, person, team_member, role, credential, session, access_token, process, task, visibility to accord_definer;
${['account', 'person', 'team_member', 'role', 'credential', 'session', 'access_token', 'process', 'task', 'visibility']
  .map((table) => `create policy definer on ${table} for select to accord_definer using (true);`)
  .join('\n')}`;

const tables = [
  'account',
  'organization',
  'site',
  'person',
  'team',
  'team_member',
  'role',
  'trust',
  'trust_team',
  'trust_offering',
  'service',
  'service_offering',
  'credential',
  'session',
  'access_token',
  'template',
  'plan',
  'process',
  'task',
  'approval',
  'note',
  'audit',
  'outbox',
  'visibility',
  'mail',
];
