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
    grounds: [{ because: 'approver', person: approval.approverId, since, as: 'the one whose vote it is', early: true }],
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
  // Before his stay begins nobody reads a process.
  if (task.accountId === viewer.accountId && !isEarly(viewer)) {
    const process = await em.findOne(Process, { id: task.processId });
    const shown = rows.flatMap(toPerson);
    for (const { confidential, teamId, since } of rows)
      if (confidential) shown.push(...(await membersOf(door, teamId, { since })));
    return [...(process ? await following(door, process) : []), ...shown];
  }
  const trusts = await em.find(Trust, { id: { $in: rows.flatMap(({ trustId }) => trustId ?? []) } });
  const grounds: Ground[] = [];
  for (const row of rows) {
    const trust = trusts.find(({ id }) => id === row.trustId);
    grounds.push(...(trust ? await overTrust(door, row, trust, labels) : toPerson(row)));
  }
  return grounds;
}

/** A row of the visibility index that names somebody: who is asked, and who does it, sees it as that; what he took from a team while he works. */
function toPerson({ why, personId, teamId, since }: Visibility): Ground[] {
  if (!personId) return [];
  if (why === 'approver')
    return [{ because: 'approver', person: personId, since, as: 'somebody asked to approve the task', early: true }];
  const as = 'the one who does the task';
  return [{ because: 'assignee', person: personId, since, as, ...(teamId ? { only: seeingWork } : { early: true }) }];
}

/**
 * A row that shows another account's task: to whom it names, and to all who see the work of the own account, or to its team
 * where that is confidential.
 */
async function overTrust(
  door: Door,
  row: Visibility,
  { id, status }: Trust,
  { owner, team }: Labels,
): Promise<Ground[]> {
  const shown = { since: row.since, trust: { id, ...owner } };
  const wide = async (ground: Ground) =>
    row.confidential ? membersOf(door, row.teamId, { ...shown, ...(ground.how ? { how: ground.how } : {}) }) : [ground];
  if (status !== 'accepted') {
    const ended = status === 'suspended' ? 'is suspended' : 'has ended since';
    const how = `it was finished for ${owner.name} under a trust that ${ended}`;
    const named = toPerson(row).map((one) => ({ ...one, ...shown, how }));
    return [...named, ...(await wide({ because: 'former', roles: seeingWork, ...shown, how }))];
  }
  const named = toPerson(row).map((one) => ({ ...one, ...shown }));
  const trusted = { because: 'trust', roles: seeingWork, ...shown } as const;
  if (row.why === 'approver') {
    const how = `${owner.name} asks somebody here to approve the task`;
    return [...named, ...(await wide({ ...trusted, capability: 'assign_approvals', how }))];
  }
  const how = `${owner.name} assigned the task to ${team ?? 'somebody here'}`;
  return [...named, ...(await wide({ ...trusted, ...(team ? { team } : {}), capability: 'assign_tasks', how }))];
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
    only: seeingWork,
  }));
}
