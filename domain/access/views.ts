import { Person } from '../person/person.entity.ts';
import { NotFound, Refused } from '../problem.ts';
import { LockMode, record, type Store } from '../store.ts';
import { personally } from './caller.ts';
import { atHome } from './home.ts';
import { SavedView } from './own.entity.ts';

export type ViewToSave = Pick<SavedView, 'name' | 'page' | 'query'>;

/** How many a person may keep. */
const mostViews = 50;

/** A person's own, by name. */
export function viewsOf(store: Store, personId: string): Promise<SavedView[]> {
  return store.as(personally(personId), ({ em }) => em.find(SavedView, { personId }, { orderBy: { name: 'asc' } }));
}

/** Keeps it under its name, in place of what was kept there. That it was is on record at home, what it looks for is not. */
export async function saveView(store: Store, personId: string, { name, page, query }: ViewToSave): Promise<SavedView> {
  return store.as(await atHome(store, personId), async (door) => {
    const { em, viewer, now } = door;
    // One after the other, so that two browsers together keep no more than one.
    await em.findOneOrFail(Person, { id: personId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const kept = await em.find(SavedView, { personId });
    const before = kept.find((view) => view.name === name);
    if (!before && kept.length >= mostViews)
      throw new Refused(`You keep ${mostViews} views already: remove one that you do not need.`);
    record(door, viewer.accountId, 'person', personId, 'view_saved');
    const anew = { page, query, savedAt: now };
    return before ? em.assign(before, anew) : em.create(SavedView, { personId, name, ...anew });
  });
}

/** @throws NotFound when the person keeps none of that name */
export async function removeView(store: Store, personId: string, name: string): Promise<void> {
  await store.as(await atHome(store, personId), async (door) => {
    const removed = await door.em.nativeDelete(SavedView, { personId, name });
    if (removed === 0) throw new NotFound('view');
    record(door, door.viewer.accountId, 'person', personId, 'view_removed');
  });
}
