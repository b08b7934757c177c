import { type FilterQuery, type QBFilterQuery, raw } from '@mikro-orm/postgresql';
import { type ProcessStatus, processStatuses } from '../../plan/facts.ts';
import { Person } from '../person/person.entity.ts';
import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import { isEarly, person, seesWork, type Viewer } from '../viewer.ts';
import { Process } from './process.entity.ts';
import { type Risk, riskAt, riskPlace, risks } from './risk.ts';

export type ProcessFilter = {
  readonly id?: string | undefined;
  readonly status?: readonly ProcessStatus[] | undefined;
  readonly template?: string | undefined;
  /** Hash of the plan it began with. */
  readonly version?: string | undefined;
  readonly subject?: string | undefined;
  /** Part of its title or of the name of whom it is about. */
  readonly search?: string | undefined;
  /** Those that are over have none. */
  readonly risk?: readonly Risk[] | undefined;
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
  door: Door,
  filter: ProcessFilter,
  after: string | undefined,
  most: number,
): Promise<Process[]> {
  const conditions = conditionsOf(door, filter);
  if (after) conditions.push({ id: { $lt: after } });
  return door.em.find(Process, { $and: conditions }, { orderBy: { id: 'desc' }, limit: most });
}

/** How many there are of each kind; of those that are over none is at any risk. */
export type ProcessCount = {
  readonly status: { readonly [S in ProcessStatus]: number };
  readonly risk: { readonly [R in Risk]: number };
};

export async function countProcesses(
  door: Door,
  filter: Omit<ProcessFilter, 'id' | 'status' | 'risk'>,
): Promise<ProcessCount> {
  const conditions = { $and: conditionsOf(door, filter) } as QBFilterQuery<Process>;
  const seen = door.em.createQueryBuilder(Process, 'p').select(['id', 'status']).where(conditions).toQuery();
  const rows = await door.em.execute<{ status: ProcessStatus; place: number | null; many: number }[]>(
    `select seen.status, standing.place, count(*)::int as many from (${seen.sql}) as seen
       left join (${standing(door)}) as standing on standing.id = seen.id group by 1, 2`,
    [...seen.params, door.now],
  );
  const sum = (those: typeof rows) => those.reduce((total, { many }) => total + many, 0);
  const counts = <K extends string>(kinds: readonly K[], is: (kind: K, row: (typeof rows)[number]) => boolean) =>
    Object.fromEntries(kinds.map((kind) => [kind, sum(rows.filter((row) => is(kind, row)))])) as {
      [kind in K]: number;
    };
  return {
    status: counts(processStatuses, (kind, { status }) => status === kind),
    risk: counts(risks, (kind, { place }) => place !== null && riskAt(place) === kind),
  };
}

function conditionsOf(
  door: Door,
  { id, status, template, version, subject, search, risk }: ProcessFilter,
): FilterQuery<Process>[] {
  const conditions: FilterQuery<Process>[] = [visibleProcesses(door.viewer)];
  const where = (sql: (alias: string) => string, params: unknown[]) =>
    conditions.push({ [raw(sql, params)]: true } as FilterQuery<Process>);
  if (id) conditions.push({ id });
  if (status) conditions.push({ status: { $in: [...status] } });
  if (template) conditions.push({ template });
  if (version) conditions.push({ planHash: version });
  if (subject) conditions.push({ subjectId: subject });
  if (search) {
    const found = (text: string) => `strpos(lower(${text}), lower(?)) > 0`;
    where(
      (p) =>
        `(${found(`${p}.title`)} or exists (select 1 from person s where s.id = ${p}.subject_id and ${found('s.name')}))`,
      [search, search],
    );
  }
  if (risk) {
    const places = `{${risk.map((one) => risks.indexOf(one)).join(',')}}`;
    where(
      (p) =>
        `${p}.id in (select standing.id from (${standing(door)}) as standing where standing.place = any (?::int[]))`,
      [door.now, places],
    );
  }
  return conditions;
}

/**
 * SQL: the place of the risk of each process that is not over. Asked for all at once, of the function that decides once a process
 * whether it is seen: task by task the policies are gone through for each.
 */
function standing({ movableClocks }: Door): string {
  const now = movableClocks ? `wall.now + work.clock_offset * interval '1 ms'` : 'wall.now';
  return `select work.process_id as id, min(${riskPlace('work', now)}) as place
    from (select ?::timestamptz as now) as wall cross join work_in_hand() as work group by work.process_id`;
}

/** How many of a process's tasks are done, open, still to come or in the way; those not needed are not counted. */
export type Progress = {
  readonly total: number;
  readonly done: number;
  readonly open: number;
  readonly halted: number;
  readonly overdue: number;
  readonly risk: Risk;
};

export async function progressOf(door: Door, processes: readonly Process[]): Promise<ReadonlyMap<string, Progress>> {
  if (processes.length === 0) return new Map();
  const now = door.movableClocks ? `?::timestamptz + p.clock_offset * interval '1 ms'` : '?::timestamptz';
  const rows = await door.em.execute<(Progress & { process_id: string; place: number })[]>(
    `select process_id, count(*)::int as total,
       count(*) filter (where status in ('completed', 'approved', 'canceled'))::int as done,
       count(*) filter (where status not in ('registered', 'completed', 'approved', 'canceled', 'failed', 'rejected'))::int as open,
       count(*) filter (where status in ('failed', 'rejected'))::int as halted,
       count(*) filter (where finished_at is null and activated_at is not null and due < now)::int as overdue,
       min(${riskPlace('last', 'now')}) as place
     from (select distinct on (t.process_id, t.node) t.*, ${now} as now from task t join process p on p.id = t.process_id
           where t.process_id = any (?::uuid[]) order by t.process_id, t.node, t.round desc) as last
     where not (status = 'canceled' and activated_at is null)
     group by process_id`,
    [door.now, uuids(processes.map(({ id }) => id))],
  );
  return new Map(rows.map(({ process_id, place, ...progress }) => [process_id, { ...progress, risk: riskAt(place) }]));
}

/** Names of the people processes are about and of those who manage them. */
export async function namesOf({ em }: Door, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = ids.length ? await em.find(Person, { id: { $in: [...new Set(ids)] } }, { fields: ['id', 'name'] }) : [];
  return new Map(found.map(({ id, name }) => [id, name]));
}
