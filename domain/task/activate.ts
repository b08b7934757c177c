import type { Activation } from '../../plan/advance.ts';
import { addWorkingDays } from '../../plan/calendar.ts';
import { startClock } from '../../plan/clock.ts';
import { type Clocks, goals } from '../../plan/facts.ts';
import { NoWorkingHours } from '../../plan/opening.ts';
import type { Calendar, Promised, TaskNode } from '../../plan/plan.ts';
import { promisedFor } from '../../plan/target.ts';
import { toInstant, toLocal } from '../../plan/zone.ts';
import { type Agreed, agreedOn } from '../agreement/affected.ts';
import type { Process } from '../process/process.entity.ts';
import { percentsOf, schemeOf } from '../service/scheme.ts';
import type { ServiceOffering } from '../service/service.entity.ts';
import { type Door, record } from '../store.ts';
import { ask, askedOf } from './ask.ts';
import { tellAssigned } from './notices.ts';
import { type Bound, boundBy, boundTo, endedOf, type Standing, standingOf, suspensionOf } from './standing.ts';
import { Task } from './task.entity.ts';
import { showTo } from './visibility.ts';

/** What work is handed over by. */
type Grounds = { readonly standing: Standing; readonly agreed: ReadonlyMap<string, Agreed> };
type Turn = { readonly activation: Activation; readonly task: Task };

/**
 * Hands over what is ready: tasks to the teams bound at the start, approvals to their approvers, automations to the
 * engine. A task whose trust, team link or offer has ended since fails here, with the reason; one whose trust is
 * suspended stays registered until that goes on. Returns what was handed over.
 */
export async function activate(
  door: Door,
  process: Process,
  calendar: Calendar,
  turns: readonly Turn[],
  at: Date,
): Promise<Task[]> {
  const bound = new Map<TaskNode, Bound>();
  for (const { activation, task } of turns) {
    const { node } = activation;
    if (node.kind !== 'task') continue;
    const to = task.passedTo ? await boundBy(door, task.passedTo) : boundTo(process, node);
    if (to) bound.set(node, to);
  }
  const standing = await standingOf(door, [...bound.values()]);
  const offeringIds = [...new Set([...bound.values()].map(({ offeringId }) => offeringId))];
  const agreed = await agreedOn(door, offeringIds, process.subjectId, at);
  const asked = await askedOf(
    door,
    turns.flatMap(({ activation: { node, people } }) => (node.kind === 'approval' ? people : [])),
  );
  const assigned: Task[] = [];
  for (const { activation, task } of turns) {
    const { node } = activation;
    const to = bound.get(node as TaskNode);
    const suspended = to && (await suspensionOf(door, standing, to));
    if (suspended) {
      hold(door, task, suspended, at);
      continue;
    }
    task.input = activation.input;
    task.due = activation.due ? new Date(activation.due) : null;
    task.forPersonId = process.subjectId;
    task.reason = '';
    if (to) {
      assign(door, calendar, activation, to, task, { standing, agreed }, at);
      if (task.passedTo && task.open) await goOn(door, task, standing, at);
    } else if (node.kind === 'task') task.cannotGoOn('It was passed on by an agreement that no longer holds.', at);
    else if (node.kind === 'approval') ask(door, process, activation, task, asked, at);
    else task.activate('in_progress', at);
    if (task.status === 'assigned' && task.category === 'implementation') assigned.push(task);
  }
  tellAssigned(door, assigned);
  return turns.map(({ task }) => task).filter((task) => task.open);
}

function hold(door: Door, task: Task, reason: string, at: Date): void {
  if (task.reason === reason) return;
  task.reason = reason;
  record(door, task.accountId, 'task', task.id, 'held', { reason }, at);
}

function assign(
  door: Door,
  calendar: Calendar,
  activation: Activation,
  to: Bound,
  task: Task,
  { standing, agreed }: Grounds,
  at: Date,
): void {
  const node = activation.node as TaskNode;
  const { accountId, trustId, offeringId } = to;
  const by = task.passedTo ? { agreementId: task.passedTo, teamId: to.teamId } : agreed.get(offeringId);
  const agreement = by === 'not covered' ? undefined : by;
  const teamId = agreement?.teamId ?? to.teamId;
  const offering = standing.offerings.get(offeringId);
  const day = toInstant(toLocal(offering?.calendar.zone ?? calendar.zone, at.getTime())).slice(0, 10);
  const reason =
    endedOf(standing, { ...to, teamId }) ??
    (offering?.validOn(day) ? undefined : `The offer "${node.offer}" is not valid on ${day}.`);
  const member = node.by ? activation.people[0] : undefined;
  if (reason || (node.by && !member)) {
    task.cannotGoOn(reason ?? 'The person who should do this is not known.', at);
    return;
  }
  Object.assign(task, {
    assignedAccountId: accountId,
    trustId,
    offeringId,
    agreementId: agreement?.agreementId ?? null,
    promised: by === 'not covered' ? {} : promisedFor((offering as ServiceOffering).target, task.impact),
    teamId: member ? null : teamId,
    memberId: member ?? null,
    scheme: schemeOf(offering),
  });
  try {
    task.clocks = clocksOf(offering as ServiceOffering, task.promised as Promised, calendar, task.due ?? null, at);
  } catch (error) {
    if (!(error instanceof NoWorkingHours)) throw error;
    task.cannotGoOn(`Its service level cannot be counted. ${error.message}`, at);
    return;
  }
  task.activate('assigned', at);
  const confidential = standing.confidential.has(offeringId);
  const holder = member ? { personId: member } : { teamId };
  showTo(door, task, { accountId, trustId, why: 'assigned', ...holder, confidential }, at);
}

/** Passed back to who had it before: his clocks go on with what they had used. They are this round's from now on. */
async function goOn(door: Door, task: Task, standing: Standing, at: Date): Promise<void> {
  const { processId, node, agreementId, offeringId } = task;
  const before = await door.em.findOne(
    Task,
    { processId, node, agreementId: agreementId as string, id: { $ne: task.id }, clocks: { $ne: null } },
    { orderBy: { round: 'desc' } },
  );
  const calendar = standing.offerings.get(offeringId as string)?.calendar;
  const last = (before?.clocks?.complete ?? before?.clocks?.respond)?.stops.at(-1);
  // What failed and is done again has a clock of its own.
  if (!before || !calendar || last?.why !== 'passed_on' || last.to) return;
  task.takeOver(before, calendar, at);
}

/** Where a promise hangs on the impact, the ledger is kept of what is not promised as well: it may come to be. */
function clocksOf(
  { target, calendar, scheme }: ServiceOffering,
  promised: Promised,
  ownerCalendar: Calendar,
  due: Date | null,
  at: Date,
): Clocks {
  const now = at.toISOString();
  const soon = due && addWorkingDays(ownerCalendar, due.toISOString(), -1);
  return {
    ...Object.fromEntries(
      goals.flatMap((goal) =>
        promised[goal] || target.byImpact
          ? [[goal, startClock(calendar, now, promised[goal] ?? null, percentsOf(scheme, goal))]]
          : [],
      ),
    ),
    ...(soon && soon > now ? { dueSoon: { at: soon } } : {}),
  };
}
