import { ownAccount } from '../account/accounts.ts';
import type { ActingName, RoleName } from '../person/team.entity.ts';
import type { Door } from '../store.ts';
import { type SeenTask, seeTasks } from '../task/see.ts';
import { taskOf } from '../task/seen.ts';
import { uuids } from '../uuids.ts';
import { demand } from '../viewer.ts';
import { type Elsewhere, holdersOf, ownerOf, tasksAbroad } from './elsewhere.ts';
import { type Grounds, type Reason, reasonsOf } from './ground.ts';
import { rolesHeld } from './looker.ts';
import { type ToldReason, tell } from './why.ts';
import { groundsOfProcess, groundsOfTask } from './work.ts';

/** Also somebody of another account, to whom a role is lent. */
type Colleague = { readonly id: string; readonly name: string };

/** Who else sees a record, and why: people of the account one acts in, and other accounts, each as one whole. */
export type Audience = {
  readonly people: readonly { readonly person: Colleague; readonly reasons: readonly ToldReason[] }[];
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
async function colleagues(door: Door, grounds: Grounds): Promise<{ person: Colleague; reasons: Reason[] }[]> {
  const held = await rolesHeld(door, undefined);
  const named = grounds.grounds.flatMap((ground) => ('person' in ground ? [ground.person] : []));
  const acting = await actingHere(door, [...new Set([...held.keys(), ...named])]);
  return acting.flatMap(({ id, name, roles }) => {
    const mine = new Map(roles.map((role) => [role, held.get(id)?.get(role) ?? { since: null }]));
    const reasons = id === door.viewer.personId ? [] : reasonsOf(grounds, { personId: id, roles: mine });
    return reasons.length ? [{ person: { id, name }, reasons }] : [];
  });
}

/** As what they may act here now: who has left, or has not begun, holds nothing by his roles. */
async function actingHere({ em }: Door, ids: readonly string[]) {
  const rows = await em.execute<{ person_id: string; name: string; roles: ActingName[] }[]>(
    'select * from acting_here(?::uuid[]) order by name, person_id',
    [uuids(ids)],
  );
  return rows.map(({ person_id, name, roles }) => ({ id: person_id, name, roles }));
}
