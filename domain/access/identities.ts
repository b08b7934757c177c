import { personToMaintain } from '../person/maintain.ts';
import { NotFound } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { Identity } from './identity.entity.ts';

/** Who a person is at OpenID providers, for administrators of his home. */
export async function identitiesOf(door: Door, personId: string): Promise<Identity[]> {
  const { homeId } = await personToMaintain(door, personId);
  return door.em.find(Identity, { personId, accountId: homeId }, { orderBy: { id: 'asc' } });
}

/** Takes a link away: the next to come from that provider with the person's address is linked instead. */
export async function unlink(door: Door, personId: string, id: string): Promise<void> {
  const found = (await identitiesOf(door, personId)).find((identity) => identity.id === id);
  if (!found) throw new NotFound('identity');
  const { accountId, issuer, subject } = found;
  door.em.remove(found);
  record(door, accountId, 'person', personId, 'unlinked', { issuer, subject });
}
