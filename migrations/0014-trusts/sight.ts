import { asks, cut, viewer } from './words.ts';

const lent = `(r.trust_id is null or exists (select 1 from trust tr where tr.id = r.trust_id and tr.status = 'accepted'))`;

/** What was there before, with what a trust that is suspended or has ended leaves of it. */
export const sight = `
create or replace function beside_tasks(tasks uuid[]) returns table (task_id uuid, owner_handle text, owner_name text, assigned_handle text,
    assigned_name text, team_name text, member_name text, for_name text, calendar jsonb, ahead bigint) ${asks}
  declare viewer uuid := viewer_account(); begin return query
    select t.id, o.handle, case when past.gone then coalesce(past.owner_name, o.name) else o.name end, a.handle, a.name, team.name,
      case when t.assigned_account_id = viewer then m.name
        when m.id is not null and exists (select 1 from trust tr join trust_grant g on g.trust_id = tr.id and g.capability = 'show_specialists'
          and g.account_id = tr.trusted_id where tr.trusting_id = viewer and tr.trusted_id = t.assigned_account_id and tr.status = 'accepted') then m.name end,
      case when past.gone then coalesce(past.for_name, f.name) else f.name end,
      case when t.clocks is not null then offering.calendar end, p.clock_offset
    from unnest(tasks) as wanted(id) join task t on t.id = wanted.id join account o on o.id = t.account_id
      join process p on p.id = t.process_id
      left join lateral (select v.owner_name, v.for_name, coalesce(tr.status <> 'accepted', false) as gone from visibility v left join trust tr on tr.id = v.trust_id
        where v.record_id = t.id and v.account_id = viewer limit 1) past on true
      left join account a on a.id = t.assigned_account_id left join team on team.id = t.team_id
      left join person m on m.id = t.member_id left join person f on f.id = t.for_person_id
      left join service_offering offering on offering.id = t.offering_id
    where t.account_id = viewer or past.gone is not null;
  end $$;

create or replace function news_of(entries uuid[], wide boolean) returns table (id uuid, kind text, record_id uuid, action text, process_id uuid)
  language sql stable security definer set search_path = public
  as $$ with entry as (select * from audit where audit.id = any (entries)),
          told as (
            select e.id, e.at, e.account_id, e.record_kind as kind, e.record_id, e.action from entry e where e.record_kind in ('process', 'task', 'approval')
            union all
            select e.id, e.at, e.account_id, 'task', t.id::uuid, 'activated' from entry e, jsonb_array_elements_text(e.changes -> 'tasks') as t(id)
              where e.record_kind = 'process' and e.action = 'tasks_activated'
            union all
            select e.id, e.at, e.account_id, case when jsonb_exists(e.changes, 'task') then 'task' else 'process' end,
                coalesce(e.changes ->> 'task', e.changes ->> 'process')::uuid, 'noted' from entry e
              where e.record_kind = 'note' and e.account_id = ${viewer} and wide)
        select n.id, n.kind, n.record_id, n.action, t.process_id from told n
          left join task t on n.kind = 'task' and t.id = n.record_id and t.account_id = ${viewer}
        where case
          when n.account_id = ${viewer} and wide then true
          when n.kind = 'task' then exists (select 1 from visibility v left join trust tr on tr.id = v.trust_id where v.record_id = n.record_id
            and v.account_id = ${viewer} and (wide or v.person_id = (select viewer_person()))
            and (v.trust_id is null or tr.status = 'accepted' or n.at <= ${cut}))
          when n.kind = 'approval' then exists (select 1 from approval a where a.id = n.record_id and a.approver_id = (select viewer_person())
            and exists (select 1 from visibility v where v.record_id = a.task_id and v.account_id = ${viewer}))
          when n.account_id <> ${viewer} then false
          else exists (select 1 from process p where p.id = n.record_id and (select viewer_person()) in (p.manager_id, p.started_by_id)) end
        order by n.id $$;

create or replace function counterparts() returns table (account_id uuid, handle text, name text)
  language sql stable security definer set search_path = public
  as $$ select a.id, a.handle, case when bool_or(t.status in ('accepted', 'suspended') or (t.status = 'pending' and t.invited_by_id = a.id)) then a.name end
        from trust t join account a on a.id = case when t.trusting_id = ${viewer} then t.trusted_id else t.trusting_id end
        where ${viewer} in (t.trusting_id, t.trusted_id) group by a.id, a.handle $$;

create or replace function accounts_of(person uuid) returns table (account_id uuid, handle text, name text, roles text[], teams uuid[]) ${asks}
  begin return query select a.id, a.handle, a.name,
          case when a.directory_id = p.home_id then array['end_user'] else '{}'::text[] end
            || coalesce((select array_agg(r.name) from role r where r.account_id = a.id and r.person_id = p.id and ${lent}), '{}'),
          coalesce((select array_agg(m.team_id) from team_member m where m.account_id = a.id and m.person_id = p.id), '{}')
        from person p join account a on a.directory_id = p.home_id
          or a.id in (select r.account_id from role r where r.person_id = p.id and ${lent})
        where p.id = person and p.disabled_at is null order by a.handle;
  end $$;`;
