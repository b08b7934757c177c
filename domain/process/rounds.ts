import type { Round } from '../../plan/elapsed.ts';
import type { PlanNode } from '../../plan/plan.ts';
import { Audit } from '../audit/audit.entity.ts';
import type { Door } from '../store.ts';
import { Approval } from '../task/approval.entity.ts';
import type { Task } from '../task/task.entity.ts';
import { Visibility } from '../task/visibility.entity.ts';
import type { Process } from './process.entity.ts';

/** All rounds of a process that the viewer follows, with what the log has of what the tasks themselves do not keep. */
export async function roundsOf(
  door: Door,
  process: Process,
  nodes: readonly PlanNode[],
  tasks: readonly Task[],
): Promise<Round[]> {
  const approvers = await approversOf(door, tasks);
  const retried = new Map<string, Date>();
  const held = new Map<string, Audit>();
  for (const entry of await loggedOf(door, process, tasks)) {
    if (entry.action === 'held') held.set(entry.recordId, entry);
    else retried.set(entry.recordId, entry.at);
  }
  const suspenders = await suspendersOf(door, process, nodes, tasks, held);
  return tasks.map((task) => {
    const [retriedAt, hold] = [retried.get(task.id), held.get(task.id)];
    return {
      ...roundOf(task, approvers.get(task.id) ?? process.accountId),
      ...(retriedAt ? { retriedAt: retriedAt.toISOString() } : {}),
      ...(hold ? { held: { from: hold.at.toISOString(), account: suspenders.get(task.id) ?? process.accountId } } : {}),
    };
  });
}

/** A round by what its task says. `approver`: in whose hands an approval is; automations are in nobody's. */
export function roundOf(task: Task, approver: string): Round {
  const account = task.category === 'approval' ? approver : task.assignedAccountId;
  return {
    node: task.node,
    round: task.round,
    status: task.status,
    ...(task.activatedAt ? { activatedAt: task.activatedAt.toISOString() } : {}),
    ...(task.finishedAt ? { finishedAt: task.finishedAt.toISOString() } : {}),
    ...(account ? { account } : {}),
    stops: (task.clocks?.complete ?? task.clocks?.respond)?.stops ?? [],
  };
}

/** Of each approval the account of whom it waits for; once it is decided, of who decided it. */
async function approversOf({ em }: Door, tasks: readonly Task[]): Promise<ReadonlyMap<string, string>> {
  const asking = tasks.filter(({ category, activatedAt }) => category === 'approval' && activatedAt);
  if (asking.length === 0) return new Map();
  const ids = asking.map(({ id }) => id);
  const votes = await em.find(Approval, { taskId: { $in: ids } }, { orderBy: { decidedAt: 'asc', id: 'asc' } });
  const shown = await em.find(Visibility, { recordId: { $in: ids }, why: 'approver' });
  return new Map(
    asking.flatMap(({ id, status }) => {
      const asked = votes.filter(({ taskId }) => taskId === id);
      const vote = asked.findLast((one) => one.status === status) ?? asked.at(-1);
      const row = shown.find(({ recordId, personId }) => recordId === id && personId === vote?.approverId);
      return row ? [[id, row.accountId] as const] : [];
    }),
  );
}

function loggedOf({ em }: Door, { accountId }: Process, tasks: readonly Task[]): Promise<Audit[]> {
  const recordId = { $in: tasks.map(({ id }) => id) };
  const action = { $in: ['retried', 'held'] };
  return em.find(Audit, { accountId, recordKind: 'task', recordId, action }, { orderBy: { id: 'asc' } });
}

/** By whom the trust was suspended by which a task was to be assigned: the last that the log says before it was held. */
async function suspendersOf(
  { em }: Door,
  { accountId, bindings }: Process,
  nodes: readonly PlanNode[],
  tasks: readonly Task[],
  holds: ReadonlyMap<string, Audit>,
): Promise<ReadonlyMap<string, string>> {
  const trusts = new Map<string, string>();
  for (const { id, node: name } of tasks) {
    const node = nodes.find((one) => one.id === name);
    const trustId = node?.kind === 'task' ? bindings[node.account]?.trustId : undefined;
    if (holds.has(id) && trustId) trusts.set(id, trustId);
  }
  if (trusts.size === 0) return new Map();
  const suspended = { accountId, recordKind: 'trust', recordId: { $in: [...trusts.values()] }, action: 'suspended' };
  const entries = await em.find(Audit, suspended, { orderBy: { id: 'asc' } });
  return new Map(
    [...trusts].flatMap(([id, trustId]) => {
      const hold = holds.get(id) as Audit;
      const entry = entries.findLast((one) => one.recordId === trustId && one.id < hold.id);
      return entry ? [[id, entry.actorAccountId] as const] : [];
    }),
  );
}
