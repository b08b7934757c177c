import { Migration } from '@mikro-orm/migrations';

/** A plan is a version of a template from when an account first had it, whether or not a process began with it. */
export class TemplateVersions extends Migration {
  override up(): void {
    this.addSql(`
alter table plan
  add column template text generated always as (plan ->> 'name') stored,
  add column first_seen_at timestamptz;
update plan set first_seen_at = coalesce(
  (select min(p.started_at) from process p where p.account_id = plan.account_id and p.plan_hash = plan.hash), now());
alter table plan alter column first_seen_at set not null, alter column first_seen_at set default now();
comment on column plan.first_seen_at is 'when the account was first given this version of the template, or first started a process by it';
create index plan_template on plan (account_id, template, first_seen_at);
create index process_version on process (account_id, plan_hash);
grant select on template, plan to accord_definer;
create policy definer on template for select to accord_definer using (true);
create policy definer on plan for select to accord_definer using (true);
grant create on schema public to accord_definer;
create function accounts_without(wanted text, version text) returns setof uuid language plpgsql stable security definer set search_path = public
  as $$ begin
    return query select t.account_id from template t where t.name = wanted
      and not exists (select 1 from plan p where p.account_id = t.account_id and p.hash = version);
  end $$;
comment on function accounts_without(text, text) is 'accounts that may start the template and were not given this version of it yet';
alter function accounts_without(text, text) owner to accord_definer;
revoke create on schema public from accord_definer;
revoke execute on function accounts_without(text, text) from public;
grant execute on function accounts_without(text, text) to accord_worker;`);
  }
}
