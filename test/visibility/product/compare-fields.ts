import type { Fields } from './expected-fields.ts';

/** Every field in which the two differ, and those in which they do not. */
export function compareFields(
  of: string,
  expected: Fields,
  shown: Fields,
  part: (question: { readonly of: string; readonly model: string; readonly product: string }) => void,
): void {
  for (const field of new Set([...Object.keys(expected), ...Object.keys(shown)]))
    part({ of: `${of}.${field}`, model: canonical(expected[field]), product: canonical(shown[field]) });
}

/** The same text for the same value, in whatever order its fields are. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  ) ?? 'nothing';
