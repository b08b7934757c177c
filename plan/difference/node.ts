import { labelOf } from '../draw/edges.ts';
import { peopleOf } from '../draw/graph.ts';
import { guardsInWords, listed, momentInWords, type Titles, targetInWords } from '../draw/words.ts';
import { canonical } from '../kit/hash.ts';
import type { Expr, Json, Moment, PlanNode } from '../plan.ts';
import { changesOfFields } from './fields.ts';

/** `Task "prepare laptop"`. */
export const nounOf = ({ kind, title }: PlanNode) => `${kind[0]?.toUpperCase()}${kind.slice(1)} "${title}"`;

/** Sentences that say in what two versions of a step differ; at least one if they do. */
export function changesOfNode(from: PlanNode, to: PlanNode, was: Titles, is: Titles): readonly string[] {
  const noun = nounOf(to);
  const said = [
    ...(from.title === to.title ? [] : [`was called "${from.title}"`]),
    ...(from.kind === to.kind ? [] : [`was ${from.kind.startsWith('a') ? 'an' : 'a'} ${from.kind}`]),
    ...waiting(from, to, was, is),
    ...moments(from, to, was, is),
    ...happening(from, to, was, is),
    ...doing(from, to, was, is),
  ].map((words) => `${noun} ${words}.`);
  const schemas = schemasOf(from, to);
  const all = [...said, ...schemas];
  return all.length > 0 || equal(from, to) ? all : [`${noun} is not what it was.`];
}

function waiting(from: PlanNode, to: PlanNode, was: Titles, is: Titles): string[] {
  const more = to.after.filter((id) => !from.after.includes(id)).map((id) => `"${is(id)}"`);
  const less = from.after.filter((id) => !to.after.includes(id)).map((id) => `"${was(id)}"`);
  return [
    ...(more.length > 0 ? [`waits for ${listed(more)}${from.after.length > less.length ? ' as well' : ''}`] : []),
    ...(less.length > 0 ? [`no longer waits for ${listed(less)}`] : []),
  ];
}

function moments(from: PlanNode, to: PlanNode, was: Titles, is: Titles): string[] {
  return (['due', 'notBefore'] as const).flatMap((use) => {
    const [old, now] = [from[use], to[use]];
    if (equal(old, now)) return [];
    const verb = use === 'due' ? 'is due' : 'begins no earlier than';
    const none = use === 'due' ? 'has no due date any more' : 'may begin at any time';
    if (!now)
      return [
        `${none}; it ${use === 'due' ? 'was due' : 'began no earlier than'} ${momentInWords(old as Moment, use, was)}`,
      ];
    if (!old) return [`${verb} ${momentInWords(now, use, is)} now`];
    const before = onlyAmount(old, now) ? String(Math.abs(old.offset.amount)) : momentInWords(old, use, was);
    return [`${verb} ${momentInWords(now, use, is)} instead of ${before}`];
  });
}

/** Whether both count in the same unit to the same side of the same. */
const onlyAmount = (old: Moment, now: Moment) =>
  old.offset.amount * now.offset.amount > 0 &&
  equal({ ...old, offset: old.offset.unit }, { ...now, offset: now.offset.unit });

function happening(from: PlanNode, to: PlanNode, was: Titles, is: Titles): string[] {
  const said: string[] = [];
  if (!equal(from.when, to.when)) {
    const [old, now] = [guardsInWords(from.when, was), guardsInWords(to.when, is)];
    said.push(`happens ${now ?? 'always'} instead of ${old ?? 'always'}`);
  }
  if (!equal(from.each, to.each)) {
    const times = (node: PlanNode, titles: Titles) =>
      node.each.length > 0
        ? `for each of ${listed(node.each.map(({ over }) => `"${labelOf(over, titles)}"`))}`
        : 'once';
    said.push(`happens ${times(to, is)} instead of ${times(from, was)}`);
  }
  return said;
}

/** Who does it, and with what. */
function doing(from: PlanNode, to: PlanNode, was: Titles, is: Titles): string[] {
  const said: string[] = [];
  const people = (node: PlanNode, titles: Titles) =>
    listed(peopleOf(node).map((expr) => `"${labelOf(expr, titles)}"`)) || 'the team';
  if (!equal(peopleOf(from), peopleOf(to))) said.push(`asks ${people(to, is)} instead of ${people(from, was)}`);
  if (from.kind === 'approval' && to.kind === 'approval') {
    if (from.required !== to.required) said.push(`needs ${to.required} to approve instead of ${from.required}`);
    said.push(...handed(from.show, to.show, 'shows'));
  }
  if (from.kind === 'automation' && to.kind === 'automation') {
    if (from.automation !== to.automation) said.push(`is done by "${to.automation}" instead of "${from.automation}"`);
    said.push(...handed(from.with, to.with, 'is given'));
  }
  if (from.kind === 'task' && to.kind === 'task') said.push(...doneFor(from, to));
  if (from.public !== to.public) {
    said.push(
      to.public ? `is told to the person it is about as "${to.public}"` : 'is told to the person it is about no more',
    );
  }
  return said;
}

type TaskOf = Extract<PlanNode, { kind: 'task' }>;

function doneFor(from: TaskOf, to: TaskOf): string[] {
  const said: string[] = [];
  const compare = (old: string, now: string, words: (now: string, old: string) => string) => {
    if (old !== now) said.push(words(now, old));
  };
  compare(from.account, to.account, (now, old) => `is done by the account "${now}" instead of "${old}"`);
  compare(from.service, to.service, (now, old) => `is done by the service "${now}" instead of "${old}"`);
  compare(from.offer, to.offer, (now, old) => `asks for "${now}" instead of "${old}"`);
  compare(from.impact ?? 'none', to.impact ?? 'none', (now, old) => `has the impact "${now}" instead of "${old}"`);
  compare(from.instructions ?? '', to.instructions ?? '', (now, old) =>
    now === '' ? 'has no instructions any more' : `has ${old === '' ? '' : 'other '}instructions: "${now}"`,
  );
  compare(canonical(from.target as Json), canonical(to.target as Json), () => {
    return `is promised otherwise: ${targetInWords(to.target)} instead of ${targetInWords(from.target)}`;
  });
  return [...said, ...ticked(from.checklist ?? [], to.checklist ?? []), ...handed(from.with, to.with, 'is given')];
}

function ticked(from: readonly string[], to: readonly string[]): string[] {
  const more = to.filter((item) => !from.includes(item)).map((item) => `has "${item}" to be ticked now`);
  const less = from.filter((item) => !to.includes(item)).map((item) => `has "${item}" to be ticked no more`);
  return more.length + less.length > 0 || equal(from, to)
    ? [...more, ...less]
    : ['has another order of what is ticked'];
}

function handed(from: Expr, to: Expr, verb: string): string[] {
  if (equal(from, to)) return [];
  if (from.is !== 'object' || to.is !== 'object') return [`${verb} other values`];
  const names = [...new Set([...Object.keys(to.fields), ...Object.keys(from.fields)])];
  return names.flatMap((name) => {
    const [old, now] = [from.fields[name], to.fields[name]];
    if (equal(old, now)) return [];
    if (!old) return [`${verb} "${name}" as well`];
    return [now ? `${verb} "${name}" from elsewhere` : `${verb.replace(/^(is )?/, '$1no longer ')} "${name}"`];
  });
}

function schemasOf(from: PlanNode, to: PlanNode): readonly string[] {
  if (!('input' in from && 'input' in to)) return [];
  return [
    ...changesOfFields(from.input, to.input, `what "${to.title}" is given`),
    ...changesOfFields(from.output, to.output, `the result of "${to.title}"`),
  ];
}

const equal = (one: unknown, other: unknown) => canonical((one ?? null) as Json) === canonical((other ?? null) as Json);
