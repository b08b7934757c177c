import type { Duration, Expr, Guard, Moment, NodeId, Target } from '../plan.ts';
import { labelOf } from './edges.ts';

/** Titles of steps, by their ids. */
export type Titles = (node: NodeId) => string;

/** `6 working days`, `1 hour`. */
function lengthInWords({ amount, unit }: Duration): string {
  const words = unit.replace('working', 'working ').toLowerCase();
  const size = Math.abs(amount);
  return `${size} ${size === 1 ? words.slice(0, -1) : words}`;
}

/** `6 working days before the start date`, `on the start date`, `8 hours after "equipment budget"`. */
export function momentInWords({ from, offset, edge }: Moment, use: 'due' | 'notBefore', titles: Titles): string {
  const side = offset.amount < 0 ? 'before' : 'after';
  if (from.is === 'completion') {
    const steps = listed(from.of.map((id) => `"${titles(id)}"`));
    return offset.amount === 0 ? `once ${steps} is done` : `${lengthInWords(offset)} ${side} ${steps}`;
  }
  const date = dateInWords(from.date, titles);
  const end = `the ${edge} of ${date}`;
  if (!/days$/i.test(offset.unit)) return offset.amount === 0 ? `at ${end}` : `${lengthInWords(offset)} ${side} ${end}`;
  const usual = edge === (use === 'due' ? 'end' : 'start');
  const day = offset.amount === 0 ? `on ${date}` : `${lengthInWords(offset)} ${side} ${date}`;
  return usual ? day : `${day}, when working hours ${edge}`;
}

/** `only if "workplace" is "onsite"`; undefined for what happens always. */
export function guardsInWords(when: readonly Guard[], titles: Titles): string | undefined {
  const words = when.map(({ on, equals }) => `"${labelOf(on, titles)}" is "${equals}"`);
  return words.length > 0 ? `only if ${listed(words)}` : undefined;
}

/** `answered within 4 hours, completed within 2 working days`. */
export function targetInWords({ respond, complete, byImpact }: Target): string {
  const within = (verb: string, limit?: Duration) => (limit ? [`${verb} within ${lengthInWords(limit)}`] : []);
  const more = Object.entries(byImpact ?? {}).map(
    ([impact, limits]) => `${impact} impact: ${targetInWords(limits ?? {})}`,
  );
  const words = [...within('answered', respond), ...within('completed', complete)].join(', ') || 'best effort';
  return [words, ...more].join('; ');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function dateInWords(date: Expr, titles: Titles): string {
  if (date.is === 'input') return `the ${spoken(date.path)}`;
  if (date.is === 'output') return `the ${spoken(date.path)} of "${titles(date.node)}"`;
  return date.is === 'const' ? String(date.value) : `the ${labelOf(date, titles)}`;
}

/** `startDate` as people say it. */
const spoken = (path: readonly string[]) =>
  path.map((field) => field.replace(/([a-z0-9])([A-Z])/g, (_, end, next) => `${end} ${next.toLowerCase()}`)).join(' ');
