import { Migration } from '@mikro-orm/migrations';
import { asks } from './0014-trusts/words.ts';

/**
 * Whom a process is about is told the steps that its template marks for him. He sees no row of it: one function answers
 * him, and him alone, with these columns.
 */
export class ToldToSubject extends Migration {
  override up(): void {
    this.addSql(`
alter table process add column told jsonb;
comment on column process.told is 'what its template tells the person it is about, in which tasks each step consists; null: nothing';
create index process_told on process (subject_id) where told is not null;
grant create on schema public to accord_definer;
create function told_to_subject() returns table (process_id uuid, account_id uuid, handle text, account text, title text, anchor date, status text,
    key text, words text, state text, day date) ${asks}
  declare me uuid := viewer_person(); begin return query
    select p.id, a.id, a.handle, a.name, p.told ->> 'title', p.anchor,
      case when p.status <> 'completed' then 'open' when p.completion_reason = 'complete' then 'finished' else 'canceled' end,
      step.it ->> 'key', step.it ->> 'text', became.state,
      case became.state
        when 'done' then (work.finished_at at time zone (a.calendar ->> 'zone'))::date
        when 'now' then coalesce((work.due at time zone (a.calendar ->> 'zone'))::date, (step.it ->> 'due')::date)
        when 'later' then (step.it ->> 'due')::date end
    from process p join account a on a.id = p.account_id
      cross join lateral jsonb_array_elements(p.told -> 'steps') with ordinality as step(it, place)
      cross join lateral (
        select count(*) as tasks, count(*) filter (where last.status = 'canceled') as canceled, bool_or(last.activated_at is not null) as begun,
          bool_and(last.status in ('completed', 'approved', 'canceled')) as over, max(last.finished_at) filter (where last.status <> 'canceled') as finished_at,
          max(last.due) as due
        from (select distinct on (t.node) t.status, t.activated_at, t.finished_at, t.due from task t
          where t.process_id = p.id and t.node = any (array(select jsonb_array_elements_text(step.it -> 'nodes')))
          order by t.node, t.round desc) last) work
      cross join lateral (select case
        when work.tasks > 0 and work.canceled = work.tasks then 'not_needed'
        when (step.it ->> 'milestone')::boolean and work.canceled > 0 and p.status = 'completed' and p.completion_reason <> 'complete' then 'not_needed'
        when coalesce(work.over, true) then 'done'
        when work.begun and not (step.it ->> 'milestone')::boolean then 'now'
        else 'later' end as state) became
    where p.subject_id = me and p.told is not null
    order by p.started_at desc, p.id, step.place;
  end $$;
comment on function told_to_subject() is 'what processes about the viewer tell him: steps that their templates mark for him';
alter function told_to_subject() owner to accord_definer;
revoke create on schema public from accord_definer;
revoke execute on function told_to_subject() from public;
grant execute on function told_to_subject() to accord_api;`);
  }
}
