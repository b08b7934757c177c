import { evaluate, UNKNOWN } from './evaluate.ts';
import { resolveMoment } from './moment.ts';
import { NoWorkingHours } from './opening.ts';
import type { Calendar, JsonObject, NodeId, PlainDate, Plan, PlanNode } from './plan.ts';
import { toInstant, toLocal } from './zone.ts';

/** What a process tells the person it is about: the steps that its template marks, and nothing else. */
export type Told = {
  readonly title: string;
  readonly steps: readonly ToldStep[];
};
export type ToldStep = {
  /** The id of its node in the plan; repetitions are one step. */
  readonly key: NodeId;
  readonly text: string;
  /** Whose tasks it stands for; of a milestone those before it. */
  readonly nodes: readonly NodeId[];
  /** It is reached, and never under way. */
  readonly milestone: boolean;
  /** The day it is needed by, in the owner's time zone; null while that hangs on what comes before. */
  readonly due: PlainDate | null;
};

/** @param nodes the plan expanded for `input`. Null where the template tells nothing. */
export function toldOf(plan: Plan, nodes: readonly PlanNode[], input: JsonObject, calendar: Calendar): Told | null {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const marked = Map.groupBy(
    nodes.filter((node) => node.public !== undefined),
    ({ id }) => id.replace(/\[\d+\]/g, ''),
  );
  if (plan.publicTitle === undefined || marked.size === 0) return null;
  const steps = [...marked].map(([key, repeated]) => ({
    key,
    text: repeated[0]?.public ?? '',
    nodes: [...new Set(repeated.flatMap((node) => (node.kind === 'milestone' ? tasksBefore(node, byId) : [node.id])))],
    milestone: repeated.every(({ kind }) => kind === 'milestone'),
    due: repeated.map((node) => dayOf(node, input, calendar)).reduce(later, null),
  }));
  return { title: plan.publicTitle, steps };
}

/** Milestones are no tasks: what waits for one waits for what it waits for. */
export function tasksBefore(node: PlanNode, byId: ReadonlyMap<NodeId, PlanNode>): NodeId[] {
  const before = node.after.flatMap((id) => {
    const predecessor = byId.get(id);
    return predecessor?.kind === 'milestone' ? tasksBefore(predecessor, byId) : predecessor ? [id] : [];
  });
  return [...new Set(before)];
}

function dayOf({ due }: PlanNode, input: JsonObject, calendar: Calendar): PlainDate | null {
  if (!due) return null;
  const date = (expr: Parameters<typeof evaluate>[0]) => {
    const value = evaluate(expr, { input, outputs: new Map() });
    return value === UNKNOWN ? undefined : (value as PlainDate | null);
  };
  try {
    const at = resolveMoment(due, { calendar, date, completedAt: () => undefined });
    return at ? toInstant(toLocal(calendar.zone, Date.parse(at))).slice(0, 10) : null;
  } catch (error) {
    if (error instanceof NoWorkingHours) return null;
    throw error;
  }
}

const later = (one: PlainDate | null, other: PlainDate | null) => (one && other && one > other ? one : (other ?? one));
