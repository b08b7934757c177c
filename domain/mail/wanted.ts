import { Team } from '../person/team.entity.ts';
import { Process } from '../process/process.entity.ts';
import type { Told } from '../service/scheme.ts';
import { Service, ServiceOffering } from '../service/service.entity.ts';
import type { Store } from '../store.ts';
import { Approval } from '../task/approval.entity.ts';
import { Task } from '../task/task.entity.ts';
import { Visibility } from '../task/visibility.entity.ts';
import { Trust } from '../trust/trust.entity.ts';
import { uuids } from '../uuids.ts';
import { driver } from '../viewer.ts';
import type { Holder, Notice } from './notice.ts';

/** In what part somebody is told: he holds the task or held it, looks after who does, is asked to decide, or answers for the process. */
export type Part = 'worker' | 'former' | 'coordinator' | 'service_owner' | 'approver' | 'manager';
/** As whom a notification scheme tells somebody. */
export const toldAs = (told: Told): Part => (told === 'assignee' ? 'worker' : told);
export type Wanted = { readonly person: string; readonly account: string; readonly part: Part };

/** Who a notice is for, in which account and part. In one account nobody is told the same in two parts on the side that does the work. */
export async function wantedBy(store: Store, notice: Notice): Promise<Wanted[]> {
  const { account, kind, to } = notice;
  const elsewhere = kind === 'approval' ? await askedElsewhere(store, notice) : new Map<string, string>();
  const part = kind === 'approval' ? 'approver' : 'manager';
  const asked = to.map((person): Wanted => ({ person, account: elsewhere.get(person) ?? account, part }));
  const told = kind === 'halted' || notice.tasks.length === 0 ? [] : await toldOf(store, notice);
  const unique = new Map<string, Wanted>();
  for (const one of [...told, ...asked]) {
    const side = one.part === 'manager' || one.part === 'approver' ? one.part : 'worker';
    const key = `${one.person} ${one.account} ${side}`;
    if (!unique.has(key)) unique.set(key, one);
  }
  return [...unique.values()];
}

/** Who is asked across a trust, and in which account. */
async function askedElsewhere(store: Store, { account, tasks }: Notice): Promise<ReadonlyMap<string, string>> {
  const rows = await store.as(driver(account), ({ em }) =>
    em.find(Visibility, { recordId: { $in: [...tasks] }, why: 'approver', accountId: { $ne: account } }),
  );
  return new Map(rows.flatMap(({ personId, accountId }) => (personId ? [[personId, accountId] as const] : [])));
}

async function toldOf(store: Store, notice: Notice): Promise<Wanted[]> {
  const { account, kind, from, process, roles = ['assignee'] } = notice;
  const { tasks, votes, managerId } = await store.as(driver(account), async ({ em }) => ({
    tasks: await em.find(Task, { id: { $in: [...notice.tasks] }, accountId: account, category: 'implementation' }),
    votes:
      kind === 'canceled' ? await em.find(Approval, { taskId: { $in: [...notice.tasks] }, status: 'canceled' }) : [],
    managerId: roles.includes('manager')
      ? (await em.findOne(Process, { id: process, accountId: account }))?.managerId
      : undefined,
  }));
  if (kind === 'not_escalated') {
    const responsible = [...(await coordinators(store, tasks)), ...(await serviceOwners(store, tasks))];
    return responsible.length ? responsible : holders(store, tasks);
  }
  return [
    ...(roles.includes('assignee') ? await holders(store, tasks) : []),
    ...(roles.includes('coordinator') ? await coordinators(store, tasks) : []),
    ...(roles.includes('service_owner') ? await serviceOwners(store, tasks) : []),
    ...(from ? await former(store, account, tasks, from) : []),
    ...votes.map(({ approverId: person }): Wanted => ({ person, account, part: 'approver' })),
    ...(managerId ? [{ person: managerId, account, part: 'manager' as const }] : []),
  ];
}

/** Who has taken a task, else whoever may take it. */
async function holders(store: Store, tasks: readonly Task[]): Promise<Wanted[]> {
  const heldBy = ({ teamId: team, memberId: member }: Task) => ({ team: team ?? null, member: member ?? null });
  const members = await membersOf(store, tasks.map(heldBy));
  return tasks.flatMap((task) =>
    members(heldBy(task)).map((person): Wanted => ({ person, account: doneIn(task), part: 'worker' })),
  );
}

/** Who had a task, where the trust stands by which they did. */
async function former(store: Store, accountId: string, tasks: readonly Task[], from: Holder): Promise<Wanted[]> {
  const members = (await membersOf(store, [from]))(from);
  const open = tasks.filter((task) => task.open);
  const trustIds = open.flatMap(({ trustId }) => trustId ?? []);
  const standing = await store.as(driver(accountId), ({ em }) =>
    em.find(Trust, { id: { $in: trustIds }, status: 'accepted' }),
  );
  const reached = open.filter(({ trustId }) => !trustId || standing.some(({ id }) => id === trustId));
  return reached.flatMap((task) =>
    members.map((person): Wanted => ({ person, account: doneIn(task), part: 'former' })),
  );
}

async function membersOf(store: Store, holders: readonly Holder[]): Promise<(holder: Holder) => string[]> {
  const teams = [...new Set(holders.flatMap(({ team, member }) => (member ? [] : (team ?? []))))];
  const members = await store.ask<{ team: string; person: string }>(
    'select t as team, m as person from unnest(?::uuid[]) t, members_of(t) m',
    [uuids(teams)],
  );
  return ({ team, member }) =>
    member ? [member] : members.filter((one) => one.team === team).map(({ person }) => person);
}

/** Who looks after what the teams that have the tasks do. */
async function coordinators(store: Store, tasks: readonly Task[]): Promise<Wanted[]> {
  return beside(tasks, 'coordinator', (account, own) =>
    store.as(driver(account), async ({ em }) => {
      const ids = own.flatMap(({ teamId }) => teamId ?? []);
      return (await em.find(Team, { id: { $in: ids }, accountId: account })).map(({ coordinatorId }) => coordinatorId);
    }),
  );
}

/** Who answers for the services by which the tasks are done. */
async function serviceOwners(store: Store, tasks: readonly Task[]): Promise<Wanted[]> {
  return beside(tasks, 'service_owner', (account, own) =>
    store.as(driver(account), async ({ em }) => {
      const ids = own.flatMap(({ offeringId }) => offeringId ?? []);
      const offerings = await em.find(ServiceOffering, { id: { $in: ids }, accountId: account });
      const services = offerings.map(({ serviceId }) => serviceId);
      return (await em.find(Service, { id: { $in: services } })).map(({ ownerId }) => ownerId);
    }),
  );
}

type Found = (account: string, tasks: readonly Task[]) => Promise<(string | null | undefined)[]>;

/** Asked in the account that does the work, whose own these people are. */
async function beside(tasks: readonly Task[], part: Part, find: Found): Promise<Wanted[]> {
  const wanted: Wanted[] = [];
  for (const [account, own] of Map.groupBy(tasks, doneIn)) {
    const people = await find(account, own);
    wanted.push(...people.flatMap((person) => (person ? [{ person, account, part }] : [])));
  }
  return wanted;
}

const doneIn = ({ accountId, assignedAccountId }: Task) => assignedAccountId ?? accountId;
