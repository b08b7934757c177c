import { acts, asks } from './words.ts';

const party = 'select 1 from trust t where t.id = wanted and viewer_account() in (t.trusting_id, t.trusted_id)';

/** What one side does to rows that are the other's to read. */
export const drains = `
create function show_again(wanted uuid) returns void ${acts}
  begin
    if not exists (${party} and t.status = 'accepted') then return; end if;
    with back as (delete from withheld w where w.trust_id = wanted returning *)
    -- By name, also what later migrations add: a row comes back as it was.
    insert into visibility (account_id, record_id, holder_id, why, owner_id, process_id, trust_id, team_id, person_id, since, until, open, due, kept, owner_name, for_name, confidential)
      select b.account_id, b.record_id, b.holder_id, b.why, b.owner_id, b.process_id, b.trust_id, b.team_id, case b.why when 'assigned' then t.member_id else b.person_id end,
        b.since, coalesce(b.until, case when t.finished_at is not null then t.finished_at end), t.finished_at is null and (b.why = 'assigned' or a.status = 'assigned'),
        coalesce(t.target, t.due, t.activated_at, b.due), b.kept, b.owner_name, b.for_name, b.confidential
      from back b join task t on t.id = b.record_id left join approval a on a.task_id = b.record_id and a.approver_id = b.person_id;
  end $$;
comment on function show_again(uuid) is 'shows what was withheld while one of the viewer''s trusts was suspended, as it is by now';

create function counts_on(bindings jsonb, trust uuid) returns boolean language sql immutable
  as $$ select jsonb_path_exists(bindings, '$.*.trustId ? (@ == $id)', jsonb_build_object('id', trust)) $$;
comment on function counts_on(jsonb, uuid) is 'whether a process is bound to an account by that trust';
create function wake_waiting(wanted uuid) returns boolean ${acts}
  begin
    if not exists (${party}) then return false; end if;
    insert into outbox (id, kind, account_id, process_id)
      select gen_random_uuid(), 'changed', p.account_id, p.id from trust tr join process p on p.account_id = tr.trusting_id and p.status <> 'completed'
      where tr.id = wanted and counts_on(p.bindings, wanted)
        and exists (select 1 from task t where t.process_id = p.id and t.status = 'registered' and t.reason <> '');
    return found;
  end $$;
comment on function wake_waiting(uuid) is 'has processes decided about anew that wait for one of the viewer''s trusts to go on';

create function open_under(wanted uuid) returns table (why text, status text, team_id uuid, team_name text, number integer) ${asks}
  begin
    if not exists (${party}) then return; end if;
    return query select v.why, t.status, v.team_id, team.name, count(*)::integer
      from (select * from visibility where trust_id = wanted and open union all select * from withheld where trust_id = wanted and open) v
        join task t on t.id = v.record_id left join team on team.id = v.team_id group by v.why, t.status, v.team_id, team.name;
  end $$;
create function still_withheld(wanted uuid) returns integer ${asks}
  begin return (select count(*) from withheld w where w.trust_id = wanted and w.open and exists (${party})); end $$;

create function end_lent_roles(wanted uuid) returns table (account_id uuid, person_id uuid, name text) ${acts}
  begin
    if not exists (${party}) then return; end if;
    delete from team_member m using role lent where lent.trust_id = wanted and m.account_id = lent.account_id and m.person_id = lent.person_id
      and not exists (select 1 from role r where r.account_id = m.account_id and r.person_id = m.person_id and r.trust_id is distinct from wanted);
    return query delete from role r where r.trust_id = wanted returning r.account_id, r.person_id, r.name;
  end $$;
create function open_drains() returns table (id uuid, account_id uuid) ${asks}
  begin return query select t.id, t.trusting_id from trust t where t.ending is not null and t.drained_at is null; end $$;`;
