import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { z } from 'zod';
import { type Caller, viewerOf } from '../domain/access/caller.ts';
import { noteUse } from '../domain/access/tokens.ts';
import { command } from '../domain/command.ts';
import { Forbidden } from '../domain/problem.ts';
import type { Door } from '../domain/store.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { Json } from '../plan/plan.ts';
import { bodyOf } from './body.ts';
import { checksOf, idempotencyKeyOf, versionOf } from './check.ts';
import type { Parts } from './parts.ts';
import { faultOf } from './policy.ts';
import { HttpProblem } from './problem.ts';
import type { Route } from './route.ts';
import { actingIn, refuseOtherSites, signedIn } from './who.ts';

export type Serving = {
  readonly parts: Parts;
  /** Counts a request under a key: an account, or where it comes from. */
  readonly limit: (http: Context, key: string) => Promise<void>;
};

/**
 * The middleware that answers the routes.
 * @throws Error when a route does not say who may call it, or two have one address: the API does not start then
 */
export function serve(routes: readonly Route[], serving: Serving): Middleware {
  const router = new Router({ strict: true, sensitive: true });
  const addresses = new Set<string>();
  for (const route of routes) {
    const address = `${route.method} ${route.path}`;
    const fault = faultOf(route);
    if (fault) throw new Error(`The route ${address} ${fault}.`);
    if (addresses.has(address)) throw new Error(`The route ${address} is declared twice.`);
    addresses.add(address);
    router.register(route.path, [route.method], answer(route, serving));
  }
  return async (http, next) => {
    const { path, route } = router.match(http.path, http.method);
    if (route) return (router.routes() as unknown as Middleware)(http, next);
    if (path.length === 0) return next();
    const allowed = [...new Set([...path.flatMap(({ methods }) => methods), 'OPTIONS'])].join(', ');
    http.set('Allow', allowed);
    if (http.method !== 'OPTIONS') {
      throw new HttpProblem('not-allowed', `This address takes ${allowed}.`, { headers: { Allow: allowed } });
    }
    http.status = 204;
  };
}

function answer(route: Route, { parts, limit }: Serving): Middleware {
  const checks = checksOf(route);
  const status = route.status ?? (route.response || route.content ? 200 : 204);
  return async (http) => {
    http.state.route = route.path;
    http.state.redirects = status === 303;
    const who = await admit(route, http, parts, limit);
    const params = checks.params(http.params);
    const query = checks.query(http.querystring);
    const sent = await bodyOf(http);
    const body = checks.body(sent);
    const version = route.versioned ? versionOf(http) : undefined;
    const acting = who && 'viewer' in who ? { ...who, ...waysFor(who.viewer, route, http, parts, sent) } : who;
    const answered = await route.handler({ params, query, body, version, parts, http, ...acting } as never);
    // Answered by itself, as streams are.
    if (http.respond === false) return;
    http.status = status;
    if (route.content) {
      if (!http.type) http.type = route.content;
      http.body = answered as unknown as string;
      if (http.fresh) http.status = 304;
    } else if (route.response) {
      const body = (route.response as z.ZodType).parse(answered);
      const form = formOf(route, http, query);
      if (!form) return present(route, http, body);
      http.type = form.type;
      http.body = form.write(body as never, http);
    }
  };
}

type Who = { readonly caller: Caller } | { readonly caller: Caller; readonly viewer: Viewer };

/** Whoever calls must satisfy the policy, within his token's scopes and his account's rate. */
async function admit(route: Route, http: Context, parts: Parts, limit: Serving['limit']): Promise<Who | undefined> {
  refuseOtherSites(http, parts.baseUrl);
  if (route.policy === 'public') {
    await limit(http, http.ip);
    return undefined;
  }
  if (route.policy === 'operator') {
    await limit(http, http.ip);
    if (!parts.operator) throw new HttpProblem('not-found', 'There is nothing at this address.');
    await parts.operator(http);
    return undefined;
  }
  const caller = await signedIn(http, parts).catch(async (refused: unknown) => {
    await limit(http, http.ip);
    throw refused;
  });
  http.state.person = caller.personId;
  const membership = route.policy === 'member' ? actingIn(http, caller, route.actingByQuery) : undefined;
  http.state.account = membership?.id;
  await limit(http, membership?.id ?? caller.personId);
  const scope = route.scope ?? 'read';
  if (!caller.scopes.has(scope)) throw new Forbidden(`This token lacks the scope "${scope}": make one that has it.`);
  if (route.inPerson && caller.tokenId) throw new Forbidden(route.inPerson);
  const viewer = membership && viewerOf(caller, membership);
  if (caller.tokenId && viewer) noteTokenUse(parts, viewer, caller.tokenId);
  return viewer ? { caller, viewer } : { caller };
}

/** Beside the request, which does not wait for it. */
function noteTokenUse({ store, log }: Parts, viewer: Viewer, tokenId: string): void {
  const now = Date.now();
  if (now - (noted.get(tokenId) ?? 0) < 60_000) return;
  if (noted.size > 10_000) noted.clear();
  noted.set(tokenId, now);
  store
    .as(viewer, (door) => noteUse(door, tokenId))
    .catch((err: unknown) => log.warn({ err }, 'Could not note the use of a token'));
}
const noted = new Map<string, number>();

function waysFor(viewer: Viewer, route: Route, http: Context, { store }: Parts, sent: Json | undefined) {
  const key = idempotencyKeyOf(http);
  if (key !== undefined && route.unrepeatable) {
    throw new HttpProblem(
      'malformed',
      'This command takes no Idempotency-Key: its answer holds a secret, which is not kept.',
    );
  }
  const what = { method: http.method, path: http.path, body: sent ?? null };
  return {
    read: (work: (door: Door) => Promise<unknown>) => store.as(viewer, work),
    write: (work: (door: Door) => Promise<Json>) => command(store, viewer, { key, what }, work),
  };
}

/** The form that was asked for; undefined: JSON, which is also for who does not say. */
function formOf({ forms }: Route, http: Context, query: unknown) {
  if (!forms) return undefined;
  http.vary('Accept');
  const { format } = query as { format?: string };
  if (format) return forms[format];
  const wanted = http.accepts('application/json', ...Object.values(forms).map(({ type }) => type));
  return Object.values(forms).find(({ type }) => type === wanted);
}

function present(route: Route, http: Context, body: unknown): void {
  const { version, next } = (body ?? {}) as { version?: unknown; next?: unknown };
  if (typeof version === 'number') http.set('ETag', `"${version}"`);
  if (route.location) http.set('Location', route.location(body as never));
  if (route.query && 'cursor' in route.query) http.set('Link', links(http, next as string | null));
  http.body = body === null ? 'null' : body;
}

/** RFC 8288; relative, so that it holds behind any proxy. */
function links({ path, querystring }: Context, next: string | null): string {
  const to = (rel: string, cursor: string | null) => {
    const query = new URLSearchParams(querystring);
    if (cursor === null) query.delete('cursor');
    else query.set('cursor', cursor);
    return `<${path}${query.size ? `?${query}` : ''}>; rel="${rel}"`;
  };
  return [to('first', null), ...(next === null ? [] : [to('next', next)])].join(', ');
}
