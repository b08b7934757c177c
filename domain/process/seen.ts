import type { Calendar, PlanNode } from '../../plan/plan.ts';
import { type Scheduled, schedule } from '../../plan/schedule.ts';
import { Account } from '../account/account.entity.ts';
import type { Door } from '../store.ts';
import { type SeenTask, seeTasks } from '../task/see.ts';
import { Task } from '../task/task.entity.ts';
import { calendarOf, factsOf, planOf } from './bring-up.ts';
import { calendarsOf } from './calendars.ts';
import { clockOf } from './clock.ts';
import { processOf } from './follow.ts';
import { namesOf, type Progress, progressOf } from './list.ts';
import type { Process } from './process.entity.ts';

/** A process as those see it who may follow it: its tasks with what is known and what is foreseen. */
export type SeenProcess = {
  readonly process: Process;
  readonly names: ReadonlyMap<string, string>;
  readonly progress: Progress | undefined;
  /** In the order of the plan; of a task that was done again, every round. Those not needed are left out. */
  readonly steps: readonly Step[];
  /** When it ends if every target is just met; absent once it is over. */
  readonly endsAt: string | undefined;
};

export type Step = {
  readonly node: PlanNode;
  /** Absent: a milestone. */
  readonly seen: SeenTask | undefined;
  /** Absent once the process is over, and for rounds that others followed. */
  readonly forecast: Scheduled | undefined;
  /** No later round followed it. */
  readonly last: boolean;
  /** Who does it or will. */
  readonly account: { readonly handle: string; readonly name: string } | undefined;
};

/** @throws NotFound when it is not there or not the viewer's to see */
export async function seeProcess(door: Door, id: string): Promise<SeenProcess> {
  const process = await processOf(door, id);
  const { plan, nodes } = await planOf(door, process);
  const tasks = await door.em.find(Task, { processId: id }, { orderBy: { round: 'asc' } });
  const ownerCalendar = await calendarOf(door, process.accountId);
  const foreseen = process.over ? undefined : await forecast(door, process, plan, nodes, ownerCalendar, tasks);
  const bound = await door.em.find(Account, { id: { $in: accountIdsOf(process) } });
  const accounts = new Map(bound.map(({ id, handle, name }) => [id, { handle, name }]));
  const seen = new Map<string, SeenTask[]>();
  for (const one of await seeTasks(door, tasks)) seen.set(one.task.node, [...(seen.get(one.task.node) ?? []), one]);
  const [names, progress] = [await namesOf(door, peopleOf(process)), await progressOf(door, [process])];
  return {
    process,
    names,
    progress: progress.get(id),
    endsAt: foreseen?.endsAt,
    steps: nodes.flatMap((node) =>
      stepsOf(node, seen.get(node.id) ?? [], foreseen?.rows ?? [], (role) =>
        accounts.get(process.bindings[role]?.accountId ?? ''),
      ),
    ),
  };
}

export const peopleOf = ({ subjectId, managerId, startedById }: Process) => [subjectId, managerId, startedById];

const accountIdsOf = ({ bindings }: Process) => [...new Set(Object.values(bindings).map(({ accountId }) => accountId))];

export async function forecast(
  door: Door,
  process: Process,
  plan: Parameters<typeof factsOf>[1],
  nodes: readonly PlanNode[],
  ownerCalendar: Calendar,
  tasks: readonly Task[],
) {
  const { nodes: facts } = factsOf(process, plan, ownerCalendar, tasks);
  return schedule(nodes, process.input, {
    ownerCalendar,
    calendars: await calendarsOf(door, process.bindings, ownerCalendar),
    startedAt: process.startedAt.toISOString(),
    at: (await clockOf(door, process.id)).toISOString(),
    facts,
  });
}

function stepsOf(
  node: PlanNode,
  rounds: readonly SeenTask[],
  rows: readonly Scheduled[],
  accountOf: (role: string) => Step['account'],
): Step[] {
  const forecast = rows.find((row) => row.node.id === node.id);
  const account = node.kind === 'task' ? accountOf(node.account) : undefined;
  if (node.kind === 'milestone') return forecast ? [{ node, seen: undefined, forecast, last: true, account }] : [];
  return rounds
    .filter(({ task }) => !(task.status === 'canceled' && !task.activatedAt))
    .map((seen, index, all) => {
      const last = index === all.length - 1;
      return { node, seen, forecast: last ? forecast : undefined, last, account };
    });
}
