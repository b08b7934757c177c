import type { Duration, Expr, Moment, NodeId, Plan, PlanNode, RoleName } from '../plan.ts';
import { type Edge, edgesOf, type Gateway, labelOf } from './edges.ts';
import { laneOf } from './mermaid.ts';
import { guardsInWords, momentInWords, type Titles, targetInWords } from './words.ts';

/** A plan for programs to draw: what `mermaid` writes, as data. */
export type Graph = {
  readonly nodes: readonly GraphNode[];
  /** Where ways part; they stand in the lane of the owner. */
  readonly gateways: readonly Gateway[];
  /** Between nodes and gateways; those that follow from others are left out. */
  readonly edges: readonly Edge[];
};

export type GraphNode = {
  readonly id: NodeId;
  readonly kind: PlanNode['kind'];
  readonly title: string;
  /** In whose lane it stands: who does it, or the owner of the process. */
  readonly account: RoleName;
  readonly service: string | null;
  readonly offer: string | null;
  /** Name of the program. */
  readonly automation: string | null;
  /** Who is asked, where that is not a team: fields of the input or outputs of steps. */
  readonly people: readonly string[];
  /** Of those, how many must approve. */
  readonly required: number | null;
  readonly after: readonly NodeId[];
  readonly due: GraphMoment | null;
  readonly notBefore: GraphMoment | null;
  /** `only if "workplace" is "onsite"`; null: it happens always. */
  readonly conditional: string | null;
  /** Lists for whose items it is repeated, from the outside in. */
  readonly each: readonly string[];
  readonly instructions: string | null;
  readonly checklist: readonly string[];
  /** What the person it is about is told of it; null: nothing. */
  readonly public: string | null;
  /** What its provider promises, in words. */
  readonly target: string | null;
};

export type GraphMoment = Duration & {
  readonly words: string;
  /** The field or output that holds the date; null where it is relative to steps. */
  readonly date: string | null;
  readonly steps: readonly NodeId[];
  readonly edge: Moment['edge'];
};

export function graphOf(plan: Plan): Graph {
  return { nodes: plan.nodes.map((node) => graphNodeOf(plan, node)), ...edgesOf(plan) };
}

export function graphNodeOf(plan: Plan, node: PlanNode): GraphNode {
  const titles = titlesOf(plan);
  const { id, kind, title, after, due, notBefore } = node;
  const task = node.kind === 'task' ? node : undefined;
  return {
    id,
    kind,
    title,
    account: laneOf(plan, node),
    service: task?.service ?? null,
    offer: task?.offer ?? null,
    automation: node.kind === 'automation' ? node.automation : null,
    people: peopleOf(node).map((expr) => labelOf(expr, titles)),
    required: node.kind === 'approval' ? node.required : null,
    after,
    due: due ? momentOf(due, 'due', titles) : null,
    notBefore: notBefore ? momentOf(notBefore, 'notBefore', titles) : null,
    conditional: guardsInWords(node.when, titles) ?? null,
    each: node.each.map(({ over }) => labelOf(over, titles)),
    instructions: task?.instructions ?? null,
    checklist: task?.checklist ?? [],
    public: node.public ?? null,
    target: task ? targetInWords(task.target) : null,
  };
}

export function titlesOf({ nodes }: Plan): Titles {
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  return (id) => titles.get(id) ?? id;
}

export function peopleOf(node: PlanNode): readonly Expr[] {
  if (node.kind === 'approval') return node.approvers;
  return node.kind === 'task' && node.by ? [node.by] : [];
}

function momentOf(moment: Moment, use: 'due' | 'notBefore', titles: Titles): GraphMoment {
  const { from, offset, edge } = moment;
  return {
    words: momentInWords(moment, use, titles),
    ...offset,
    date: from.is === 'date' ? labelOf(from.date, titles) : null,
    steps: from.is === 'completion' ? from.of : [],
    edge,
  };
}
