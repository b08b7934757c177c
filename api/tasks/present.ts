import type { z } from 'zod';
import { targetShown } from '../../domain/task/goals.ts';
import type { SeenTask } from '../../domain/task/see.ts';
import { pausesOf } from '../../domain/task/stops.ts';
import type { Task } from '../../domain/task/task.entity.ts';
import { type Clock, look } from '../../plan/clock.ts';
import { presentClock, warnsAtOf } from '../../plan/clock-face.ts';
import { instantOrNull } from '../values.ts';
import type { TaskState, TaskView, WholeTask } from './schema.ts';

/**
 * The mask of a task: what is the process's own stays with the account that owns it, who does the work with the
 * account that does it; everything else both see alike.
 */
export function presentTask(seen: SeenTask): TaskView {
  return seen.cardOnly ? presentCard(seen) : presentWhole(seen);
}

function presentWhole(seen: SeenTask): TaskView {
  const { task, labels, process, member, reason, contact } = seen;
  return {
    id: task.id,
    version: task.version,
    category: task.category,
    status: task.status,
    title: task.title,
    instructions: task.instructions,
    reason,
    round: task.round,
    owner: labels.owner,
    process: process ?? { id: null, title: task.processTitle },
    assigned: labels.assigned && {
      account: labels.assigned,
      team: labels.team,
      member,
    },
    forPerson: labels.forPerson,
    contact: contact ?? null,
    input: task.input ?? null,
    output: task.output ?? null,
    due: instantOrNull(task.due),
    target: instantOrNull(task.target),
    nextTarget: targetShown(task),
    overdue: isOverdue(seen),
    impact: task.impact,
    agreementId: task.agreementId ?? null,
    notAccountable: task.notAccountable ?? null,
    clocks: { respond: presentFace(task.clocks?.respond, seen), complete: presentFace(task.clocks?.complete, seen) },
    activatedAt: instantOrNull(task.activatedAt),
    waitingUntil: instantOrNull(task.waitingUntil),
    finishedAt: instantOrNull(task.finishedAt),
    requiredApprovals: task.requiredApprovals ?? null,
    votes: presentVotes(seen),
    checklist: presentChecklist(seen),
  };
}

/** What another account asks a decision about; how it goes on after the vote is not the approver's to know. */
function presentCard(seen: SeenTask): TaskView {
  return {
    ...presentWhole(seen),
    version: 1,
    status: 'assigned',
    round: 1,
    assigned: null,
    output: null,
    target: null,
    nextTarget: { is: 'none', at: null },
    impact: 'none',
    agreementId: null,
    notAccountable: null,
    clocks: { respond: null, complete: null },
    waitingUntil: null,
    finishedAt: null,
    requiredApprovals: null,
  };
}

/** With what its completion must hand back, which must have been read along. */
export function presentWholeTask(seen: SeenTask): z.input<typeof WholeTask> {
  return { ...presentTask(seen), outputSchema: seen.task.outputSchema ?? null };
}

/** The little that is kept with the key of a command, to be answered again. */
export function presentState(task: Task): z.output<typeof TaskState> {
  const { id, version, title, status, reason } = task;
  return {
    ...{ id, version, title, status, reason },
    due: instantOrNull(task.due),
    target: instantOrNull(task.target),
    activatedAt: instantOrNull(task.activatedAt),
    waitingUntil: instantOrNull(task.waitingUntil),
    finishedAt: instantOrNull(task.finishedAt),
  };
}

const isOverdue = ({ task, at }: SeenTask) => task.open && task.due != null && task.due < at;

function presentVotes({ votes }: SeenTask): TaskView['votes'] {
  return votes.map(({ approval, approver }) => ({
    id: approval.id,
    approver: { id: approval.approverId, name: approver },
    status: approval.status,
    reason: approval.reason,
    decidedAt: instantOrNull(approval.decidedAt),
  }));
}

export function presentChecklist({ checklist }: SeenTask): TaskView['checklist'] {
  return checklist.map(({ item, title, done, by, at }) => ({ item, title, done, by, at }));
}

type Face = TaskView['clocks']['respond'];

/** Without the calendar it counts in, only what is written down of a clock can be told. */
function presentFace(clock: Clock | undefined, { calendar, at }: SeenTask): Face {
  if (!clock || clock.bestEffort) return null;
  const now = at.toISOString();
  const seen = look(clock, now).clock;
  const face = calendar && presentClock(clock, calendar, now);
  const last = seen.stops.at(-1);
  return {
    zone: calendar?.zone ?? null,
    startedAt: seen.startedAt,
    goal: seen.budget,
    used: face?.used ?? null,
    remaining: face?.remaining ?? null,
    stopped: !seen.metAt && last !== undefined && last.to === undefined,
    warnsAt: warnsAtOf(seen) ?? null,
    breachesAt: seen.breachedAt ?? seen.breachesAt ?? null,
    breached: seen.breachedAt !== undefined,
    metAt: seen.metAt ?? null,
    stops: pausesOf(seen.stops).map(({ from, to, why }) => ({ from, ...(to === undefined ? {} : { to }), why })),
  };
}
