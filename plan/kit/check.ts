import type { Expr, Json, JsonObject, NodeId, Plan, PlanNode } from '../plan.ts';
import { TemplateError } from './error.ts';

/** The most steps a process may have, before and after `each` is repeated. */
export const limit = 2_000;

/**
 * Refuses a plan that could not be carried out, wherever it comes from: too many steps, an id used twice, a
 * predecessor that is unknown or stands later, steps that wait for each other, more approvals than approvers.
 * @throws TemplateError naming the plan and the first few faults
 */
export function checkPlan(plan: Plan): void {
  const faults = faultsOf(plan);
  if (faults.length === 0) return;
  const more = faults.length > 5 ? ` And ${faults.length - 5} more faults.` : '';
  throw new TemplateError(`The plan "${plan.name}" cannot be carried out: ${faults.slice(0, 5).join(' ')}${more}`);
}

function faultsOf(plan: Plan): readonly string[] {
  const { nodes } = plan;
  if (nodes.length > limit) {
    const [has, most] = [nodes.length, limit].map((count) => count.toLocaleString('en'));
    return [`It has ${has} steps; the limit is ${most}.`];
  }
  const cycle = cycleIn(nodes);
  if (cycle) return [`${cycle.join(' waits for ')}: they wait for each other, so none can begin.`];
  const known = new Set(nodes.map((node) => node.id));
  const seen = new Set<NodeId>();
  const told = toldFaults(plan);
  return [
    ...told,
    ...nodes.flatMap((node) => {
      const faults = seen.has(node.id) ? [`The id ${node.id} is used twice.`] : [];
      for (const before of node.after) {
        if (!known.has(before)) faults.push(`${node.id} waits for ${before}, which is not a step of it.`);
        else if (!seen.has(before)) faults.push(`${node.id} waits for ${before}, which must stand before it.`);
      }
      seen.add(node.id);
      return [...faults, ...approvalFaults(plan, node)];
    }),
  ];
}

/** The most characters that the person a process is about is told at once. */
const mostTold = 200;

function toldFaults({ nodes, publicTitle }: Plan): readonly string[] {
  const told = nodes.flatMap(({ id, public: text }) => (text === undefined ? [] : [{ id, text }]));
  const unfit = [...told, ...(publicTitle === undefined ? [] : [{ id: 'publicTitle', text: publicTitle }])]
    .filter(({ text }) => text.trim() === '' || text.length > mostTold)
    .map(({ id }) => `What ${id} tells must have 1 to ${mostTold} characters.`);
  if (told.length > 0 && publicTitle === undefined)
    return [...unfit, `It tells ${told[0]?.id} to the person it is about, but not what it is: give publicTitle.`];
  if (told.length === 0 && publicTitle !== undefined)
    return [...unfit, 'It has a publicTitle, but tells no step: mark some as public, or leave it out.'];
  return unfit;
}

function approvalFaults(plan: Plan, node: PlanNode): readonly string[] {
  if (node.kind !== 'approval') return [];
  if (!Number.isInteger(node.required) || node.required < 1) return [`${node.id} requires no approval.`];
  const people = new Set(node.approvers.map((by) => JSON.stringify(by))).size;
  if (node.required <= people || node.approvers.some((by) => mayBeSeveral(plan, by))) return [];
  return [`${node.id} requires ${node.required} approvals, but asks no more than ${people}.`];
}

/** Whether one approver expression may stand for several people; false only when the schema says it is one. */
function mayBeSeveral(plan: Plan, by: Expr): boolean {
  if (by.is === 'const') return Array.isArray(by.value);
  if (by.is === 'match') return Object.values(by.cases).some((of) => mayBeSeveral(plan, of));
  if (by.is !== 'input' && by.is !== 'output') return true;
  const from = by.is === 'input' ? plan.input : plan.nodes.find((node) => node.id === by.node);
  const start = from && 'kind' in from ? ('output' in from ? (from.output as Json) : undefined) : (from as Json);
  return typeAt(start, by.path) !== 'string';
}

function typeAt(schema: Json | undefined, path: readonly string[]): Json | undefined {
  const at = path.reduce((of, key) => member(member(of, 'properties'), key), schema);
  return member(at, 'type');
}

const member = (of: Json | undefined, key: string): Json | undefined =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, key) ? (of as JsonObject)[key] : undefined;

/** The ids along a cycle, the first one repeated at the end. Iterative: a chain may be as long as the limit. */
function cycleIn(nodes: readonly PlanNode[]): readonly NodeId[] | undefined {
  const after = new Map(nodes.map((node) => [node.id, node.after]));
  const done = new Set<NodeId>();
  for (const { id } of nodes) {
    const path: NodeId[] = done.has(id) ? [] : [id];
    const onPath = new Set(path);
    const rest = [[...(after.get(id) ?? [])]];
    while (path.length > 0) {
      const next = rest.at(-1)?.pop();
      if (next === undefined) {
        const last = path.pop()!;
        onPath.delete(last);
        done.add(last);
        rest.pop();
      } else if (onPath.has(next)) {
        return [...path.slice(path.indexOf(next)), next];
      } else if (!done.has(next) && after.has(next)) {
        path.push(next);
        onPath.add(next);
        rest.push([...after.get(next)!]);
      }
    }
  }
  return undefined;
}
