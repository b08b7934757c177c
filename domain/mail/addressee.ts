import type { ActingName } from '../person/team.entity.ts';
import type { Store } from '../store.ts';
import { Approval } from '../task/approval.entity.ts';
import { Task } from '../task/task.entity.ts';
import { Visibility } from '../task/visibility.entity.ts';
import { uuids } from '../uuids.ts';
import { driver, type Viewer } from '../viewer.ts';
import type { Notice } from './notice.ts';

/** In what part somebody is told: he holds the task, is asked to decide, or answers for the process. */
export type Part = 'worker' | 'approver' | 'manager';
/** A person to be told, in each account he is told in. */
export type Addressee = {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly acting: readonly { readonly viewer: Viewer; readonly part: Part }[];
};

/** Who a notice is for now, by the people who hold its tasks at this moment. What they may see is not asked here. */
export async function addresseesOf(store: Store, notice: Notice): Promise<Addressee[]> {
  const wanted = await wantedBy(store, notice);
  if (wanted.length === 0) return [];
  const people = await peopleOf(store, [...new Set(wanted.map(({ person }) => person))]);
  return people.flatMap((rows) => {
    const [{ person, name, email }] = rows;
    const acting = wanted.flatMap((one) => {
      const row = one.person === person ? rows.find(({ account }) => account === one.account) : undefined;
      return row ? [{ viewer: viewerOf(row), part: one.part }] : [];
    });
    return acting.length ? [{ person, name, email, acting }] : [];
  });
}

type Wanted = { readonly person: string; readonly account: string; readonly part: Part };

async function wantedBy(store: Store, notice: Notice): Promise<Wanted[]> {
  const elsewhere = notice.kind === 'approval' ? await askedElsewhere(store, notice) : new Map<string, string>();
  const asked = notice.to.map((person) => ({
    person,
    account: elsewhere.get(person) ?? notice.account,
    part: notice.kind === 'approval' ? ('approver' as const) : ('manager' as const),
  }));
  const holders = notice.kind === 'halted' || notice.tasks.length === 0 ? [] : await holdersOf(store, notice);
  const unique = new Map([...holders, ...asked].map((one) => [`${one.person} ${one.account} ${one.part}`, one]));
  return [...unique.values()];
}

/** Who is asked across a trust, and in which account. */
async function askedElsewhere(store: Store, { account, tasks }: Notice): Promise<ReadonlyMap<string, string>> {
  const rows = await store.as(driver(account), ({ em }) =>
    em.find(Visibility, { recordId: { $in: [...tasks] }, why: 'approver', accountId: { $ne: account } }),
  );
  return new Map(rows.flatMap(({ personId, accountId }) => (personId ? [[personId, accountId] as const] : [])));
}

/** Who has taken a task, else whoever may take it; of a canceled approval, whoever was still asked. */
async function holdersOf(store: Store, { account, tasks: ids, kind }: Notice): Promise<Wanted[]> {
  const { tasks, votes } = await store.as(driver(account), async ({ em }) => ({
    tasks: await em.find(Task, { id: { $in: [...ids] }, accountId: account, category: 'implementation' }),
    votes: kind === 'canceled' ? await em.find(Approval, { taskId: { $in: [...ids] }, status: 'canceled' }) : [],
  }));
  const teams = [...new Set(tasks.flatMap((task) => (task.memberId ? [] : (task.teamId ?? []))))];
  const members = await store.ask<{ team: string; person: string }>(
    'select t as team, m as person from unnest(?::uuid[]) t, members_of(t) m',
    [uuids(teams)],
  );
  const workers = tasks.flatMap((task) => {
    const people = task.memberId
      ? [task.memberId]
      : members.filter(({ team }) => team === task.teamId).map(({ person }) => person);
    return people.map((person) => ({ person, account: task.assignedAccountId as string, part: 'worker' as const }));
  });
  return [...workers, ...votes.map(({ approverId: person }) => ({ person, account, part: 'approver' as const }))];
}

type Row = { person: string; name: string; email: string; account: string; roles: ActingName[]; teams: string[] };

/** One list a person: his accounts. Who is disabled or has no address is none of them. */
async function peopleOf(store: Store, ids: readonly string[]): Promise<[Row, ...Row[]][]> {
  const rows = await store.ask<Row>(
    `select p as person, e.name, e.email, a.account_id as account, a.roles, a.teams
     from unnest(?::uuid[]) p, email_of(p) e, accounts_of(p) a where e.email is not null`,
    [uuids(ids)],
  );
  return [...Map.groupBy(rows, ({ person }) => person).values()] as [Row, ...Row[]][];
}

const viewerOf = ({ account, person, roles, teams }: Row): Viewer => ({
  accountId: account,
  personId: person,
  roles: new Set(roles),
  teamIds: teams,
});
