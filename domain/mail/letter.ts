import { Account } from '../account/account.entity.ts';
import { NotFound } from '../problem.ts';
import { processOf } from '../process/follow.ts';
import type { Process } from '../process/process.entity.ts';
import type { Door, Store } from '../store.ts';
import { Approval } from '../task/approval.entity.ts';
import { visibleTasks } from '../task/seen.ts';
import { Task } from '../task/task.entity.ts';
import { Trust } from '../trust/trust.entity.ts';
import { type Addressee, addresseesOf } from './addressee.ts';
import type { Notice } from './notice.ts';
import { type Part, toldAs } from './wanted.ts';

/** What a notice comes down to for one person: what he may see of it, and it still asks of him, at this moment. */
export type Letter = Omit<Addressee, 'acting'> & { readonly sections: readonly Section[] };
/** What concerns him in one of his accounts. */
export type Section = {
  readonly part: Part;
  readonly account: { readonly id: string; readonly name: string; readonly zone: string };
  /** Shown to who answers for it. */
  readonly process?: { readonly id: string; readonly number: number; readonly template: string };
  readonly tasks: readonly SectionTask[];
};
export type SectionTask = {
  readonly id: string;
  readonly title: string;
  /** Name of the account whose process it belongs to, when it is another. */
  readonly customer?: string;
  readonly due?: Date;
  /** The promise the notice is about, else the next one. */
  readonly target?: Date;
};

/** The letters of a notice, or the one of `person`: each written with what that person sees in that account, and nothing else. */
export async function lettersOf(store: Store, notice: Notice, person?: string): Promise<Letter[]> {
  const letters: Letter[] = [];
  for (const { acting, ...addressee } of await addresseesOf(store, notice)) {
    if (person !== undefined && addressee.person !== person) continue;
    const sections: Section[] = [];
    for (const { viewer, part } of acting) {
      const section = await store.as(viewer, (door) => sectionOf(door, notice, part));
      if (section) sections.push(section);
    }
    if (sections.length) letters.push({ ...addressee, sections });
  }
  return letters;
}

async function sectionOf(door: Door, notice: Notice, part: Part): Promise<Section | undefined> {
  const process = part === 'manager' ? await processSeen(door, notice) : undefined;
  const tasks = part === 'manager' ? await tasksManaged(door, notice, process) : await tasksSeen(door, notice, part);
  // Whoever had it may not see it any more: he is told no more than that.
  if (tasks.length === 0 && part !== 'former') return undefined;
  const ids = [...new Set([door.viewer.accountId, ...tasks.map(({ accountId }) => accountId)])];
  const accounts = new Map((await door.em.find(Account, { id: { $in: ids } })).map((account) => [account.id, account]));
  const { id, name, calendar } = accounts.get(door.viewer.accountId) as Account;
  return {
    part,
    account: { id, name, zone: calendar.zone },
    ...(process ? { process: { id: process.id, number: process.number, template: process.template } } : {}),
    tasks: tasks.map((task) => shown(task, notice, id, accounts.get(task.accountId)?.name)),
  };
}

async function processSeen(door: Door, notice: Notice): Promise<Process | undefined> {
  try {
    return await processOf(door, notice.process);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** Who answers for a process sees its tasks. A process that goes on again needs no decision any more. */
async function tasksManaged({ em }: Door, notice: Notice, process: Process | undefined): Promise<Task[]> {
  if (!process || (notice.kind === 'halted' && process.status !== 'progress_halted')) return [];
  const ids = { $in: [...notice.tasks] };
  const tasks = await em.find(Task, { id: ids, processId: process.id, accountId: process.accountId });
  return notice.kind === 'halted' ? tasks : tasks.filter((task) => concerns(notice, task, 'manager'));
}

async function tasksSeen(door: Door, notice: Notice, part: Part): Promise<Task[]> {
  const { em, viewer } = door;
  const seen = await em.find(Task, { $and: [{ id: { $in: [...notice.tasks] } }, visibleTasks(viewer)] });
  if (part === 'approver') {
    const asked = await votesOf(door, notice);
    return seen.filter(({ id }) => asked.has(id));
  }
  const foreign = seen.flatMap(({ accountId, trustId }) =>
    accountId !== viewer.accountId && trustId ? [trustId] : [],
  );
  const standing = new Set(
    foreign.length ? (await em.find(Trust, { id: { $in: foreign }, status: 'accepted' })).map(({ id }) => id) : [],
  );
  const looksAfter = part === 'coordinator' || part === 'service_owner' || part === 'former';
  const holds = (task: Task) =>
    looksAfter || (task.memberId ? task.memberId === viewer.personId : viewer.teamIds.includes(task.teamId ?? ''));
  const reached = (task: Task) => task.accountId === viewer.accountId || standing.has(task.trustId ?? '');
  return seen.filter(
    (task) =>
      task.assignedAccountId === viewer.accountId && holds(task) && reached(task) && concerns(notice, task, part),
  );
}

/** The approvals that the viewer is still asked for, or that he is no longer asked for. */
async function votesOf({ em, viewer }: Door, { kind, tasks }: Notice): Promise<ReadonlySet<string>> {
  const votes = await em.find(Approval, {
    taskId: { $in: [...tasks] },
    approverId: viewer.personId as string,
    status: kind === 'canceled' ? 'canceled' : 'assigned',
  });
  return new Set(votes.map(({ taskId }) => taskId));
}

/** Whether there is still something to tell: what was taken, finished or passed in the meantime asks for nothing. */
function concerns({ kind, goal, held = [] }: Notice, task: Task, part: Part): boolean {
  const clock = goal && task.clocks?.[goal];
  switch (kind) {
    case 'assigned':
      return task.status === 'assigned';
    case 'due_soon':
    case 'escalated':
    case 'not_escalated':
      return task.open;
    case 'warned':
      return task.open && !clock?.metAt && !clock?.breachedAt;
    case 'breached':
      // Who is told later than it happened is told of what is still to be done.
      return !held.map(toldAs).includes(part) || (task.open && !clock?.metAt && clock?.breachedAt !== undefined);
    case 'canceled':
      return task.status === 'canceled';
    case 'approval':
    case 'halted':
      return true;
  }
}

function shown(task: Task, { goal }: Notice, accountId: string, owner: string | undefined): SectionTask {
  const clock = goal && task.clocks?.[goal];
  const target = clock?.breachedAt ?? clock?.breachesAt ?? (goal ? undefined : task.target);
  return {
    id: task.id,
    title: task.title,
    ...(task.accountId !== accountId && owner ? { customer: owner } : {}),
    ...(task.due ? { due: task.due } : {}),
    ...(target ? { target: new Date(target) } : {}),
  };
}
