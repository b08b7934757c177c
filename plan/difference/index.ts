import { type GraphNode, graphNodeOf, titlesOf } from '../draw/graph.ts';
import { listed } from '../draw/words.ts';
import { canonical } from '../kit/hash.ts';
import type { Json, NodeId, Plan, PlanNode } from '../plan.ts';
import { changesOfFields } from './fields.ts';
import { changesOfNode, nounOf } from './node.ts';

/** What became of every step from one version of a template to another, and all of it in sentences. */
export type Difference = { readonly nodes: readonly ChangedNode[]; readonly words: readonly string[] };
export type ChangedNode = GraphNode & { readonly change: Change };
export type Change = (typeof changes)[number];
export const changes = ['added', 'removed', 'changed', 'same'] as const;

/**
 * Steps are the same step where they have the same id. They come in the order of `to`; those removed stand where they stood.
 * Says nothing of equal plans, and something of any others.
 */
export function difference(from: Plan, to: Plan): Difference {
  const before = new Map(from.nodes.map((node) => [node.id, node]));
  const after = new Map(to.nodes.map((node) => [node.id, node]));
  const nodes = idsOf(from, to).map((id): ChangedNode => {
    const [old, now] = [before.get(id), after.get(id)];
    if (!now) return { ...graphNodeOf(from, old as PlanNode), change: 'removed' };
    const change = !old ? 'added' : same(old, now) ? 'same' : 'changed';
    return { ...graphNodeOf(to, now), change };
  });
  const words = [...wordsOfWhole(from, to), ...nodes.flatMap((node) => wordsOf(node, from, to))];
  return { nodes, words: words.length > 0 || same(from, to) ? words : ['The plan is not what it was.'] };
}

/** Ids of `to` in its order; after each, those removed that came after it in `from`. */
function idsOf(from: Plan, to: Plan): readonly NodeId[] {
  const kept = new Set(to.nodes.map(({ id }) => id));
  const removedAfter = new Map<NodeId | undefined, NodeId[]>();
  let last: NodeId | undefined;
  for (const { id } of from.nodes) {
    if (kept.has(id)) last = id;
    else removedAfter.set(last, [...(removedAfter.get(last) ?? []), id]);
  }
  const behind = (id: NodeId | undefined) => removedAfter.get(id) ?? [];
  return [...behind(undefined), ...to.nodes.flatMap(({ id }) => [id, ...behind(id)])];
}

function wordsOf({ id, change }: ChangedNode, from: Plan, to: Plan): readonly string[] {
  const [old, now] = [from, to].map(({ nodes }) => nodes.find((node) => node.id === id));
  if (change === 'removed') return [`${nounOf(old as PlanNode)} is gone.`];
  if (change === 'same') return [];
  if (old) return changesOfNode(old, now as PlanNode, titlesOf(from), titlesOf(to));
  const waits = listed((now as PlanNode).after.map((before) => `"${titlesOf(to)(before)}"`));
  return [`${nounOf(now as PlanNode)} is new${waits && ` and waits for ${waits}`}.`];
}

/** What is about no step: its names, accounts, input and output, and the order of its steps. */
function wordsOfWhole(from: Plan, to: Plan): readonly string[] {
  const said: string[] = [];
  const compare = (was: string | undefined, is: string | undefined, what: string) => {
    if (was !== is) said.push(`${what} is ${quoted(is)} instead of ${quoted(was)}.`);
  };
  compare(from.name, to.name, 'The name of the template');
  compare(from.title, to.title, 'The title');
  compare(from.externalTitle, to.externalTitle, 'The title that other accounts see');
  compare(from.publicTitle, to.publicTitle, 'The title that the person it is about reads');
  compare(from.account, to.account, 'The account that owns the process');
  const joined = to.roles.filter((role) => !from.roles.includes(role));
  const left = from.roles.filter((role) => !to.roles.includes(role));
  for (const role of joined) said.push(`The account "${role}" takes part now.`);
  for (const role of left) said.push(`The account "${role}" no longer takes part.`);
  if (joined.length + left.length === 0 && !same(from.roles, to.roles)) said.push('The accounts are in another order.');
  said.push(...changesOfFields(from.input, to.input, 'the input'));
  compare(from.subject, to.subject, 'The field with the person it is about');
  compare(from.manager, to.manager, 'The field with the person who manages it');
  compare(from.anchor, to.anchor, 'The field with the date that everything is relative to');
  if (!same(from.output, to.output)) said.push('The process ends with another result.');
  return [...said, ...reordered(from, to)];
}

function reordered(from: Plan, to: Plan): readonly string[] {
  const shared = (one: Plan, other: Plan) => {
    const known = new Set(other.nodes.map(({ id }) => id));
    return one.nodes.map(({ id }) => id).filter((id) => known.has(id));
  };
  return same(shared(from, to), shared(to, from)) ? [] : ['The steps are listed in another order.'];
}

const same = (one: object, other: object) => canonical(one as Json) === canonical(other as Json);
const quoted = (word: string | undefined) => (word === undefined ? 'none' : `"${word}"`);
