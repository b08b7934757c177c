import { ownAccount } from '../account/accounts.ts';
import { writeUnless } from '../account/taken.ts';
import { newId } from '../id.ts';
import { Invalid, Refused } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { demand } from '../viewer.ts';
import { recordDecision } from './decide.ts';
import { keepStray, nobody, straysOf, strayTo } from './stray.ts';
import { Trust } from './trust.entity.ts';

export type Invitation = {
  readonly handle: string;
  /** What the inviting account wants to be: the one that receives, or the one that offers. */
  readonly as: 'trusting' | 'trusted';
  readonly message?: string | undefined;
  /** By default in two weeks, at most in ninety days. */
  readonly expiresAt?: Date | undefined;
};

/**
 * Invites the account of exactly that handle. Whether there is one, the inviter does not learn: everything he can see
 * is the same either way. Returns the invitation's id.
 */
export async function invite(door: Door, invitation: Invitation): Promise<string> {
  demand(door.viewer, 'account_admin');
  const { handle, as, message = '' } = invitation;
  if (handle === (await ownAccount(door)).handle) throw itself();
  const rows = await door.em.execute<{ id: string | null }[]>('select account_by_handle(?) as id', [handle]);
  const other = rows[0]?.id ?? nobody;
  const sides =
    as === 'trusting' ? ([door.viewer.accountId, other] as const) : ([other, door.viewer.accountId] as const);
  const expiresAt = expiryOf(door, invitation.expiresAt);
  await demandFree(door, handle, sides);
  await demandFew(door);
  const trust = Trust.invite(newId(), ...sides, door.viewer.accountId, message, door.now, expiresAt);
  record(door, door.viewer.accountId, 'trust', trust.id, 'invited', { handle, as });
  if (other === nobody) await keepStray(door, trust, handle);
  else {
    door.em.persist(trust);
    record(door, other, 'trust', trust.id, 'invited', { as: as === 'trusting' ? 'trusted' : 'trusting' });
  }
  await writeUnless(door, 'trust_one_live', alreadyThere(handle));
  return trust.id;
}

const dayMs = 86_400_000;
const mostPending = 100;

const itself = () => new Refused('An account cannot trust itself: name another account.');
const alreadyThere = (handle: string) =>
  `There is a trust or an invitation in that direction between you and "${handle}" already: end it first.`;

function expiryOf({ now }: Door, wanted: Date | undefined): Date {
  if (!wanted) return new Date(now.getTime() + 14 * dayMs);
  const message =
    wanted <= now
      ? 'It lies in the past.'
      : wanted.getTime() > now.getTime() + 90 * dayMs
        ? 'It is more than ninety days away.'
        : undefined;
  if (message) throw new Invalid('The invitation cannot expire then.', [{ pointer: '/expiresAt', message }]);
  return wanted;
}

/** One live trust for an ordered pair; an invitation whose time is up makes room. */
async function demandFree(
  door: Door,
  handle: string,
  [trustingId, trustedId]: readonly [string, string],
): Promise<void> {
  const live = await door.em.findOne(Trust, {
    trustingId,
    trustedId,
    status: { $in: ['pending', 'accepted', 'suspended'] },
  });
  const stray = await strayTo(door, handle, trustedId === nobody);
  if (stray || (live && live.statusAt(door.now) !== 'expired')) throw new Refused(alreadyThere(handle));
  if (!live) return;
  live.expire(door.now);
  recordDecision(door, live, 'expired');
  await door.em.flush();
}

/** So that nobody tries out handles by the thousand. */
async function demandFew(door: Door): Promise<void> {
  const { em, viewer, now } = door;
  const sent = await em.count(Trust, { invitedById: viewer.accountId, status: 'pending', expiresAt: { $gt: now } });
  const strays = (await straysOf(door, undefined, mostPending)).filter(
    ({ trust }) => trust.statusAt(now) === 'pending',
  );
  if (sent + strays.length < mostPending) return;
  throw new Refused(`${mostPending} invitations of yours are unanswered: cancel some of them before you send more.`);
}
