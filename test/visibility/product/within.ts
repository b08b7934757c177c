import { capabilities } from '../../../domain/trust/capabilities.ts';
import type { Grant, Person, Task, Trust } from '../model/records/index.ts';
import type { World } from '../model/world.ts';

/**
 * The part of a world that the product can hold so far. What is left out here is not compared: confidential accounts
 * and services, capabilities about what the product does not have, offers that end by themselves or were withdrawn, tasks
 * taken back by their owner from another account, places handed over with tasks, redacted notes, people who leave on a date.
 */
export function withinProduct(w: World): World {
  return {
    ...w,
    account: w.account.map((a) => ({ ...a, confidential: false })),
    service: w.service.map((s) => ({ ...s, confidential: false })),
    process: w.process.map((p) => ({ ...p, confidential: false, teamId: null })),
    person: w.person.map((p) => ({ ...p, leavesAt: null, erasedAt: null, managerId: managerAtHome(w, p) })),
    trust: w.trust.filter((t) => !doubles(w, t)).map((t) => lasting(w, plainTrust(t))),
    role: w.role.filter(
      ({ name, trustId }) => productRoles.includes(name) && (trustId === null || name !== 'directory_admin'),
    ),
    task: w.task.map(plainTask),
    note: w.note.map((n) => ({ ...n, redactedAt: null })),
  };
}

const productRoles: readonly string[] = [
  'end_user',
  'key_contact',
  'specialist',
  'designer',
  'account_admin',
  'directory_admin',
  'auditor',
];

/** The product lets an account name as managers only people of its own or its directory. */
function managerAtHome(w: World, { homeId, managerId }: Person): string | null {
  return w.person.find((p) => p.id === managerId)?.homeId === homeId ? managerId : null;
}

/** The product lets one trust of a pair wait or stand; of several the one that stands is kept, else the first. */
function doubles(w: World, t: Trust): boolean {
  const waits = (o: Trust) =>
    ['pending', 'accepted'].includes(o.status) && o.trustingId !== null && o.trustedId !== null;
  const twins = w.trust.filter((o) => waits(o) && o.trustingId === t.trustingId && o.trustedId === t.trustedId);
  return waits(t) && t !== (twins.find((o) => o.status === 'accepted') ?? twins[0]);
}

/** The product's clock goes on while it is asked: an invitation that stands does so for an hour more. */
const lasting = (w: World, t: Trust): Trust =>
  t.status === 'pending' && t.expiresAt > w.now ? { ...t, expiresAt: Math.max(t.expiresAt, w.now + 3_600_000) } : t;

const plainTrust = (t: Trust): Trust => ({
  ...t,
  grants: t.grants.filter(isKnown).map((g) => ({ ...g, roles: g.roles.filter(isLendable) })),
  offers: t.offers.filter((o) => o.withdrawnAt === null).map((o) => ({ ...o, until: null })),
});

/** The level `none` is no grant in the product. */
const isKnown = ({ capability, level }: Grant) =>
  (Object.keys(capabilities) as readonly string[]).includes(capability) && level !== 'none';

const isLendable = (name: string) => productRoles.includes(name) && name !== 'directory_admin';

const plainTask = (t: Task): Task => ({
  ...t,
  handsOver: [],
  onSite: false,
  shares: t.shares.filter((s) => s.accountId === t.assignedAccountId || s.finalAt !== null),
});
