import { why } from '../model/view.ts';
import { find, nameOf } from '../model/world.ts';
import type { Spec } from '../worlds/spec.ts';
import { allowances } from './allowed.ts';
import { type Divergence, kinds, type Tally, total } from './decision.ts';

/** Who asked what where, and what both answered, for somebody who has to find out which of the two is wrong. */
export function storyOf(d: Divergence): string {
  const { world: w, ctx, record, kind, of, model, product, at } = d;
  const owner = record && 'accountId' in record ? `, of ${nameOf(w, record.accountId)} (${record.accountId})` : '';
  const reasons = record ? why(w, ctx, record) : [];
  return [
    `${kind} ${of}`,
    `  who      ${find(w, 'person', ctx.person)?.name} (${ctx.person}), ${ctx.roles.join(', ')}`,
    `  in       ${nameOf(w, ctx.account)} (${ctx.account})`,
    ...(record ? [`  record   ${record.id}${owner}`] : []),
    ...(at ? [`  at       ${at}`] : []),
    `  model    ${model}`,
    `  product  ${product}`,
    `  why      ${reasons.map(reasonOf).join('; ') || 'the model knows no reason to show it'}`,
  ].join('\n');
}

const reasonOf = ({ because, ...more }: ReturnType<typeof why>[number]) =>
  [because, ...Object.entries(more).map(([key, value]) => `${key} ${value}`)].join(' ');

/** Divergences that are alike, told once. */
export function storiesOf(divergences: readonly Divergence[], most = 30): string {
  const alike = Map.groupBy(divergences, ({ kind, of, model, product }) =>
    [kind, of, model, product].join(' ').replace(/\d+/g, ''),
  );
  const told = [...alike.values()].slice(0, most).map((group) => `${group.length} times: ${storyOf(group[0]!)}`);
  const rest = alike.size - told.length;
  return [...told, ...(rest > 0 ? [`and ${rest} other kinds of difference.`] : [])].join('\n\n');
}

/** From which the same world can be made again. */
export const recipeOf = (spec: Spec): string => `The world: ${JSON.stringify(spec)}`;

export function summaryOf(tally: Tally): string {
  const counted = kinds.flatMap((kind) => (tally.decisions.has(kind) ? [`${kind} ${tally.decisions.get(kind)}`] : []));
  const allowed = [...tally.allowed].map(([name, count]) => `\n  ${count} ${name}: ${allowances[name]?.reason}`);
  return [
    `${total(tally)} decisions in ${tally.worlds} worlds, ${tally.divergences.length} divergences: ${counted.join(', ')}.`,
    `Answered otherwise on purpose: ${allowed.join('') || 'nothing.'}`,
  ].join('\n');
}
