import type { Activation } from '../../plan/advance.ts';
import { addWorkingDays } from '../../plan/calendar.ts';
import { startClock } from '../../plan/clock.ts';
import type { Clocks } from '../../plan/facts.ts';
import { NoWorkingHours } from '../../plan/opening.ts';
import type { Calendar, TaskNode } from '../../plan/plan.ts';
import { toInstant, toLocal } from '../../plan/zone.ts';
import { newId } from '../id.ts';
import { offerKey } from '../process/bind.ts';
import type { Process } from '../process/process.entity.ts';
import { ServiceOffering } from '../service/service.entity.ts';
import { type Door, tell } from '../store.ts';
import { Approval } from './approval.entity.ts';
import { addressOf, tellAssigned } from './notices.ts';
import type { Task } from './task.entity.ts';
import { showTo } from './visibility.ts';

type Turn = { readonly activation: Activation; readonly task: Task };

/**
 * Hands over what is ready: tasks to the teams bound at the start, approvals to their approvers, automations to the
 * engine. A task whose trust, team link or offer has ended since fails here, with the reason. Returns what was handed over.
 */
export async function activate(
  door: Door,
  process: Process,
  calendar: Calendar,
  turns: readonly Turn[],
  at: Date,
): Promise<Task[]> {
  const work = turns.filter(({ activation }) => activation.node.kind === 'task');
  const standing = await standingOf(door, process, work);
  const assigned: Task[] = [];
  for (const turn of turns) {
    const { activation, task } = turn;
    task.input = activation.input;
    task.due = activation.due ? new Date(activation.due) : null;
    task.forPersonId = process.subjectId;
    if (activation.node.kind === 'task')
      assign(door, process, calendar, activation, activation.node, task, standing, at);
    else if (activation.node.kind === 'approval') ask(door, process, activation, task, at);
    else task.activate('in_progress', at);
    if (task.status === 'assigned' && task.category === 'implementation') assigned.push(task);
  }
  tellAssigned(door, assigned);
  return turns.map(({ task }) => task).filter((task) => task.open);
}

type Standing = {
  readonly offerings: ReadonlyMap<string, ServiceOffering>;
  readonly trusts: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
};

/** What still stands of what the process was bound to. */
async function standingOf(door: Door, process: Process, turns: readonly Turn[]): Promise<Standing> {
  const bound = turns.map(({ activation }) => boundOffer(process, activation.node as TaskNode));
  const offeringIds = [...new Set(bound.map(({ offeringId }) => offeringId))];
  const trustIds = [...new Set(bound.flatMap(({ trustId }) => trustId ?? []))];
  if (bound.length === 0) return { offerings: new Map(), trusts: new Set(), links: new Set() };
  const offerings = await door.em.find(ServiceOffering, { id: { $in: offeringIds } });
  const links = trustIds.length
    ? await door.em.execute<{ trust_id: string; team_id: string | null; offering_id: string | null }[]>(
        `select t.id as trust_id, tt.team_id, null as offering_id from trust t join trust_team tt on tt.trust_id = t.id where t.status = 'accepted' and t.id in (?)
         union all select t.id, null, x.offering_id from trust t join trust_offering x on x.trust_id = t.id where t.status = 'accepted' and t.id in (?)`,
        [trustIds, trustIds],
      )
    : [];
  return {
    offerings: new Map(offerings.map((offering) => [offering.id, offering])),
    trusts: new Set(links.map(({ trust_id }) => trust_id)),
    links: new Set(links.map(({ trust_id, team_id, offering_id }) => `${trust_id} ${team_id ?? offering_id}`)),
  };
}

function boundOffer(process: Process, node: TaskNode) {
  const binding = process.bindings[node.account];
  const offer = binding?.offerings[offerKey(node.service, node.offer)];
  if (!binding || !offer)
    throw new Error(`Process ${process.id} is not bound to "${node.service}/${node.offer}" of "${node.account}".`);
  return { accountId: binding.accountId, trustId: binding.trustId, ...offer };
}

function assign(
  door: Door,
  process: Process,
  calendar: Calendar,
  activation: Activation,
  node: TaskNode,
  task: Task,
  standing: Standing,
  at: Date,
): void {
  const { accountId, trustId, offeringId, teamId } = boundOffer(process, node);
  const offering = standing.offerings.get(offeringId);
  const day = toInstant(toLocal(offering?.calendar.zone ?? calendar.zone, at.getTime())).slice(0, 10);
  const ended =
    trustId === null
      ? undefined
      : !standing.trusts.has(trustId)
        ? 'The trust with the account that should do this has ended.'
        : !standing.links.has(`${trustId} ${teamId}`)
          ? 'The account that should do this no longer allows assignments to its team.'
          : !standing.links.has(`${trustId} ${offeringId}`)
            ? 'The account that should do this no longer offers it to you.'
            : undefined;
  const reason = ended ?? (offering?.validOn(day) ? undefined : `The offer "${node.offer}" is not valid on ${day}.`);
  const member = node.by ? activation.people[0] : undefined;
  if (reason || (node.by && !member)) {
    task.cannotGoOn(reason ?? 'The person who should do this is not known.', at);
    return;
  }
  Object.assign(task, {
    assignedAccountId: accountId,
    trustId,
    offeringId,
    teamId: member ? null : teamId,
    memberId: member ?? null,
  });
  try {
    task.clocks = clocksOf(offering as ServiceOffering, calendar, task.due ?? null, at);
  } catch (error) {
    if (!(error instanceof NoWorkingHours)) throw error;
    task.cannotGoOn(`Its service level cannot be counted. ${error.message}`, at);
    return;
  }
  task.activate('assigned', at);
  showTo(door, task, accountId, 'assigned', member ? { personId: member } : { teamId }, at);
}

function clocksOf({ target, calendar }: ServiceOffering, ownerCalendar: Calendar, due: Date | null, at: Date): Clocks {
  const now = at.toISOString();
  const soon = due && addWorkingDays(ownerCalendar, due.toISOString(), -1);
  return {
    ...(target.respond ? { respond: startClock(calendar, now, target.respond) } : {}),
    ...(target.complete ? { complete: startClock(calendar, now, target.complete) } : {}),
    ...(soon && soon > now ? { dueSoon: { at: soon } } : {}),
  };
}

function ask(door: Door, process: Process, activation: Activation, task: Task, at: Date): void {
  if (activation.people.length < (task.requiredApprovals ?? 1)) {
    const [required, asked] = [task.requiredApprovals ?? 1, activation.people.length];
    task.cannotGoOn(`Approvals required: ${required}. People who can be asked: ${asked}.`, at);
    return;
  }
  task.activate('assigned', at);
  for (const approverId of activation.people) {
    door.em.create(Approval, {
      id: newId(),
      accountId: process.accountId,
      taskId: task.id,
      approverId,
      status: 'assigned',
    });
    showTo(door, task, process.accountId, 'approver', { personId: approverId }, at);
  }
  tell(door, 'notice', process.accountId, process.id, {
    notice: 'approval',
    to: [...activation.people],
    tasks: [addressOf(task)],
  });
}
