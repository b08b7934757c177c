import { Person } from '../person/person.entity.ts';
import { record, type Store } from '../store.ts';
import { driver, type Viewer } from '../viewer.ts';
import { personally } from './caller.ts';

/** The person in the account he is at home in, whose log has what he does for himself, such as signing in. */
export async function atHome(store: Store, personId: string): Promise<Viewer> {
  return { accountId: await homeOf(store, personId), personId, roles: new Set(), teamIds: [] };
}

/** That somebody gave the person's address with a password that is not his. */
export async function recordFailure(store: Store, personId: string): Promise<void> {
  const home = await homeOf(store, personId);
  await store.as(driver(home), async (door) => record(door, home, 'person', personId, 'sign_in_failed'));
}

async function homeOf(store: Store, personId: string): Promise<string> {
  const { homeId } = await store.as(personally(personId), ({ em }) =>
    em.findOneOrFail(Person, { id: personId }, { fields: ['homeId'] }),
  );
  return homeId;
}
