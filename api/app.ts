import { randomUUID } from 'node:crypto';
import Koa, { type Context, type Middleware } from 'koa';
import helmet from 'koa-helmet';
import { onlyFor } from './hosts.ts';
import { defaultRateLimit, type RateLimit, requestLimit, SignInLimit } from './limits.ts';
import { type Mount, mounted } from './mount.ts';
import { pagesIn } from './pages/pages.ts';
import type { Parts } from './parts.ts';
import { answerTo, HttpProblem, type ProblemAnswer } from './problem.ts';
import type { Route } from './route.ts';
import { serve } from './serve.ts';
import { refusedPage } from './session/refused-page.ts';

export type AppOptions = Omit<Parts, 'signIns' | 'streams'> & {
  readonly routes: readonly Route[];
  /** Further pages under addresses of their own, such as the queues. */
  readonly mounts?: readonly Mount[];
  /** Folder of the built pages for people; without it there is the API only. */
  readonly pages?: string;
  readonly rateLimit?: RateLimit;
  /** Names the API answers to, with a port or for all of them, e.g. `accord.example`; by default any. */
  readonly hosts?: readonly string[];
  /** How many proxies stand before it, whose word on where a request comes from is taken; by default none. */
  readonly proxies?: number;
};

/** The HTTP side of the product as one Koa application. */
export function createApp({
  routes,
  mounts = [],
  pages,
  rateLimit = defaultRateLimit,
  hosts,
  proxies = 0,
  ...given
}: AppOptions): Koa {
  const parts: Parts = { ...given, signIns: new SignInLimit(), streams: new Map() };
  const app = new Koa({ proxy: proxies > 0, maxIpsCount: proxies });
  app.use(noted(parts));
  app.use(problems(parts));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: nothing } }));
  app.use(async (http, next) => {
    http.set('Cache-Control', 'no-store');
    await next();
  });
  if (hosts) app.use(onlyFor(hosts));
  for (const mount of mounts) app.use(mounted(mount));
  if (pages !== undefined) app.use(pagesIn(pages));
  app.use(serve(routes, { parts, limit: requestLimit(rateLimit) }));
  app.use(() => {
    throw new HttpProblem('not-found', 'There is nothing at this address.');
  });
  app.on('error', (err: unknown) => parts.log.warn({ err }, 'A connection broke off'));
  return app;
}

/** An API that serves data lets browsers load nothing; its pages say themselves what they need. */
const nothing = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/** Every request has an id, the caller's if he gave one, and leaves one line: ids, no names, no secrets. */
function noted({ log }: Parts): Middleware {
  return async (http, next) => {
    const given = http.get('X-Request-Id');
    const id = /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID();
    http.state.requestId = id;
    http.set('X-Request-Id', id);
    const began = performance.now();
    await next();
    const { route, person, account } = http.state as { [key: string]: string | undefined };
    const ms = Math.round((performance.now() - began) * 10) / 10;
    log.info({ id, method: http.method, route, status: http.status, ms, person, account }, 'request');
  };
}

function problems({ log }: Parts): Middleware {
  return async (http, next) => {
    try {
      await next();
    } catch (error) {
      const { status, headers, document } = answerTo(error, http.state.requestId);
      if (status >= 500 || status === 403)
        log[status === 500 ? 'error' : 'warn']({ id: http.state.requestId, err: error }, 'refused');
      write(http, { status, headers, document });
    }
  };
}

function write(http: Context, { status, headers, document }: ProblemAnswer): void {
  if (http.headerSent || http.respond === false) return;
  http.set(headers);
  http.status = status;
  // Where a browser is sent on it shows to a person what it is sent back.
  if (http.state.redirects && http.accepts('json', 'html') === 'html') {
    http.type = 'html';
    http.body = refusedPage(document);
    return;
  }
  http.type = 'application/problem+json';
  http.body = JSON.stringify(document);
}
