import type { FilterQuery } from '@mikro-orm/postgresql';
import type { ProcessStatus } from '../../plan/facts.ts';
import { Person } from '../person/person.entity.ts';
import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import { isEarly, person, seesWork, type Viewer } from '../viewer.ts';
import { Process } from './process.entity.ts';

export type ProcessFilter = {
  readonly status?: readonly ProcessStatus[] | undefined;
  readonly template?: string | undefined;
  /** Hash of the plan it began with. */
  readonly version?: string | undefined;
  readonly subject?: string | undefined;
};

/**
 * The processes a viewer sees: all of his account if he sees its work, but of confidential ones those of his teams; else, and
 * besides, those he manages or has started.
 */
export function visibleProcesses(viewer: Viewer): FilterQuery<Process> {
  const own = { accountId: viewer.accountId };
  if (viewer.personId === null) return own;
  if (isEarly(viewer)) return { id: { $in: [] } };
  const answered = [{ managerId: person(viewer) }, { startedById: person(viewer) }];
  if (!seesWork(viewer)) return { ...own, $or: answered };
  return { ...own, $or: [{ confidential: false }, ...answered, { teamId: { $in: [...viewer.teamIds] } }] };
}

/** The newest first, from the one after `after`. */
export function listProcesses(
  { em, viewer }: Door,
  { status, template, version, subject }: ProcessFilter,
  after: string | undefined,
  most: number,
): Promise<Process[]> {
  const conditions: FilterQuery<Process>[] = [visibleProcesses(viewer)];
  if (status) conditions.push({ status: { $in: [...status] } });
  if (template) conditions.push({ template });
  if (version) conditions.push({ planHash: version });
  if (subject) conditions.push({ subjectId: subject });
  if (after) conditions.push({ id: { $lt: after } });
  return em.find(Process, { $and: conditions }, { orderBy: { id: 'desc' }, limit: most });
}

/** How many of a process's tasks are done, open, still to come or in the way; those not needed are not counted. */
export type Progress = {
  readonly total: number;
  readonly done: number;
  readonly open: number;
  readonly halted: number;
  readonly overdue: number;
};

export async function progressOf(door: Door, processes: readonly Process[]): Promise<ReadonlyMap<string, Progress>> {
  if (processes.length === 0) return new Map();
  const offset = door.movableClocks ? `p.clock_offset * interval '1 ms'` : `interval '0'`;
  const rows = await door.em.execute<(Progress & { process_id: string })[]>(
    `select process_id, count(*)::int as total,
       count(*) filter (where status in ('completed', 'approved', 'canceled'))::int as done,
       count(*) filter (where status not in ('registered', 'completed', 'approved', 'canceled', 'failed', 'rejected'))::int as open,
       count(*) filter (where status in ('failed', 'rejected'))::int as halted,
       count(*) filter (where finished_at is null and activated_at is not null and due < ?::timestamptz + ahead)::int as overdue
     from (select distinct on (t.process_id, t.node) t.*, ${offset} as ahead from task t join process p on p.id = t.process_id
           where t.process_id = any (?::uuid[]) order by t.process_id, t.node, t.round desc) as last
     where not (status = 'canceled' and activated_at is null)
     group by process_id`,
    [door.now, uuids(processes.map(({ id }) => id))],
  );
  return new Map(rows.map(({ process_id, ...progress }) => [process_id, progress]));
}

/** Names of the people processes are about and of those who manage them. */
export async function namesOf({ em }: Door, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = ids.length ? await em.find(Person, { id: { $in: [...new Set(ids)] } }, { fields: ['id', 'name'] }) : [];
  return new Map(found.map(({ id, name }) => [id, name]));
}
