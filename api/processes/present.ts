import type { Progress } from '../../domain/process/list.ts';
import type { Process } from '../../domain/process/process.entity.ts';
import type { SeenProcess, Step } from '../../domain/process/seen.ts';
import type { Scheduled } from '../../plan/schedule.ts';
import { presentTask } from '../tasks/present.ts';
import { instantOrNull } from '../values.ts';
import type { ProcessView, WholeProcessView } from './schema.ts';

export function presentProcess(
  process: Process,
  names: ReadonlyMap<string, string>,
  known: Progress | undefined,
): ProcessView {
  const { risk, ...progress } = known ?? { total: 0, done: 0, open: 0, halted: 0, overdue: 0, risk: 'on_track' };
  const named = (id: string) => ({ id, name: names.get(id) ?? 'Former person' });
  return {
    id: process.id,
    version: process.version,
    template: process.template,
    title: process.title,
    status: process.status,
    completionReason: process.completionReason ?? null,
    reason: process.reason,
    subject: named(process.subjectId),
    manager: named(process.managerId),
    startedBy: named(process.startedById),
    confidential: process.confidential,
    anchor: process.anchor ?? null,
    startedAt: process.startedAt.toISOString(),
    finishedAt: instantOrNull(process.finishedAt),
    risk: process.over ? null : risk,
    progress,
  };
}

export function presentWhole({ process, names, progress, steps, endsAt }: SeenProcess): WholeProcessView {
  return {
    ...presentProcess(process, names, progress),
    now: new Date(Date.now() + process.clockOffset).toISOString(),
    planHash: process.planHash,
    input: process.input,
    output: process.output ?? null,
    endsAt: endsAt ?? null,
    halted: process.over ? [] : steps.flatMap(haltedTask),
    steps: steps.map(presentStep),
  };
}

export function presentForecast({ startsAt, finishesAt, due, late, conditional, critical, slack }: Scheduled) {
  return { startsAt, finishesAt, due: due ?? null, late, conditional, critical, slack: slack ?? null };
}

function presentStep({ node, seen, forecast, account }: Step): WholeProcessView['steps'][number] {
  return {
    node: node.id,
    kind: node.kind,
    title: seen?.task.title ?? node.title,
    after: [...node.after],
    account: seen?.labels.assigned ?? account ?? null,
    task: seen ? presentTask(seen) : null,
    forecast: forecast ? presentForecast(forecast) : null,
  };
}

/** Only the last round of a task still halts. */
const haltedTask = ({ seen, last }: Step) =>
  last && (seen?.task.status === 'failed' || seen?.task.status === 'rejected') ? [seen.task.id] : [];
