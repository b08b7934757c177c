import { asks } from './words.ts';

/** What a grant discloses; asked at every read, with the grant. */
export const disclosures = `
create function asked_in(people uuid[]) returns table (person_id uuid, account_id uuid, trust_id uuid) ${asks}
  declare asking uuid := viewer_account(); begin return query
    select p.id, case when own.yes then asking else p.home_id end, case when own.yes then null else t.id end
    from unnest(people) as wanted(id) join person p on p.id = wanted.id
      cross join lateral (select p.home_id = asking or p.home_id = (select a.directory_id from account a where a.id = asking)
        or exists (select 1 from role r where r.account_id = asking and r.person_id = p.id) as yes) own
      left join lateral (select t.id from trust t join trust_grant g on g.trust_id = t.id and g.capability = 'assign_approvals' and g.account_id = p.home_id
        where t.status = 'accepted' and t.ends_at is null and least(t.trusting_id, t.trusted_id) = least(asking, p.home_id)
          and greatest(t.trusting_id, t.trusted_id) = greatest(asking, p.home_id)
          and exists (select 1 from role r where r.account_id = p.home_id and r.person_id = p.id
            and (g.value ->> 'level' = 'anyone' or (g.value ->> 'level' = 'key_contacts' and r.name = 'key_contact'))) limit 1) t on true
    where p.disabled_at is null and (own.yes or t.id is not null);
  end $$;
comment on function asked_in(uuid[]) is 'in which account people may be asked for an approval of the viewer''s account, and by which trust';

create function contact_beside(tasks uuid[]) returns table (task_id uuid, email text, phone text) ${asks}
  declare viewer uuid := viewer_account(); begin return query
    select distinct t.id, p.email, p.phone from unnest(tasks) as wanted(id) join task t on t.id = wanted.id
      join person p on p.id = t.for_person_id
      join visibility v on v.record_id = t.id and v.account_id = viewer join trust by on by.id = v.trust_id and by.status = 'accepted'
      join trust tr on tr.trusting_id = t.account_id and tr.trusted_id = viewer and tr.status = 'accepted'
      join trust_grant g on g.trust_id = tr.id and g.capability = 'share_contact' and g.account_id = tr.trusting_id;
  end $$;

create function involved_people(wanted uuid[], wide boolean) returns table (id uuid, name text, email text, phone text) ${asks}
  declare viewer uuid := viewer_account(); begin return query
    select p.id, p.name, max(p.email) filter (where met.contact), max(p.phone) filter (where met.contact)
    from person p join (
      select c.subject_id as person_id, exists (select 1 from trust tr join trust_grant g on g.trust_id = tr.id and g.capability = 'share_contact'
          and g.account_id = tr.trusting_id where tr.trusting_id = c.account_id and tr.trusted_id = viewer and tr.status = 'accepted') as contact
        from process c join task t on t.process_id = c.id and t.for_person_id = c.subject_id
          join visibility v on v.record_id = t.id and v.account_id = viewer join trust tr on tr.id = v.trust_id and tr.status = 'accepted'
        where c.subject_id = any (wanted) and (wide or v.person_id = viewer_person())
      union all
      select v.person_id, false from visibility v join trust tr on tr.id = v.trust_id and tr.status = 'accepted'
          join trust_grant g on g.trust_id = tr.id and g.capability = 'show_specialists' and g.account_id = tr.trusted_id
        where v.person_id = any (wanted) and v.open and v.owner_id = viewer and v.account_id = tr.trusted_id and v.why = 'assigned' and wide
      union all
      select a.approver_id, false from approval a where a.approver_id = any (wanted) and a.account_id = viewer and wide
    ) met on met.person_id = p.id group by p.id, p.name;
  end $$;
comment on function involved_people(uuid[], boolean) is 'people of other accounts met in records the viewer''s account sees: by name, and how to reach them where that is shared';

create function plan_beside(wanted uuid) returns table (title text, status text, due timestamptz, activated_at timestamptz, finished_at timestamptz) ${asks}
  begin return query
    select s.title, s.status, s.due, s.activated_at, s.finished_at
    from (select distinct on (t.node) t.* from task t where t.process_id = (${sharedProcess('share_plan')}) order by t.node, t.round desc) s
    where not (s.status = 'canceled' and s.activated_at is null) order by s.id;
  end $$;
create function notes_beside(wanted uuid, after uuid, most integer) returns table (id uuid, text text, created_at timestamptz, author text, handle text, account text) ${asks}
  begin return query
    select n.id, n.text, n.created_at, p.name, a.handle, a.name from note n join person p on p.id = n.author_id join account a on a.id = n.account_id
    where n.process_id = (${sharedProcess('share_workflow_notes')}) and n.kind = 'public' and (after is null or n.id < after)
    order by n.id desc limit most;
  end $$;`;

/** The process of a task that the viewer's account is shown, if the owner discloses that of it. */
function sharedProcess(capability: string): string {
  return `select v.process_id from visibility v join trust tr on tr.id = v.trust_id and tr.status = 'accepted'
      join trust_grant g on g.trust_id = tr.id and g.capability = '${capability}' and g.account_id = tr.trusting_id
      where v.record_id = wanted and v.account_id = viewer_account() and v.account_id = tr.trusted_id and v.why = 'assigned' limit 1`;
}
