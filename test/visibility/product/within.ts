import type { Approval, Person, Role, Task, Trust } from '../model/records/index.ts';
import type { World } from '../model/world.ts';

/**
 * The part of a world that the product can hold so far. What is left out here is not compared: confidential accounts
 * and services, suspended trusts, capabilities other than `assign_tasks`, offers that are not accepted yet or end by
 * themselves, roles lent across trusts, approvals asked in another account than the process's, tasks taken back by
 * their owner from another account, places handed over with tasks, redacted notes, people who leave on a date.
 */
export function withinProduct(w: World): World {
  return {
    ...w,
    account: w.account.map((a) => ({ ...a, confidential: false })),
    service: w.service.map((s) => ({ ...s, confidential: false })),
    process: w.process.map((p) => ({ ...p, confidential: false, teamId: null })),
    person: w.person.map((p) => ({ ...p, leavesAt: null, erasedAt: null, managerId: managerAtHome(w, p) })),
    trust: w.trust.filter((t) => !doubles(w, t)).map(plainTrust),
    role: w.role.filter(isPlain),
    task: w.task.map(plainTask),
    approval: w.approval.filter(isAskedAtHome),
    audit: w.audit.filter(
      (a) => a.recordType !== 'approval' || w.approval.some((v) => v.id === a.recordId && isAskedAtHome(v)),
    ),
    note: w.note.map((n) => ({ ...n, redactedAt: null })),
  };
}

export const productRoles: readonly string[] = [
  'end_user',
  'key_contact',
  'specialist',
  'designer',
  'account_admin',
  'directory_admin',
  'auditor',
];

const isPlain = (role: Role) => role.trustId === null && productRoles.includes(role.name);

/** The product lets an account name as managers only people of its own or its directory. */
function managerAtHome(w: World, { homeId, managerId }: Person): string | null {
  return w.person.find((p) => p.id === managerId)?.homeId === homeId ? managerId : null;
}

const isAskedAtHome = (a: Approval) => a.trustId === null && a.askedInId === a.accountId;

/** The product lets one trust of a pair wait or stand; of several the one that stands is kept, else the first. */
function doubles(w: World, t: Trust): boolean {
  const waits = (o: Trust) =>
    ['pending', 'accepted'].includes(o.status) && o.trustingId !== null && o.trustedId !== null;
  const twins = w.trust.filter((o) => waits(o) && o.trustingId === t.trustingId && o.trustedId === t.trustedId);
  return waits(t) && t !== (twins.find((o) => o.status === 'accepted') ?? twins[0]);
}

const plainTrust = (t: Trust): Trust => ({
  ...t,
  suspendedByTrusting: null,
  suspendedByTrusted: null,
  grants: t.grants.filter((g) => g.capability === 'assign_tasks' && g.by === t.trustedId),
  offers: t.offers
    .filter((o) => o.withdrawnAt === null)
    .map((o) => ({ ...o, until: null, acceptedAt: o.acceptedAt ?? o.offeredAt })),
});

const plainTask = (t: Task): Task => ({
  ...t,
  handsOver: [],
  onSite: false,
  shares: t.shares.filter((s) => s.accountId === t.assignedAccountId || s.finalAt !== null),
});
