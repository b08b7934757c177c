import { createHash } from 'node:crypto';
import type { Json, Plan } from '../plan.ts';

/** SHA-256 of the plan's canonical JSON, in hexadecimal: equal for equal plans, however their keys are ordered. */
export const hashOf = (plan: Plan): string => digestOf(plan);

/** SHA-256 of the canonical JSON of anything that is JSON, in hexadecimal. */
export const digestOf = (value: object): string =>
  createHash('sha256')
    .update(canonical(value as Json))
    .digest('hex');

/** JSON with the keys of every object in code-unit order and without spaces. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_, part: Json) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
