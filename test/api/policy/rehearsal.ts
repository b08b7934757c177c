import type { Door, Store } from '../../../domain/store.ts';
import type { Viewer } from '../../../domain/viewer.ts';

/**
 * The same store, in which nothing comes to stay: every transaction is carried out whole, is asked whether it could be
 * committed, and is then undone. So one request after the other meets the same records, whatever it asks for.
 */
export function rehearsing(store: Store): Store {
  const as = async <T>(viewer: Viewer, work: (door: Door) => Promise<T>): Promise<T> => {
    try {
      return await store.as<T>(viewer, async (door) => {
        const result = await work(door);
        for (const entry of door.entries) door.em.persist(entry);
        await door.em.flush();
        await door.em.execute('set constraints all immediate');
        throw new Undone(result);
      });
    } catch (error) {
      if (error instanceof Undone) return error.result as T;
      throw error;
    }
  };
  return Object.create(store, { as: { value: as } }) as Store;
}

class Undone extends Error {
  constructor(result: unknown) {
    super('undone');
    this.result = result;
  }
  readonly result: unknown;
}
