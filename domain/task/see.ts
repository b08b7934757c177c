import type { Calendar } from '../../plan/plan.ts';
import { metPeople } from '../person/met.ts';
import { namesOf, visibleProcesses } from '../process/list.ts';
import { Process } from '../process/process.entity.ts';
import type { Door } from '../store.ts';
import { type Between, disclosing } from '../trust/discloses.ts';
import { uuids } from '../uuids.ts';
import { Approval } from './approval.entity.ts';
import { checklistsOf, type SeenItem } from './checklist.ts';
import { type Labels, surroundingsOf } from './labels.ts';
import type { Task } from './task.entity.ts';

/** A task with what surrounds it, as far as the viewer sees that. */
export type SeenTask = {
  readonly task: Task;
  readonly labels: Labels;
  /** Its account owns the process and the task; otherwise it holds the task. */
  readonly owns: boolean;
  /** Its account holds the task. */
  readonly holds: boolean;
  /** Another account asks somebody of the viewer's for a decision: the approver sees what is asked, and nothing else. */
  readonly cardOnly: boolean;
  /** Who works it: where it is worked, and with the account it is done for if its provider shows that. */
  readonly member: string | null;
  /** What an approval ended with is for who follows the process; who was asked reads what he said himself. */
  readonly reason: string;
  /** How to reach the person it is about, where its owner shares that with who does the work. */
  readonly contact: Contact | undefined;
  /** Only for who may follow the process. */
  readonly process: { readonly id: string; readonly title: string } | undefined;
  /** In which its clocks count. */
  readonly calendar: Calendar | undefined;
  /** Now, by the clock of its process. */
  readonly at: Date;
  readonly votes: readonly Vote[];
  readonly checklist: readonly SeenItem[];
};
export type Contact = { readonly email: string | null; readonly phone: string };
export type Vote = { readonly approval: Approval; readonly approver: string };

/** Tasks the viewer has been given already, with their surroundings. */
export async function seeTasks(door: Door, tasks: readonly Task[]): Promise<SeenTask[]> {
  const surroundings = await surroundingsOf(
    door,
    tasks.map(({ id }) => id),
  );
  const processes = await processesOf(door, tasks);
  const votes = await votesOn(door, tasks, processes);
  const shows = await disclosing(door, 'show_specialists', 'trusted', abroad(door, tasks));
  const contacts = await contactsBeside(door, tasks);
  const checklists = await checklistsOf(door, tasks);
  return tasks.flatMap((task) => {
    const around = surroundings.get(task.id);
    if (!around) return [];
    const owns = task.accountId === door.viewer.accountId;
    const holds = task.assignedAccountId === door.viewer.accountId;
    const showsMember = holds || (owns && shows(task.accountId, task.assignedAccountId ?? task.accountId));
    return {
      task,
      labels: around.labels,
      owns,
      holds,
      cardOnly: !owns && !holds,
      member: showsMember ? around.labels.member : null,
      reason: task.category === 'approval' && !processes.has(task.processId) ? '' : task.reason,
      contact: contacts.get(task.id),
      process: processes.get(task.processId),
      calendar: around.calendar,
      at: new Date(door.now.getTime() + around.ahead),
      votes: votes.get(task.id) ?? [],
      checklist: (checklists.get(task.id) ?? []).map((item) => (showsMember ? item : { ...item, by: null })),
    };
  });
}

/** Between whom it is asked who works them: tasks of the own account that others hold. */
function abroad({ viewer }: Door, tasks: readonly Task[]): Between[] {
  return tasks.flatMap(({ accountId, assignedAccountId, memberId, checklist }) =>
    accountId === viewer.accountId && (memberId || checklist) && assignedAccountId && assignedAccountId !== accountId
      ? [[accountId, assignedAccountId]]
      : [],
  );
}

/** Of tasks of other accounts, as far as these share it at this moment. */
async function contactsBeside(door: Door, tasks: readonly Task[]): Promise<ReadonlyMap<string, Contact>> {
  const { em, viewer } = door;
  const foreign = tasks.filter(({ accountId }) => accountId !== viewer.accountId);
  const shares = await disclosing(
    door,
    'share_contact',
    'trusting',
    foreign.map(({ accountId }) => [accountId, viewer.accountId]),
  );
  const ids = foreign.filter(({ accountId }) => shares(accountId, viewer.accountId)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await em.execute<(Contact & { task_id: string })[]>('select * from contact_beside(?::uuid[], ?)', [
    uuids(ids),
    viewer.accountId,
  ]);
  return new Map(rows.map(({ task_id, email, phone }) => [task_id, { email, phone }]));
}

async function processesOf({ em, viewer }: Door, tasks: readonly Task[]) {
  const ids = new Set(tasks.flatMap(({ accountId, processId }) => (accountId === viewer.accountId ? [processId] : [])));
  const found = ids.size
    ? await em.find(
        Process,
        { $and: [{ id: { $in: [...ids] } }, visibleProcesses(viewer)] },
        { fields: ['id', 'title'] },
      )
    : [];
  return new Map(found.map(({ id, title }) => [id, { id, title }]));
}

/** Who was asked and what he said is for who follows the process; whoever else was asked reads his own vote. */
async function votesOn(
  door: Door,
  tasks: readonly Task[],
  followed: ReadonlyMap<string, unknown>,
): Promise<ReadonlyMap<string, Vote[]>> {
  const asked = tasks.filter(
    ({ category, accountId }) => category === 'approval' && accountId === door.viewer.accountId,
  );
  if (asked.length === 0) return new Map();
  const approvals = await door.em.find(
    Approval,
    { taskId: { $in: asked.map(({ id }) => id) } },
    { orderBy: { id: 'asc' } },
  );
  const follows = new Set(asked.flatMap(({ id, processId }) => (followed.has(processId) ? [id] : [])));
  const read = approvals.filter(({ taskId, approverId }) => follows.has(taskId) || approverId === door.viewer.personId);
  const approvers = read.map(({ approverId }) => approverId);
  const names = await namesOf(door, approvers);
  const met = await metPeople(
    door,
    approvers.filter((id) => !names.has(id)),
  );
  const nameOf = (id: string) => names.get(id) ?? met.get(id)?.name ?? '';
  return Map.groupBy(
    read.map((approval) => ({ approval, approver: nameOf(approval.approverId) })),
    ({ approval }) => approval.taskId,
  );
}
