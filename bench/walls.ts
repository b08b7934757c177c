import { type Door, Store } from '../domain/store.ts';
import { inbox } from '../domain/task/inbox.ts';
import { uuids } from '../domain/uuids.ts';
import { person } from '../domain/viewer.ts';
import { type Crowd, crowd } from './crowd.ts';
import { type Gauge, superuserUrl } from './database.ts';
import { percentile } from './figures.ts';
import type { BenchStack } from './stack.ts';

/** Median times of the first page of an inbox, in ms. */
export type Walls = {
  /** As the API asks for it, under row level security. */
  readonly walled: number;
  /** The same question, asked by who is above row level security. */
  readonly unwalled: number;
  /** The same tasks with the same names, asked for in one plain question by who is above row level security. */
  readonly bare: number;
};

/** Times the inbox of somebody whose team has been given the most tasks of a crowd; the questions are asked in turn. */
export async function walls(stack: BenchStack, gauge: Gauge, size: Crowd, requests: number): Promise<Walls> {
  const { accountId, personId, teamId } = await crowd(gauge, size);
  const viewer = { accountId, personId, roles: new Set(['specialist'] as const), teamIds: [teamId] };
  const { secret } = stack.secrets;
  const below = await Store.open(stack.databaseUrls.api, { secret, poolMax: 1 });
  const above = await Store.open(superuserUrl(stack), { secret, poolMax: 1 });
  const times = { walled: [] as number[], unwalled: [] as number[], bare: [] as number[] };
  try {
    for (let request = -50; request < requests; request++) {
      const walled = await below.as(viewer, (door) => timed(() => inbox(door, 'all', undefined, page)));
      const unwalled = await above.as(viewer, (door) => timed(() => inbox(door, 'all', undefined, page)));
      const bare = await above.as(viewer, (door) => timed(() => bareInbox(door)));
      demandSame(
        walled.result.map(({ task }) => task.id),
        bare.result.map(({ id }) => id),
      );
      if (request < 0) continue;
      times.walled.push(walled.ms);
      times.unwalled.push(unwalled.ms);
      times.bare.push(bare.ms);
    }
  } finally {
    await Promise.all([below.close(), above.close()]);
  }
  return {
    walled: percentile(times.walled, 0.5),
    unwalled: percentile(times.unwalled, 0.5),
    bare: percentile(times.bare, 0.5),
  };
}

const page = 25;

const bareInbox = ({ em, viewer, now }: Door) =>
  em.execute<{ id: string }[]>(
    `with page as materialized (
       select record_id, due, person_id from visibility
       where account_id = ? and open and (person_id = ? or (person_id is null and team_id = any (?::uuid[])))
       order by due, record_id limit ?)
     select v.due as sorted_by, v.person_id, t.id, t.version, t.category, t.title, t.process_title, t.status, t.due,
       t.target, t.activated_at, t.waiting_until, t.process_id, o.handle as owner_handle, o.name as owner_name,
       a.handle as assigned_handle, a.name as assigned_name, team.name as team_name, m.name as member_name,
       f.name as for_name, t.due < ? as overdue,
       coalesce(t.clocks -> 'respond' ->> 'breachedAt', t.clocks -> 'complete' ->> 'breachedAt') is not null
         or coalesce(t.target < ?, false) as breached,
       case when t.category = 'approval'
         then (select id from approval where task_id = t.id and approver_id = ?) end as approval_id
     from page v join task t on t.id = v.record_id join account o on o.id = t.account_id
       left join account a on a.id = t.assigned_account_id left join team on team.id = t.team_id
       left join person m on m.id = t.member_id left join person f on f.id = t.for_person_id
     order by v.due, v.record_id`,
    [viewer.accountId, person(viewer), uuids(viewer.teamIds), page, now, now, person(viewer)],
  );

async function timed<T>(ask: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const began = performance.now();
  const result = await ask();
  return { result, ms: performance.now() - began };
}

/** Who compares two questions makes sure that they have one answer. */
function demandSame(walled: readonly string[], bare: readonly string[]): void {
  if (walled.length === page && walled.every((id, place) => id === bare[place])) return;
  throw new Error(`Under row level security the page holds ${walled.length} tasks, and other ones than without it.`);
}
