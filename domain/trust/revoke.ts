import { Account } from '../account/account.entity.ts';
import { endAgreementsOf } from '../agreement/decide.ts';
import { Forbidden, Invalid } from '../problem.ts';
import { type Door, record, tell } from '../store.ts';
import { recordDecision } from './decide.ts';
import { trustToChange } from './seen.ts';
import type { Ending, Trust } from './trust.entity.ts';
import { openWithheld, wakeWaiting, withhold } from './withheld.ts';

/**
 * What becomes of open work. `finish`: what was begun may be finished until a date. `hand_back`: it fails, saying
 * why, so that each process halts and whoever manages it decides how to go on. `cancel`: it is given up, its successors go on;
 * the trusting side's to choose.
 */
export type Revocation = { readonly how: Ending; readonly until?: Date | undefined };

/**
 * Ends a standing trust, by either side. Before the command is answered nobody of the trusted account sees more of it than
 * what it had finished (or, to finish, has begun), and nothing new is activated. What was open is given back afterwards,
 * little by little.
 */
export async function revokeTrust(
  door: Door,
  id: string,
  revocation: Revocation = { how: 'hand_back' },
  version?: number,
): Promise<void> {
  const { trust } = await trustToChange(door, id, version);
  demandChoice(door, trust, revocation);
  if (revocation.how === 'finish') {
    trust.endLater(untilOf(door, revocation));
    recordDecision(door, trust, 'ending');
    await door.em.flush();
    trust.toReturn = await withhold(door, trust.id, true);
  } else {
    await end(door, trust, revocation.how);
  }
  tell(door, 'drain', trust.trustingId, null, { trust: trust.id });
}

/** From now on it is over; what is still open is withheld, to be given back. */
export async function end(door: Door, trust: Trust, how?: Ending): Promise<void> {
  const { em, now } = door;
  const accounts = await em.find(Account, { id: { $in: [trust.trustingId, trust.trustedId] } });
  const nameOf = (id: string) => accounts.find((account) => account.id === id)?.name ?? null;
  trust.revoke(now, how);
  Object.assign(trust, { trustingName: nameOf(trust.trustingId), trustedName: nameOf(trust.trustedId) });
  recordDecision(door, trust, 'revoked');
  await endAgreementsOf(door, trust.id);
  await em.flush();
  await withhold(door, trust.id);
  trust.toReturn = trust.returned + (await openWithheld(door, trust.id));
  await endLentRoles(door, trust);
  if (await wakeWaiting(door, trust.id)) door.told.add('changed');
}

async function endLentRoles(door: Door, { id, trustingId, trustedId }: Trust): Promise<void> {
  const lent = await door.em.execute<{ person_id: string; name: string }[]>('select * from end_lent_roles(?)', [id]);
  for (const { person_id, name } of lent) {
    for (const accountId of [trustingId, trustedId])
      record(door, accountId, 'person', person_id, 'role_withdrawn', { role: name, trust: id });
  }
}

const longest = 366 * 86_400_000;

function demandChoice({ viewer }: Door, trust: Trust, { how }: Revocation): void {
  if (how !== 'cancel' || viewer.accountId === trust.trustingId) return;
  throw new Forbidden(
    'Only the trusting account, whose processes they are of, cancels tasks: hand them back, or finish them.',
  );
}

function untilOf({ now }: Door, { until }: Revocation): Date {
  const message = !until
    ? 'Say until when what was begun may be finished.'
    : until <= now
      ? 'It lies in the past.'
      : until.getTime() > now.getTime() + longest
        ? 'It is more than a year away.'
        : undefined;
  if (message || !until) throw new Invalid('The trust cannot end so.', [{ pointer: '/until', message: message ?? '' }]);
  return until;
}
