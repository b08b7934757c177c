import { LockMode } from '@mikro-orm/postgresql';
import type { RoleName } from '../person/team.entity.ts';
import { NotFound } from '../problem.ts';
import type { Door } from '../store.ts';
import { mustBe } from '../task/seen.ts';
import { demand, hasAny, type Viewer } from '../viewer.ts';
import { type Stray, strayOf, straysOf } from './stray.ts';
import { type Ending, Trust, type TrustStatus } from './trust.entity.ts';

/** A trust as one side sees it. */
export type SeenTrust = {
  readonly id: string;
  readonly version: number;
  readonly status: TrustStatus;
  /** What the account one acts in is: the one that receives, or the one that offers. */
  readonly side: 'trusting' | 'trusted';
  readonly invitedByUs: boolean;
  /** The other side: more than its handle only while there is something between the two. */
  readonly account: { readonly handle: string; readonly id?: string; readonly name?: string };
  readonly message: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
  readonly decidedAt: Date | null;
  readonly endedAt: Date | null;
  /** Since when a side suspends it; only that side resumes it. */
  readonly suspendedByUs: Date | null;
  readonly suspendedByThem: Date | null;
  /** How it ends or has ended; absent before that. */
  readonly end: TrustEnd | null;
};

/** `until`: what was begun may be finished until then. `returned` of `toReturn`: how much has been given back. */
export type TrustEnd = {
  readonly how: Ending;
  readonly until: Date | null;
  readonly toReturn: number;
  readonly returned: number;
  readonly done: boolean;
};

/** All trusts of the account one acts in, standing or not, the newest first. `before`: older than this one. */
export async function trustsSeen(door: Door, before: string | undefined, most: number): Promise<SeenTrust[]> {
  demand(door.viewer, ...seeingTrusts);
  const { em, viewer } = door;
  const trusts = await em.find(
    Trust,
    { ...(before ? { id: { $lt: before } } : {}), ...sidesOf(viewer) },
    { orderBy: { id: 'desc' }, limit: most },
  );
  const others = await counterparts(door);
  const seen = trusts.map((trust) => look(door, trust, others.get(otherOf(trust, viewer.accountId))));
  const strays = (await straysOf(door, before, most)).map((stray) => lookAtStray(door, stray));
  return [...seen, ...strays].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, most);
}

/** @throws NotFound when there is none or it is not the viewer's to see */
export async function trustOf(door: Door, id: string): Promise<SeenTrust> {
  const { trust, handle } = await findTrust(door, id, false);
  if (handle !== undefined) return lookAtStray(door, { trust, handle });
  return look(door, trust, (await counterparts(door)).get(otherOf(trust, door.viewer.accountId)));
}

/** `handle` is there when it is an invitation to nobody, which is not among the trusts. */
export type FoundTrust = { readonly trust: Trust; readonly handle?: string };

/** The trust under a lock, for an administrator of one of its sides. */
export async function trustToChange(door: Door, id: string, version?: number): Promise<FoundTrust> {
  const found = await findTrust(door, id, true);
  demand(door.viewer, 'account_admin');
  mustBe(version, found.trust.version);
  return found;
}

export function otherOf({ trustingId, trustedId }: Trust, accountId: string): string {
  return trustingId === accountId ? trustedId : trustingId;
}

export type Counterpart = { readonly account_id: string; readonly handle: string; readonly name: string | null };

/** The other sides of all trusts of the account one acts in; a name only while there is something between them. */
export async function counterparts({ em }: Door): Promise<Map<string, Counterpart>> {
  const rows = await em.execute<Counterpart[]>('select * from counterparts()');
  return new Map(rows.map((row) => [row.account_id, row]));
}

async function findTrust(door: Door, id: string, lock: boolean): Promise<FoundTrust> {
  const { em, viewer } = door;
  if (!seesTrusts(viewer)) throw new NotFound('trust');
  const trust = await em.findOne(
    Trust,
    { id, ...sidesOf(viewer) },
    lock ? { lockMode: LockMode.PESSIMISTIC_WRITE } : {},
  );
  const found = trust ? { trust } : await strayOf(door, id, lock);
  if (!found) throw new NotFound('trust');
  return found;
}

/** With any of these somebody sees the account's trusts; others see what comes of them. */
export const seeingTrusts: readonly RoleName[] = ['account_admin', 'auditor'];
const seesTrusts = (viewer: Viewer) => viewer.personId === null || hasAny(viewer, seeingTrusts);

const sidesOf = ({ accountId }: Viewer) => ({ $or: [{ trustingId: accountId }, { trustedId: accountId }] });

function look(door: Door, trust: Trust, other: Counterpart | undefined): SeenTrust {
  if (!other) throw new Error(`The other side of trust ${trust.id} is missing.`);
  const status = trust.statusAt(door.now);
  const invitedByUs = trust.invitedById === door.viewer.accountId;
  const known = (trust.standing || (status === 'pending' && !invitedByUs)) && other.name !== null;
  const then = trust.trustingId === door.viewer.accountId ? trust.trustedName : trust.trustingName;
  const named = known ? { id: other.account_id, name: other.name as string } : then ? { name: then } : {};
  const account = { handle: other.handle, ...named };
  return { ...outline(door, trust), status, invitedByUs, account };
}

function lookAtStray(door: Door, { trust, handle }: Stray): SeenTrust {
  return { ...outline(door, trust), status: trust.statusAt(door.now), invitedByUs: true, account: { handle } };
}

function outline({ viewer, now }: Door, trust: Trust) {
  const { id, version, message, invitedAt, expiresAt, decidedAt, endedAt } = trust;
  const byTrusting = trust.suspendedByTrusting ?? null;
  const byTrusted = trust.suspendedByTrusted ?? null;
  const trusting = trust.trustingId === viewer.accountId;
  return {
    id,
    version,
    side: trusting ? ('trusting' as const) : ('trusted' as const),
    message,
    invitedAt,
    expiresAt,
    decidedAt: decidedAt ?? (trust.statusAt(now) === 'expired' ? expiresAt : null),
    endedAt: endedAt ?? null,
    suspendedByUs: trusting ? byTrusting : byTrusted,
    suspendedByThem: trusting ? byTrusted : byTrusting,
    end: endOf(trust),
  };
}

function endOf({ ending, endsAt, toReturn, returned, drainedAt }: Trust): TrustEnd | null {
  if (!ending) return null;
  return { how: ending, until: endsAt ?? null, toReturn, returned, done: drainedAt != null };
}
