import { Migration } from '@mikro-orm/migrations';
import { asks } from './0014-trusts/words.ts';

/**
 * Who else sees something, and what exactly. What is beside tasks is asked for a looker: the viewer's own account, or, of
 * the viewer's own tasks, the account that they are shown to.
 */
export class Why extends Migration {
  override up(): void {
    this.addSql(`
grant create on schema public to accord_definer;
drop function beside_tasks(uuid[]);
drop function contact_beside(uuid[]);
drop function involved_people(uuid[], boolean);
drop function plan_beside(uuid);
drop function notes_beside(uuid, uuid, integer);
${beside}
${acting}
${functions.map((name) => `alter function ${name} owner to accord_definer;`).join('\n')}
revoke create on schema public from accord_definer;
revoke execute on function ${functions.join(', ')} from public;
grant execute on function ${functions.join(', ')} to accord_api, accord_worker;`);
  }
}

const functions = [
  'acting_here(uuid[])',
  'beside_tasks(uuid[], uuid)',
  'contact_beside(uuid[], uuid)',
  'involved_people(uuid[], boolean, uuid)',
  'plan_beside(uuid, uuid)',
  'notes_beside(uuid, uuid, integer, uuid)',
];

const acting = `
create function acting_here(people uuid[]) returns table (person_id uuid, name text, roles text[]) ${asks}
  begin return query select p.id, p.name, a.roles from unnest(people) as wanted(id) join person p on p.id = wanted.id
    cross join lateral accounts_of(p.id) a where a.account_id = (select viewer_account()); end $$;
comment on function acting_here(uuid[]) is 'which of these people may act in the viewer''s account now, and in which roles';`;

/** Who works a task is named as far as the viewer may know, whoever looks. */
const beside = `
create function beside_tasks(tasks uuid[], looker uuid) returns table (task_id uuid, owner_handle text, owner_name text, assigned_handle text,
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
        where v.record_id = t.id and v.account_id = looker limit 1) past on true
      left join account a on a.id = t.assigned_account_id left join team on team.id = t.team_id
      left join person m on m.id = t.member_id left join person f on f.id = t.for_person_id
      left join service_offering offering on offering.id = t.offering_id
    where viewer in (looker, t.account_id) and (t.account_id = looker or past.gone is not null);
  end $$;
comment on function beside_tasks(uuid[], uuid) is 'names, calendar and clock beside tasks as an account sees them: the viewer''s, or one that the viewer''s own tasks are shown to';

create function contact_beside(tasks uuid[], looker uuid) returns table (task_id uuid, email text, phone text) ${asks}
  declare viewer uuid := viewer_account(); begin return query
    select distinct t.id, p.email, p.phone from unnest(tasks) as wanted(id) join task t on t.id = wanted.id
      join person p on p.id = t.for_person_id
      join visibility v on v.record_id = t.id and v.account_id = looker join trust by on by.id = v.trust_id and by.status = 'accepted'
      join trust tr on tr.trusting_id = t.account_id and tr.trusted_id = looker and tr.status = 'accepted'
      join trust_grant g on g.trust_id = tr.id and g.capability = 'share_contact' and g.account_id = tr.trusting_id
    where viewer in (looker, t.account_id);
  end $$;

create function involved_people(wanted uuid[], wide boolean, looker uuid) returns table (id uuid, name text, email text, phone text) ${asks}
  declare viewer uuid := viewer_account(); begin return query
    select p.id, p.name, max(p.email) filter (where met.contact), max(p.phone) filter (where met.contact)
    from person p join (
      select c.subject_id as person_id, exists (select 1 from trust tr join trust_grant g on g.trust_id = tr.id and g.capability = 'share_contact'
          and g.account_id = tr.trusting_id where tr.trusting_id = c.account_id and tr.trusted_id = looker and tr.status = 'accepted') as contact
        from process c join task t on t.process_id = c.id and t.for_person_id = c.subject_id
          join visibility v on v.record_id = t.id and v.account_id = looker join trust tr on tr.id = v.trust_id and tr.status = 'accepted'
        where c.subject_id = any (wanted) and (wide or v.person_id = viewer_person()) and viewer in (looker, c.account_id)
      union all
      select v.person_id, false from visibility v join trust tr on tr.id = v.trust_id and tr.status = 'accepted'
          join trust_grant g on g.trust_id = tr.id and g.capability = 'show_specialists' and g.account_id = tr.trusted_id
        where v.person_id = any (wanted) and v.open and v.owner_id = viewer and v.account_id = tr.trusted_id and v.why = 'assigned' and wide
          and looker = viewer
      union all
      select a.approver_id, false from approval a where a.approver_id = any (wanted) and a.account_id = viewer and wide and looker = viewer
    ) met on met.person_id = p.id group by p.id, p.name;
  end $$;
comment on function involved_people(uuid[], boolean, uuid) is 'people met in records that an account sees, by name, and how to reach them where that is shared; of another account only those that the viewer''s own records show it';

create function plan_beside(wanted uuid, looker uuid) returns table (title text, status text, due timestamptz, activated_at timestamptz, finished_at timestamptz) ${asks}
  begin return query
    select s.title, s.status, s.due, s.activated_at, s.finished_at
    from (select distinct on (t.node) t.* from task t where t.process_id = (${sharedProcess('share_plan')}) order by t.node, t.round desc) s
    where not (s.status = 'canceled' and s.activated_at is null) order by s.id;
  end $$;
create function notes_beside(wanted uuid, after uuid, most integer, looker uuid) returns table (id uuid, text text, created_at timestamptz, author text, handle text, account text) ${asks}
  begin return query
    select n.id, n.text, n.created_at, p.name, a.handle, a.name from note n join person p on p.id = n.author_id join account a on a.id = n.account_id
    where n.process_id = (${sharedProcess('share_workflow_notes')}) and n.kind = 'public' and (after is null or n.id < after)
    order by n.id desc limit most;
  end $$;`;

/** The process of a task that the looking account is shown, if the owner discloses that of it. */
function sharedProcess(capability: string): string {
  return `select v.process_id from visibility v join trust tr on tr.id = v.trust_id and tr.status = 'accepted'
      join trust_grant g on g.trust_id = tr.id and g.capability = '${capability}' and g.account_id = tr.trusting_id
      where v.record_id = wanted and v.account_id = looker and v.account_id = tr.trusted_id and v.why = 'assigned'
        and viewer_account() in (looker, v.owner_id) limit 1`;
}
