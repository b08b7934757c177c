import type { Context } from 'koa';
import { z } from 'zod';
import type { Json } from '../plan/plan.ts';
import { type Fault, HttpProblem } from './problem.ts';
import type { Fields, Route } from './route.ts';
import { faultsOfText, isStorable } from './text.ts';

/** Checks what was sent by the schemas of one route; made once, since schemas take time to make. */
export function checksOf({ params = {}, query = {}, openQuery, body }: Route) {
  const paramsSchema = z.strictObject(params as Fields);
  const querySchema = openQuery ? z.object(query as Fields) : z.strictObject(query as Fields);
  return {
    /** A parameter that cannot be one names nothing that is there. */
    params(given: { readonly [name: string]: string }): unknown {
      const read = paramsSchema.safeParse(given);
      if (read.success && Object.values(given).every(isStorable)) return read.data;
      throw new HttpProblem('not-found', 'There is nothing at this address.');
    },
    query(querystring: string): unknown {
      const given = parametersIn(querystring);
      const faults = faultsOfText(given, '').map(({ pointer = '', detail }) => ({
        parameter: pointer.slice(1),
        detail,
      }));
      if (faults.length > 0) throw new HttpProblem('invalid', 'Some of the query cannot be meant.', { faults });
      return checked(querySchema, given, ({ path, fault }) => ({ parameter: String(path[0] ?? ''), detail: fault }));
    },
    body(given: Json | undefined): unknown {
      if (!body && given !== undefined && !isEmpty(given)) {
        throw new HttpProblem('invalid', 'This request takes no body.', {
          faults: [{ pointer: '#', detail: 'must be empty' }],
        });
      }
      return body && checked(body, given, ({ path, fault }) => ({ pointer: pointerTo(path), detail: fault }));
    },
  };
}

/** The caller's key for a command, if he gave one. */
export function idempotencyKeyOf(http: Context): string | undefined {
  const key = http.get('Idempotency-Key');
  if (key === '') return undefined;
  if (key.length <= 255 && isStorable(key)) return key;
  throw new HttpProblem('malformed', 'The Idempotency-Key is not usable.', {
    faults: [{ header: 'Idempotency-Key', detail: 'must have at most 255 characters' }],
  });
}

/** The version that the caller has seen, from `If-Match`; undefined when he says nothing of it. */
export function versionOf(http: Context): number | undefined {
  const header = http.get('If-Match').trim();
  if (header === '' || header === '*') return undefined;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (version !== undefined) return Number(version);
  throw new HttpProblem('malformed', 'If-Match must be the ETag of one version.', {
    faults: [{ header: 'If-Match', detail: 'must look like "3"' }],
  });
}

/** Parameters by name, those given several times as lists; nothing is inherited. */
function parametersIn(querystring: string): object {
  const parameters: { [name: string]: string | string[] } = Object.create(null);
  for (const [name, value] of new URLSearchParams(querystring)) {
    const before = parameters[name];
    parameters[name] = before === undefined ? value : [before, value].flat();
  }
  return parameters;
}

type Found = { readonly path: readonly PropertyKey[]; readonly fault: string };

function checked(schema: z.ZodType, given: unknown, toFault: (found: Found) => Fault): unknown {
  const read = schema.safeParse(given, { reportInput: true });
  if (read.success) return read.data;
  const faults = read.error.issues.flatMap(foundIn).map(toFault);
  throw new HttpProblem('invalid', 'Some of what was sent is missing or wrong.', { faults });
}

function foundIn(issue: z.core.$ZodIssue): Found[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], fault: 'is not a known field' }));
  }
  if (issue.input === undefined && issue.code !== 'custom') return [{ path, fault: 'is missing' }];
  if (issue.code === 'invalid_value') return [{ path, fault: `must be one of ${issue.values.join(', ')}` }];
  return [{ path, fault: issue.message.replace(/^Invalid input: expected/, 'must be') }];
}

const pointerTo = (path: readonly PropertyKey[]) =>
  `#${path.map((key) => `/${encodeURIComponent(String(key).slice(0, 100).toWellFormed()).replaceAll('~', '~0').replaceAll('%2F', '~1')}`).join('')}`;

const isEmpty = (given: Json) => typeof given === 'object' && given !== null && Object.keys(given).length === 0;
