import { type FilterQuery, LockMode, raw } from '@mikro-orm/postgresql';
import { NotFound, Problem } from '../problem.ts';
import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import { isEarly, seesWork, type Viewer } from '../viewer.ts';
import { Task } from './task.entity.ts';

/**
 * The tasks a viewer sees: of the own account, and of another's what is shown to the own, from its activation on; where
 * that is confidential, what his teams have, and of processes that they have or he answers for.
 * Who does not do the account's work sees only what is asked of him or is about to be done by him, and the tasks of
 * processes that he answers for.
 */
export function visibleTasks(viewer: Viewer): FilterQuery<Task> {
  const { accountId, personId } = viewer;
  const shown = (mine: string, ...params: unknown[]) => shownWhere(viewer, mine, ...params);
  if (personId === null) return { $or: [{ accountId }, shown('')] } as FilterQuery<Task>;
  if (seesWork(viewer)) {
    const { sql, params } = openlyOrMine(viewer);
    const followed = { [raw((alias) => followedBy(alias), followingParams(viewer))]: true };
    return {
      $or: [{ accountId, confidential: false }, { accountId, ...followed }, shown(` and ${sql}`, ...params)],
    } as FilterQuery<Task>;
  }
  const mine = shown(` and ${askedOf}`, personId) as FilterQuery<Task>;
  if (isEarly(viewer)) return mine;
  const managed = {
    [raw(
      (alias) =>
        `exists (select 1 from process p where p.id = ${alias}.process_id and ? in (p.manager_id, p.started_by_id))`,
      [personId],
    )]: true,
  };
  return { $or: [mine, { accountId, ...managed }] } as FilterQuery<Task>;
}

/** Tasks that are shown to the viewer's account by a row `v` of the visibility index of which `mine` holds. */
export const shownWhere = ({ accountId }: Viewer, mine: string, ...params: unknown[]) =>
  ({
    [raw(
      (alias) => `exists (select 1 from visibility v where v.record_id = ${alias}.id and v.account_id = ?${mine})`,
      [accountId, ...params],
    )]: true,
  }) as FilterQuery<Task>;

/** That a row `v` of the visibility index is for a person who does no work: what he had taken from a team is the team's. */
export const askedOf = 'v.person_id = ? and v.team_id is null';

/** That a row `v` of the visibility index is for everybody who sees the work of its account, or for the viewer; votes asked of others are for them. */
export function openlyOrMine({ personId, teamIds, everyTeam }: Viewer): { sql: string; params: unknown[] } {
  if (everyTeam) return { sql: 'true', params: [] };
  return {
    sql: "((not v.confidential and v.why = 'assigned') or v.person_id = ? or v.team_id = any (?::uuid[]))",
    params: [personId, uuids(teamIds)],
  };
}

/** That a task of the own account is of a process that the viewer's teams have or that he answers for. */
export const followedBy = (task: string) =>
  `exists (select 1 from process p where p.id = ${task}.process_id and (? in (p.manager_id, p.started_by_id) or p.team_id = any (?::uuid[])))`;
export const followingParams = ({ personId, teamIds }: Viewer) => [personId, uuids(teamIds)];

/** @throws NotFound when it is not there or not the viewer's to see */
export async function taskOf(door: Door, id: string, populate: readonly 'outputSchema'[] = []): Promise<Task> {
  const task = await door.em.findOne(Task, { $and: [{ id }, visibleTasks(door.viewer)] }, { populate });
  if (!task) throw new NotFound('task');
  return task;
}

/** The same under a lock; refuses when it has changed since the version the caller has seen. */
export async function taskToChange(door: Door, id: string, version?: number, withSchema = false): Promise<Task> {
  const task = await door.em.findOne(
    Task,
    { $and: [{ id }, visibleTasks(door.viewer)] },
    {
      lockMode: LockMode.PESSIMISTIC_WRITE,
      ...(withSchema ? { populate: ['outputSchema'] as const } : {}),
    },
  );
  if (!task) throw new NotFound('task');
  mustBe(version, task.version);
  return task;
}

export function mustBe(expected: number | undefined, actual: number): void {
  if (expected !== undefined && expected !== actual) {
    throw new Problem(
      'stale',
      `It has changed since you read it (your version ${expected}, now ${actual}): read it again and decide anew.`,
    );
  }
}
