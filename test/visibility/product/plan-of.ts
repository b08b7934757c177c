import { createHash } from 'node:crypto';
import type { Expr, Plan, PlanNode } from '../../../plan/plan.ts';
import type { Process, Task } from '../model/records/index.ts';
import type { World } from '../model/world.ts';
import { uuidOf } from './ids.ts';

/** The plan that a process of the model would have been started with, as far as its owner reads it. */
export function planOf(process: Process, tasks: readonly Task[]): Plan {
  const first = tasks.filter((t) => t.processId === process.id && t.round === 1);
  const nodes = first.map(nodeOf);
  const roles = nodes.flatMap((node) => (node.kind === 'task' ? [node.account] : []));
  return {
    format: 1,
    name: 'generated',
    title: process.title,
    externalTitle: process.externalTitle,
    account: 'owner',
    roles: [...new Set(['owner', ...roles])],
    input: {},
    subject: 'subject',
    nodes,
    output: nothing,
  };
}

/** Different for every plan that there is in any world: the product never reads one twice. */
export const planHash = (w: World, process: Process): string =>
  createHash('sha256')
    .update(JSON.stringify([process.id, planOf(process, w.task)]))
    .digest('hex');

/** The account's role in plans, by which bindings name it. */
const roleOf = (t: Task): string => t.assignedAccountId ?? 'owner';

const nothing: Expr = { is: 'const', value: null };

function nodeOf(t: Task): PlanNode {
  const base = { id: t.node, title: t.title, after: t.after, when: [], each: [] };
  if (t.category === 'approval') {
    const approvers: Expr[] = t.approverId ? [{ is: 'const', value: uuidOf(t.approverId) }] : [];
    return { ...base, kind: 'approval', approvers, required: 1, show: nothing };
  }
  const work = { account: roleOf(t), service: 'work', offer: t.node, with: nothing, input: {}, output: {}, target: {} };
  return { ...base, kind: 'task', ...work };
}
