import { NotFound } from '../problem.ts';
import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import { seesWork } from '../viewer.ts';
import type { Person } from './person.entity.ts';
import { personOf } from './seen.ts';

/**
 * Somebody of another account who is met in a record that the viewer sees: the person a task is about, who works one where
 * that is shown, who is asked for a decision. How to reach him only where his account shares that.
 */
export type MetPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
};

/** A person of the viewer's account or its directory, or one who is met. @throws NotFound when it is neither */
export async function seePerson(door: Door, id: string): Promise<Person | MetPerson> {
  try {
    return await personOf(door, id);
  } catch (error) {
    const met = error instanceof NotFound ? (await metPeople(door, [id])).get(id) : undefined;
    if (met) return met;
    throw error;
  }
}

export async function metPeople({ em, viewer }: Door, ids: readonly string[]): Promise<ReadonlyMap<string, MetPerson>> {
  if (ids.length === 0) return new Map();
  const rows = await em.execute<MetPerson[]>('select * from involved_people(?::uuid[], ?, ?)', [
    uuids(ids),
    seesWork(viewer),
    viewer.accountId,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}
