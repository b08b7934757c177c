import type { Fault } from './problem.ts';

/**
 * What no schema looks for and no database takes: NUL, halves of characters, what was not UTF-8, numbers without end,
 * names that mean something to JavaScript, values nested or listed without end. At most ten faults are told.
 */
export function faultsOfText(value: unknown, pointer: string): Fault[] {
  const faults: Fault[] = [];
  const open: [unknown, string, number][] = [[value, pointer, 0]];
  for (let next = open.pop(); next && faults.length < 10; next = open.pop()) {
    const [at, where, depth] = next;
    if (typeof at === 'object' && at !== null && open.length + Object.keys(at).length > most)
      return [{ pointer: where, detail: `holds more than ${most.toLocaleString('en')} values` }];
    const detail = faultOf(at, depth);
    if (detail) faults.push({ pointer: where, detail });
    else if (Array.isArray(at)) open.push(...itemsOf(at, where, depth));
    else if (typeof at === 'object' && at !== null) {
      for (const [key, held] of Object.entries(at)) {
        const inside = `${where}/${encodeURIComponent(key.toWellFormed().slice(0, 100)).replaceAll('~', '~0').replaceAll('%2F', '~1')}`;
        if (key === '__proto__' || unstorable.test(key))
          faults.push({ pointer: inside, detail: 'is not a known field' });
        else open.push([held, inside, depth + 1]);
      }
    }
  }
  return faults;
}

/** Whether text, such as a header or a parameter, holds what cannot be stored. */
export const isStorable = (text: string) => !unstorable.test(text);

/** Values that wait to be looked at: looking at them all would hold up everybody else. */
const most = 20_000;

function faultOf(value: unknown, depth: number): string | undefined {
  if (depth > deepest) return `is nested deeper than ${deepest} levels`;
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is too large a number';
  if (typeof value !== 'string') return undefined;
  return unstorable.test(value)
    ? 'holds characters that are no text: NUL, half of a character, or bytes that are not UTF-8'
    : undefined;
}

function itemsOf(items: readonly unknown[], where: string, depth: number): [unknown, string, number][] {
  return items.map((item, index) => [item, `${where}/${index}`, depth + 1]);
}

const deepest = 32;

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what PostgreSQL cannot store.
const unstorable = /[\u0000\uFFFD]|\p{Surrogate}/u;
