import { Migration } from '@mikro-orm/migrations';
import { asks } from './0014-trusts/words.ts';

const viewer = '(select viewer_account())';

/**
 * What agreements came to: both parties count from the same ledgers, also where the tasks are not theirs to see, and a period that
 * was closed stays as it was.
 */
export class ClosedPeriods extends Migration {
  override up(): void {
    this.addSql(`
create table agreement_closure (
  id uuid primary key,
  agreement_id uuid not null references agreement,
  from_on date not null,
  to_on date not null,
  ends_at timestamptz not null,
  figures jsonb not null,
  ledgers jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  closed_at timestamptz not null,
  account_id uuid not null references account,
  closed_by_id uuid not null references person,
  unique (agreement_id, from_on),
  check (from_on < to_on),
  check (ends_at <= closed_at)
);
comment on table agreement_closure is 'periods of agreements whose figures are frozen; account_id closed it, to_on is the day after the last';
comment on column agreement_closure.ledgers is 'of each task what the figures rest on, without a word of what it is about';
create function agreement_closure_kept() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    raise 'A period that is closed stays as it is.' using errcode = 'check_violation';
  end if;
  perform 1 from agreement a where a.id = new.agreement_id for update;
  if exists (select 1 from agreement_closure c where c.agreement_id = new.agreement_id and c.from_on < new.to_on and new.from_on < c.to_on) then
    raise 'It overlaps a period that is closed.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger agreement_closure_kept before insert or update or delete on agreement_closure for each row execute function agreement_closure_kept();
alter table agreement_closure enable row level security;
alter table agreement_closure force row level security;
create policy migration on agreement_closure to accord_migrator using (true) with check (true);
create policy early on agreement_closure as restrictive to accord_api, accord_worker using (not coalesce((select viewer_early()), false));
create policy parties on agreement_closure for select using (exists (select 1 from agreement a where a.id = agreement_id and ${viewer} in (a.provider_id, a.customer_id)));
create policy closes on agreement_closure for insert with check (account_id = ${viewer} and closed_by_id = (select viewer_person())
  and exists (select 1 from agreement a where a.id = agreement_id and ${viewer} in (a.provider_id, a.customer_id)));
grant select, insert on agreement_closure to accord_api;
grant select on agreement_closure to accord_worker;

create policy definer on agreement for select to accord_definer using (true);
grant select on agreement to accord_definer;
grant create on schema public to accord_definer;
create function agreement_ledgers(wanted uuid, since timestamptz, before timestamptz)
  returns table (task_id uuid, impact text, activated_at timestamptz, finished_at timestamptz, status text, clocks jsonb, ahead bigint) ${asks}
  declare viewer uuid := viewer_account(); begin
    if not exists (select 1 from agreement a where a.id = wanted and viewer in (a.provider_id, a.customer_id)) then return; end if;
    return query select t.id, t.impact, t.activated_at, t.finished_at, t.status, t.clocks, p.clock_offset
      from task t join process p on p.id = t.process_id
      where t.agreement_id = wanted and t.activated_at < before and (t.finished_at is null or t.finished_at >= since) order by t.id;
  end $$;
comment on function agreement_ledgers(uuid, timestamptz, timestamptz) is 'what happened to the promises of all tasks of an agreement of the viewer''s account, also of those that he does not see';
create function agreement_calendar(wanted uuid) returns jsonb language plpgsql stable security definer set search_path = public
  as $$ declare viewer uuid := viewer_account(); begin
    return (select o.calendar from agreement a join service_offering o on o.id = a.offering_id where a.id = wanted and viewer in (a.provider_id, a.customer_id));
  end $$;
comment on function agreement_calendar(uuid) is 'in which an agreement of the viewer''s account counts, also once its trust has ended';
${functions.map((name) => `alter function ${name} owner to accord_definer;`).join('\n')}
revoke create on schema public from accord_definer;
revoke execute on function ${functions.join(', ')} from public;
grant execute on function ${functions.join(', ')} to accord_api;`);
  }
}

const functions = ['agreement_ledgers(uuid, timestamptz, timestamptz)', 'agreement_calendar(uuid)'];
