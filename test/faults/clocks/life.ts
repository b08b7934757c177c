import type { Door } from '../../../domain/store.ts';
import { completeTask, startTask, waitTask } from '../../../domain/task/work.ts';
import type { Calendar, Instant } from '../../../plan/plan.ts';
import { begin, by } from '../../domain/process-made.ts';
import type { Organisation } from '../../support/organisation.ts';
import { type Dice, dice } from '../../visibility/worlds/dice.ts';
import type { Book, TaskRow } from './book.ts';
import { type Done, type Happened, type Replayed, replay } from './ledger.ts';
import { shapes } from './shapes.ts';

/** A process of a seed: what is done to it, and to when its clock is moved, follows from the seed. */
export type Life = {
  readonly seed: number;
  readonly id: string;
  readonly d: Dice;
  readonly startedAt: number;
  /** By task, until when it was to wait, in order: the audit does not say. */
  readonly waits: Map<string, (Instant | null)[]>;
};
/** A process as it is, and as it should be by its ledgers. */
export type Standing = {
  readonly tasks: readonly { readonly row: TaskRow; readonly right: Replayed }[];
  readonly next: Instant | undefined;
};

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

export async function beginLife(org: Organisation, seed: number, which: number): Promise<Life> {
  const d = dice(seed * 7919 + which);
  const startDate = new Date(Date.now() + (5 + d.below(300)) * dayMs).toISOString().slice(0, 10);
  const { id } = await begin(org, shapes[(d.below(shapes.length) + which) % shapes.length]!, { startDate });
  return { seed, id, d, startedAt: Date.now(), waits: new Map() };
}

/** @param at the time of each process up to which its ledgers are read */
export async function standings(
  book: Book,
  ownerCalendar: Calendar,
  lives: readonly Life[],
  at: (life: Life) => Instant,
): Promise<ReadonlyMap<Life, Standing>> {
  const ids = lives.map(({ id }) => id);
  const rows = Map.groupBy(await book.tasks(ids), ({ process }) => process);
  const entries = Map.groupBy(await book.entries(ids), ({ task }) => task);
  return new Map(
    lives.map((life) => {
      const tasks = (rows.get(life.id) ?? []).map((row) => {
        const done = doneOf(entries.get(row.id) ?? [], life.waits.get(row.id) ?? []);
        const { target, calendar } = row;
        const [activatedAt, due] = [row.activatedAt.toISOString(), row.due?.toISOString() ?? null];
        return { row, right: replay({ activatedAt, due, target, calendar, ownerCalendar, done }, at(life)) };
      });
      return [life, { tasks, next: tasks.flatMap(({ right }) => right.next ?? []).sort()[0] }];
    }),
  );
}

export const rightEvents = ({ tasks }: Standing): readonly (Happened & { readonly task: string })[] =>
  tasks.flatMap(({ row, right }) => right.events.map((event) => ({ ...event, task: row.id })));

function doneOf(
  entries: readonly { action: string; at: Date; changes: { for?: string } }[],
  waits: readonly (Instant | null)[],
): Done[] {
  let waited = 0;
  return entries.flatMap(({ action, at: when, changes }): Done[] => {
    const at = when.toISOString();
    if (action === 'started' || action === 'completed') return [{ at, did: action }];
    if (action !== 'waiting') return [];
    return [{ at, did: 'waiting', forCustomer: changes.for === 'customer', until: waits[waited++] ?? null }];
  });
}

/** Somebody of the account that holds a task does something with it, or nobody does anything. */
export async function act(org: Organisation, life: Life, { tasks, next }: Standing, now: number): Promise<void> {
  const { d } = life;
  const open = tasks.filter(({ row }) => row.status !== 'completed');
  const some = d.of(open)?.row;
  if (!some || (next && d.chance(35))) return;
  const [who, account] = workers[some.assigned]!;
  const doing = (work: (door: Door) => Promise<unknown>) => by(org, who, account, work);
  const waiting = some.status.startsWith('waiting');
  // What goes on without anybody is at least the end of a wait.
  const others = tasks.some(({ row, right }) => row.id !== some.id && right.next);
  if (others && waiting && d.chance(30)) await doing((door) => startTask(door, some.id));
  else if (others && !waiting && open.length > 1 && d.chance(15))
    await doing((door) => completeTask(door, some.id, {}));
  else if (others && !waiting && some.status !== 'in_progress' && d.chance(30))
    await doing((door) => startTask(door, some.id));
  else {
    const until = !others || d.chance(80) ? new Date(now + 30 * minuteMs + d.below(40 * dayMs)) : undefined;
    const whom = d.chance(70) ? 'customer' : 'other';
    const wait = { for: whom, reason: 'Which one?', ...(until ? { until } : {}) } as const;
    await doing((door) => waitTask(door, some.id, wait));
    life.waits.set(some.id, [...(life.waits.get(some.id) ?? []), until?.toISOString() ?? null]);
  }
}

const workers: { readonly [account: string]: readonly [who: string, account: string] } = {
  'fernhill-it': ['ida', 'fernhill-it'],
  'fernhill-facilities': ['fatima', 'fernhill-facilities'],
  'fernhill-hr': ['helen', 'fernhill-hr'],
};

/**
 * To when its clock is moved next: often to shortly before something happens, or to shortly after; otherwise by days.
 * @param past it is to be moved past what happens next
 */
export function edgeOf({ d, startedAt }: Life, { next }: Standing, now: number, past: boolean): number {
  const soon = next === undefined ? undefined : Date.parse(next);
  const kind = past ? 50 : d.below(100);
  const last = startedAt + 365 * dayMs;
  let to = now + 10 * minuteMs + d.below(45 * dayMs);
  if (soon !== undefined && soon > now + 2 * minuteMs && kind < 40) to = soon - 1_000 - d.below(60_000);
  else if (soon !== undefined && kind < 70) to = soon + 11 * minuteMs;
  return Math.max(now + 1_000, Math.min(to, last));
}
