import { Migration } from '@mikro-orm/migrations';

/**
 * That a trust ends, rests or goes on is told to whoever saw a task or a vote by it, on either side, whatever his roles; also
 * from the moment it is about to end. How a task was escalated is told to the account that holds it. And an approver of another
 * account finds in his inbox what is on his card.
 */
export class ToldToWhom extends Migration {
  override up(): void {
    this.addSql('create index task_trust on task (trust_id) where trust_id is not null;');
    this.addSql('grant create on schema public to accord_definer;');
    this.addSql(news);
    this.addSql(inboxes);
    this.addSql('revoke create on schema public from accord_definer;');
  }
}

/** What was given back already lies neither in `visibility` nor in `withheld`: the task and the vote still say by whom it was seen. */
const news = `
create function saw_by(trust uuid, wide boolean, at timestamptz) returns boolean
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_variable
  declare
    viewer uuid := viewer_account();
    me uuid := viewer_person();
    teams uuid[] := viewer_teams();
  begin
    if exists (
      select 1 from (
          select v.account_id, v.why, v.team_id, v.person_id, v.confidential from visibility v where v.trust_id = trust
          union all
          select w.account_id, w.why, w.team_id, w.person_id, w.confidential from withheld w where w.trust_id = trust
          union all
          select t.assigned_account_id, 'assigned', t.team_id, t.member_id, a.confidential or coalesce(s.confidential, false)
            from task t join account a on a.id = t.assigned_account_id
              left join service_offering o on o.id = t.offering_id left join service s on s.id = o.service_id
            where t.assigned_account_id = viewer and t.trust_id = trust and t.activated_at is not null) seen
        where seen.account_id = viewer and ((wide and seen.why = 'assigned' and not seen.confidential)
          or (wide and seen.team_id = any (teams)) or (seen.person_id = me and (wide or seen.team_id is null))))
    then return true; end if;
    if exists (
      select 1 from trust tr join approval a on a.account_id in (tr.trusting_id, tr.trusted_id) and a.account_id <> viewer
        where tr.id = trust and a.approver_id = me and a.status = 'canceled' and a.decided_at >= at
          and not exists (select 1 from visibility v where v.record_id = a.task_id and v.account_id = viewer))
    then return true; end if;
    return not coalesce(viewer_early(), false) and exists (
      select 1 from (
          select v.process_id from visibility v where v.trust_id = trust and v.owner_id = viewer
          union all
          select w.process_id from withheld w where w.trust_id = trust and w.owner_id = viewer
          union all
          select t.process_id from task t where t.account_id = viewer and t.trust_id = trust and t.activated_at is not null) given
        join process p on p.id = given.process_id
        where me in (p.manager_id, p.started_by_id) or (wide and (not p.confidential or p.team_id = any (teams))));
  end $$;
comment on function saw_by(uuid, boolean, timestamptz) is 'whether the viewer sees, or saw until that moment, something that one of his account''s trusts shows to one side of the other';
alter function saw_by(uuid, boolean, timestamptz) owner to accord_definer;
revoke execute on function saw_by(uuid, boolean, timestamptz) from public, accord_api, accord_worker;

create or replace function news_of(entries uuid[], wide boolean) returns table (id uuid, kind text, record_id uuid, action text, process_id uuid)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare viewer uuid := viewer_account(); begin return query
    select n.id, n.kind, n.record_id, case when n.kind = 'task' and n.action in ('escalated', 'not_escalated')
          and not exists (select 1 from task t where t.id = n.record_id and t.assigned_account_id = viewer) then 'changed' else n.action end,
        n.process_id
      from news_of_all(entries, wide) n where not kept_from_viewer(n.kind, n.record_id)
        and (n.kind <> 'process' or not coalesce(viewer_early(), false))
    union all
    select e.id, 'reset', e.account_id, 'changed', null::uuid from audit e
      where e.id = any (entries) and e.record_kind = 'trust' and e.account_id = viewer
        and e.action in ('ending', 'revoked', 'suspended', 'resumed') and saw_by(e.record_id, wide, e.at)
    union all
    select e.id, e.record_kind, e.record_id, 'changed', null::uuid from audit e
      where e.id = any (entries) and e.account_id = viewer and wide and (e.record_kind = 'agreement'
        or e.record_kind = 'trust' and exists (select 1 from role r where r.account_id = viewer and r.person_id = viewer_person()
          and r.name in ('account_admin', 'auditor')
          and (r.trust_id is null or exists (select 1 from trust tr where tr.id = r.trust_id and tr.status = 'accepted'))))
    order by id;
  end $$;
alter function news_of(uuid[], boolean) owner to accord_definer;`;

const inboxes = `
create or replace function inbox_rows(tasks uuid[]) returns table (id uuid, version integer, category text, title text, process_title text,
    status text, due timestamptz, target timestamptz, activated_at timestamptz, waiting_until timestamptz, missed boolean,
    process_id uuid, owner_handle text, owner_name text, assigned_handle text, assigned_name text, team_name text,
    member_name text, for_name text, approval_id uuid, holder_id uuid, impact text, clocks jsonb, ahead bigint)
  language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_column
  declare viewer uuid := viewer_account(); begin
    return query select t.id, case when sees.whole then t.version else 1 end, t.category, t.title, t.process_title,
          case when sees.whole then t.status else 'assigned' end, t.due, case when sees.whole then t.target end, t.activated_at,
          case when sees.whole then t.waiting_until end,
          sees.whole and coalesce(t.clocks -> 'respond' ->> 'breachedAt', t.clocks -> 'complete' ->> 'breachedAt') is not null,
          t.process_id, o.handle, o.name, case when sees.whole then a.handle end, case when sees.whole then a.name end,
          case when sees.whole then team.name end,
          case when t.assigned_account_id = viewer then m.name end, f.name,
          case when t.category = 'approval' then (select p.id from approval p where p.task_id = t.id and p.approver_id = (select viewer_person())) end,
          case when sees.whole then t.assigned_account_id end, case when sees.whole then t.impact else 'none' end,
          case when sees.whole then t.clocks end, (select p.clock_offset from process p where p.id = t.process_id)
        from unnest(tasks) as wanted(id) join task t on t.id = wanted.id join account o on o.id = t.account_id
          cross join lateral (select viewer = t.account_id or viewer is not distinct from t.assigned_account_id as whole) sees
          left join account a on a.id = t.assigned_account_id left join team on team.id = t.team_id
          left join person m on m.id = t.member_id left join person f on f.id = t.for_person_id
        where exists (select 1 from visibility v where v.account_id = viewer and v.record_id = t.id
          and (not v.confidential or v.person_id = (select viewer_person()) or v.team_id = any (viewer_teams())));
  end $$;
create or replace function inbox_matching(tasks uuid[], words text, statuses text[], categories text[], late boolean, at timestamptz, moved boolean)
  returns setof uuid language plpgsql stable security definer set search_path = public
  as $$ #variable_conflict use_variable
  declare viewer uuid := viewer_account(); begin
    return query select t.id from unnest(tasks) as wanted(id) join task t on t.id = wanted.id
          cross join lateral (select viewer = t.account_id or viewer is not distinct from t.assigned_account_id as whole) sees
          left join person f on f.id = t.for_person_id and words is not null
          left join process p on p.id = t.process_id and moved and late is not null
        where (statuses is null or case when sees.whole then t.status else 'assigned' end = any (statuses))
          and (categories is null or t.category = any (categories))
          and (words is null or strpos(lower(t.title), lower(words)) > 0 or strpos(lower(t.process_title), lower(words)) > 0
            or strpos(lower(f.name), lower(words)) > 0)
          and (late is null or late = (coalesce(case when sees.whole then least(t.due, t.target) else t.due end
              < at + coalesce(p.clock_offset, 0) * interval '1 ms', false)
            or (sees.whole and coalesce(t.clocks -> 'respond' ->> 'breachedAt', t.clocks -> 'complete' ->> 'breachedAt') is not null)))
          and exists (select 1 from visibility v where v.account_id = viewer and v.record_id = t.id
            and (not v.confidential or v.person_id = (select viewer_person()) or v.team_id = any (viewer_teams())));
  end $$;
alter function inbox_rows(uuid[]) owner to accord_definer;
alter function inbox_matching(uuid[], text, text[], text[], boolean, timestamptz, boolean) owner to accord_definer;`;
