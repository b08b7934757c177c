import { personToMaintain } from '../person/maintain.ts';
import { NotFound } from '../problem.ts';
import { type Door, LockMode, record } from '../store.ts';
import { Identity } from './identity.entity.ts';

/** Who a person is at providers, for administrators of his home. */
export async function identitiesOf(door: Door, personId: string): Promise<Identity[]> {
  const { homeId } = await personToMaintain(door, personId);
  return door.em.find(Identity, { personId, accountId: homeId }, { orderBy: { id: 'asc' } });
}

/** Takes the link away: the next to come from that provider with the person's address is linked instead. */
export async function unlink(door: Door, personId: string, id: string): Promise<void> {
  const { homeId } = await personToMaintain(door, personId);
  const identity = await door.em.findOne(
    Identity,
    { id, personId, accountId: homeId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!identity) throw new NotFound('identity');
  door.em.remove(identity);
  record(door, homeId, 'person', personId, 'unlinked', { issuer: identity.issuer, subject: identity.subject });
}
