import type { Relation } from '../../../api/policy.ts';
import type { Route } from '../../../api/route.ts';
import type { Caller } from './callers.ts';
import type { Target } from './targets.ts';

/**
 * Whether the answer is as expected. What is let through may still be refused for what it holds or for the state that the
 * record is in; who may not may be told that first where it is told to everybody: of a body that names what he does not
 * see (G7), and of what is over.
 */
export function isAs(expected: Expected, status: number, route: Route, caller: Caller, target?: Target): boolean {
  if (route.policy === 'public') return status < 500 || status === 503;
  if (status === 404 && expected === 'through' && beneath.includes(`${route.method} ${route.path}`)) return true;
  if (expected === 'through') return ![401, 403, 404].includes(status) && status < 500;
  if (status === expected) return true;
  const over = target !== undefined && caller.side !== undefined && target.to[caller.side] === 'former';
  const unseen = !target && route.path === '/v1/processes';
  return expected === 403 && ((over && status === 409) || ((over || unseen) && status === 422));
}

/** What is asked for beneath a record that is seen may itself not be there. */
const beneath = [
  'DELETE /v1/trusts/:id/lent-roles/:person/:role',
  ...['PUT', 'DELETE'].map((method) => `${method} /v1/tasks/:id/checklist/:item`),
  ...['notes', 'plan', 'process-notes'].map((what) => `GET /v1/trusts/:id/other-side/tasks/:task/${what}`),
];

/** What the declared policy says about a call: let through, or refused with that status. */
export type Expected = 'through' | 401 | 403 | 404;

/**
 * What must be answered to the caller by what the routes declare, and by nothing else. `reading` is the route that reads
 * the same record: whoever may read it is refused by 403, for everybody else it is not there.
 */
export function expectedOf(route: Route, reading: Route | undefined, caller: Caller, target?: Target): Expected {
  if (route.path.startsWith('/mailbox') && !route.path.endsWith('.js')) return pageOf(caller, target);
  if (route.policy === 'public') return 'through';
  if ((route.policy === 'operator') !== (caller.group === 'operator') || caller.group === 'stranger') return 401;
  if (route.policy === 'operator') return 'through';
  if (route.policy === 'member' && caller.foreign) return 404;
  if (!caller.scopes.includes(route.scope ?? 'read')) return 403;
  if (route.inPerson && caller.group === 'token') return 403;
  if (route.policy === 'signed-in') {
    const own = !target || makesOwn.includes(`${route.method} ${route.path}`);
    return own || target.self?.includes(caller.personId ?? '') ? 'through' : 404;
  }
  if (mayDo(route, caller, target)) return 'through';
  if (!target) return 403;
  return sees(reading, caller, target) && !apart.includes(`${route.method} ${route.path}`) ? 403 : 404;
}

/** Whatever another has under the name, everybody has his own. */
const makesOwn = ['PUT /v1/views/:name'];

/** Pages greet whom they do not know. */
function pageOf(caller: Caller, target?: Target): Expected {
  if (caller.group === 'stranger' || caller.group === 'operator') return 'through';
  if (caller.group === 'token') return 403;
  return !target || target.self?.includes(caller.personId ?? '') ? 'through' : 404;
}

/** What is not there, instead of refused, for others who see the record it belongs to. */
const apart = [
  'GET /v1/people/:id/stay',
  'GET /v1/tasks/:id/elapsed-time',
  ...['plan', 'plan/why', 'process-notes', 'process-notes/why'].map((what) => `GET /v1/tasks/:id/${what}`),
];

export const sees = (reading: Route | undefined, caller: Caller, target: Target) =>
  reading !== undefined && mayDo(reading, caller, target);

function mayDo({ may = {} }: Route, caller: Caller, target?: Target): boolean {
  const here = caller.personId ?? '';
  const relations: readonly Relation[] = target
    ? [
        ...[(caller.side && target.to[caller.side]) ?? []].flat(),
        ...(target.self?.includes(here) ? (['self'] as const) : []),
        ...(target.manager?.includes(here) ? (['manager'] as const) : []),
      ]
    : ['own', ...(caller.side === 'D' ? (['directory'] as const) : [])];
  return relations.some((relation) => may[relation]?.some((role) => caller.roles.includes(role)));
}

/** The route that reads the record whose id stands in the address. */
export function readingOf(routes: readonly Route[], { path }: Route): Route | undefined {
  const record = /^\/v1\/[a-z-]+\/:\w+/.exec(path)?.[0];
  return routes.find((one) => one.method === 'GET' && one.path === record);
}
