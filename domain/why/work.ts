import { Team, TeamMember } from '../person/team.entity.ts';
import { processOf } from '../process/follow.ts';
import { Process } from '../process/process.entity.ts';
import type { Door } from '../store.ts';
import { approvalOf } from '../task/approvals.ts';
import { type Labels, surroundingsOf } from '../task/labels.ts';
import { taskOf } from '../task/seen.ts';
import type { Task } from '../task/task.entity.ts';
import { Visibility } from '../task/visibility.entity.ts';
import { Trust } from '../trust/trust.entity.ts';
import { isEarly, seeingWork } from '../viewer.ts';
import type { Ground, Grounds } from './ground.ts';

/** @throws NotFound when it is not there or not the viewer's to see; so do all that follow */
export async function groundsOfProcess(door: Door, id: string): Promise<Grounds> {
  return { noun: 'process', grounds: await following(door, await processOf(door, id)) };
}

export async function groundsOfTask(door: Door, id: string): Promise<Grounds> {
  return { noun: 'task', grounds: await groundsOn(door, await taskOf(door, id)) };
}

export async function groundsOfApproval(door: Door, id: string): Promise<Grounds> {
  const { approval, seen } = await approvalOf(door, id);
  const since = seen.task.activatedAt ?? null;
  return {
    noun: 'approval',
    grounds: [{ because: 'approver', person: approval.approverId, since, as: 'the one whose vote it is' }],
  };
}

/**
 * A process and its tasks are for those who see the work of its account, of a confidential one for its team, and for those
 * who answer for it.
 */
async function following(door: Door, process: Process): Promise<Ground[]> {
  const { managerId, startedById, startedAt: since, confidential, teamId } = process;
  const wide: Ground[] = confidential
    ? await membersOf(door, teamId, { since })
    : [{ because: 'role', roles: seeingWork, since }];
  return [
    ...wide,
    { because: 'manager', person: managerId, since, as: 'manager of the process' },
    { because: 'starter', person: startedById, since, as: 'the one who started the process' },
  ];
}

async function groundsOn(door: Door, task: Task): Promise<Ground[]> {
  const { em, viewer } = door;
  const rows = await em.find(
    Visibility,
    { recordId: task.id, accountId: viewer.accountId },
    { orderBy: { since: 'asc' } },
  );
  const labels = (await surroundingsOf(door, [task.id])).get(task.id)?.labels as Labels;
  const shown = await Promise.all(rows.map((row) => showing(door, task, labels, row)));
  if (task.accountId !== viewer.accountId || isEarly(viewer)) return shown.flat();
  const process = await em.findOne(Process, { id: task.processId });
  return [...(process ? await following(door, process) : []), ...shown.flat()];
}

/** What a row of the visibility index says: to whom of the account it shows the task, and over which trust. */
async function showing(door: Door, task: Task, labels: Labels, row: Visibility): Promise<Ground[]> {
  const { em, viewer } = door;
  const { since, personId } = row;
  const trust =
    row.trustId && row.ownerId !== viewer.accountId ? await em.findOneOrFail(Trust, { id: row.trustId }) : null;
  const over = trust ? { trust: { id: trust.id, ...labels.owner } } : {};
  const asked = row.why === 'approver';
  const own: Ground[] = personId
    ? [
        asked
          ? { because: 'approver', person: personId, since, ...over, as: 'somebody asked to approve the task' }
          : { because: 'assignee', person: personId, since, ...over, as: 'the one who does the task' },
      ]
    : [];
  if (!trust) return row.confidential ? [...own, ...(await membersOf(door, row.teamId, { since }))] : own;
  if (trust.status !== 'accepted') {
    const how = `it was finished for ${labels.owner.name} while a trust stood that has ended since`;
    const past = row.confidential
      ? await membersOf(door, row.teamId, { since, ...over, how })
      : [{ because: 'former' as const, roles: seeingWork, since, ...over, how }];
    return [...own.map((one) => ({ ...one, how })), ...past];
  }
  const team = task.teamId && labels.team ? { team: labels.team } : {};
  const how = `${labels.owner.name} assigned the task to ${labels.team ?? 'somebody here'}`;
  if (row.confidential) return [...own, ...(await membersOf(door, row.teamId, { since, ...over, how }))];
  return [...own, { because: 'trust', roles: seeingWork, since, ...over, ...team, capability: 'assign_tasks', how }];
}

type Shared = Pick<Ground, 'since' | 'trust' | 'how'>;

/** Whom confidential work is for: each as a member of the team that has it, as long as he sees the account's work at all. */
async function membersOf({ em }: Door, teamId: string | null | undefined, shared: Shared): Promise<Ground[]> {
  const team = teamId ? await em.findOne(Team, { id: teamId }) : null;
  if (!team) return [];
  const members = await em.find(TeamMember, { teamId: team.id }, { orderBy: { personId: 'asc' } });
  const as = `a member of ${team.name}, which has it: it is confidential`;
  return members.map(({ personId }) => ({
    because: 'team' as const,
    person: personId,
    ...shared,
    team: team.name,
    as,
  }));
}
