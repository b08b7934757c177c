import { ownAccount } from '../account/accounts.ts';
import { Person } from '../person/person.entity.ts';
import { type ActingName, Role, type RoleName } from '../person/team.entity.ts';
import type { Door } from '../store.ts';
import { type SeenTask, seeTasks } from '../task/see.ts';
import { taskOf } from '../task/seen.ts';
import { uuids } from '../uuids.ts';
import { demand } from '../viewer.ts';
import { type Elsewhere, holdersOf, ownerOf, tasksAbroad } from './elsewhere.ts';
import { type Grounds, type Reason, reasonsOf } from './ground.ts';
import { type ToldReason, tell } from './why.ts';
import { groundsOfProcess, groundsOfTask } from './work.ts';

/** Who else sees a record, and why: people of the account one acts in, and other accounts, each as one whole. */
export type Audience = {
  readonly people: readonly { readonly person: Person; readonly reasons: readonly ToldReason[] }[];
  readonly accounts: readonly {
    readonly account: { readonly handle: string; readonly name: string };
    readonly reasons: readonly ToldReason[];
  }[];
};

/** @throws NotFound when it is not there or not the viewer's to see, Forbidden when he neither administers nor audits */
export async function audienceOfTask(door: Door, id: string): Promise<Audience> {
  const { noun, grounds } = await groundsOfTask(door, id);
  demand(door.viewer, ...asking);
  const task = await taskOf(door, id);
  const seen = (await seeTasks(door, [task]))[0] as SeenTask;
  const voters = new Set(seen.votes.map(({ approval }) => approval.approverId));
  // Who is asked for an approval is told only to whom the votes are shown.
  const known = grounds.filter((one) => one.because !== 'approver' || ('person' in one && voters.has(one.person)));
  const others = seen.owns ? await holdersOf(door, [task], 'the task') : [ownerOf(seen.labels)];
  return told(door, { noun, grounds: known }, others);
}

export async function audienceOfProcess(door: Door, id: string): Promise<Audience> {
  const grounds = await groundsOfProcess(door, id);
  demand(door.viewer, ...asking);
  return told(door, grounds, await holdersOf(door, await tasksAbroad(door, id), 'tasks of the process'));
}

const asking: readonly RoleName[] = ['account_admin', 'auditor'];

async function told(door: Door, grounds: Grounds, elsewhere: readonly Elsewhere[]): Promise<Audience> {
  const own = await ownAccount(door);
  const people = await colleagues(door, grounds);
  return {
    people: people.map(({ person, reasons }) => ({
      person,
      reasons: tell(door, own, grounds.noun, reasons, person.name),
    })),
    accounts: elsewhere.map(({ account, reasons }) => ({
      account,
      reasons: tell(door, own, grounds.noun, reasons, account.name),
    })),
  };
}

/** Others who may act in the account and for whom a ground holds, by name. */
async function colleagues(door: Door, grounds: Grounds): Promise<{ person: Person; reasons: Reason[] }[]> {
  const { em, viewer } = door;
  const held = Map.groupBy(await em.find(Role, { accountId: viewer.accountId }), ({ personId }) => personId);
  const named = grounds.grounds.flatMap((ground) => ('person' in ground ? [ground.person] : []));
  const acting = await actingOf(door, [...new Set([...held.keys(), ...named])]);
  const people = await em.find(Person, { id: { $in: [...acting.keys()] } }, { orderBy: { name: 'asc', id: 'asc' } });
  return people.flatMap((person) => {
    const granted = new Map<ActingName, Date>(held.get(person.id)?.map(({ name, grantedAt }) => [name, grantedAt]));
    const roles = new Map(acting.get(person.id)?.map((role) => [role, granted.get(role) ?? null]));
    const reasons = person.id === viewer.personId ? [] : reasonsOf(grounds, { personId: person.id, roles });
    return reasons.length ? [{ person, reasons }] : [];
  });
}

/** As what they may act here now: who has left, or has not begun, holds nothing by his roles. */
async function actingOf({ em }: Door, ids: readonly string[]): Promise<ReadonlyMap<string, readonly ActingName[]>> {
  const rows = await em.execute<{ person_id: string; roles: ActingName[] }[]>('select * from acting_here(?::uuid[])', [
    uuids(ids),
  ]);
  return new Map(rows.map(({ person_id, roles }) => [person_id, roles]));
}
