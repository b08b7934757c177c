import { ownAccount } from '../account/accounts.ts';
import type { Door } from '../store.ts';
import { type Labels, surroundingsOf } from '../task/labels.ts';
import { visibleTasks } from '../task/seen.ts';
import { Task } from '../task/task.entity.ts';
import { Visibility } from '../task/visibility.entity.ts';
import { Trust } from '../trust/trust.entity.ts';
import { asAnybodyOf } from './anybody.ts';
import type { Reason } from './ground.ts';

/** Another account that sees something, as one whole: who of it, and how many, is not ours to know. */
export type Elsewhere = {
  readonly account: { readonly handle: string; readonly name: string };
  readonly reasons: readonly Reason[];
};

/** The accounts that see tasks of our own now, by handle. `what` they hold, in the words of a sentence. */
export async function holdersOf(door: Door, tasks: readonly Task[], what: string): Promise<Elsewhere[]> {
  const { em, viewer } = door;
  const ids = tasks.map(({ id }) => id);
  const rows = await em.find(
    Visibility,
    { recordId: { $in: ids }, ownerId: viewer.accountId, accountId: { $ne: viewer.accountId }, why: 'assigned' },
    { orderBy: { since: 'asc' } },
  );
  const beside = await surroundingsOf(door, ids);
  const found: Elsewhere[] = [];
  for (const [accountId, theirs] of Map.groupBy(rows, (row) => row.accountId)) {
    const shown = await shownTo(
      door,
      accountId,
      theirs.map(({ recordId }) => recordId),
    );
    const held = theirs.flatMap((row) => {
      const labels = beside.get(row.recordId)?.labels;
      return labels?.assigned && shown.has(row.recordId) ? [{ row, labels }] : [];
    });
    const account = held[0]?.labels.assigned;
    if (account) found.push({ account, reasons: await reasonsFor(door, account, held, what) });
  }
  return found.sort((one, other) => (one.account.handle < other.account.handle ? -1 : 1));
}

/** The account that has us do the task. */
export function ownerOf({ owner }: Labels): Elsewhere {
  return { account: owner, reasons: [{ because: 'owner', since: null, how: 'the task belongs to its process' }] };
}

/** Tasks of a process that were assigned to other accounts. */
export function tasksAbroad({ em, viewer }: Door, processId: string): Promise<Task[]> {
  const { accountId } = viewer;
  return em.find(Task, { processId, accountId, assignedAccountId: { $ne: accountId } });
}

async function shownTo(door: Door, accountId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { em, viewer } = asAnybodyOf(door, accountId);
  const found = await em.find(Task, { $and: [{ id: { $in: [...ids] } }, visibleTasks(viewer)] });
  return new Set(found.map(({ id }) => id));
}

type Held = { readonly row: Visibility; readonly labels: Labels };

/** One for every team and trust, since the first time. */
async function reasonsFor(
  door: Door,
  account: Elsewhere['account'],
  held: readonly Held[],
  what: string,
): Promise<Reason[]> {
  const { name } = await ownAccount(door);
  const trusts = await door.em.find(Trust, { id: { $in: held.flatMap(({ row }) => row.trustId ?? []) } });
  const statuses = new Map(trusts.map(({ id, status }) => [id, status]));
  const groups = Map.groupBy(held, ({ row, labels }) => `${row.trustId} ${labels.team}`);
  return [...groups.values()].map(([first]): Reason => {
    const { row, labels } = first as Held;
    const over = { since: row.since, ...(row.trustId ? { trust: { id: row.trustId, ...account } } : {}) };
    const status = statuses.get(row.trustId ?? '');
    if (status !== 'accepted') {
      const ended = status === 'suspended' ? 'is suspended' : 'has ended since';
      return { because: 'former', ...over, how: `it finished ${what} under a trust that ${ended}` };
    }
    const team = labels.team ? { team: labels.team } : {};
    const how = `${name} assigned ${what} to ${labels.team ?? 'somebody there'}`;
    return { because: 'trust', ...over, ...team, capability: 'assign_tasks', how };
  });
}
