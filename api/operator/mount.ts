import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { KoaAdapter } from '@bull-board/koa';
import type { Queue } from 'bullmq';
import type { Middleware } from 'koa';
import type { Mount } from '../mount.ts';
import { HttpProblem } from '../problem.ts';
import { operatorDoor } from './door.ts';

/**
 * The queues at `/operator/queues`, to look at and not to touch, for whoever knows the operator's password (user
 * `operator`). Without a password set there is no such page. The jobs of all accounts lie in one queue: people of
 * accounts never see it, and operators see ids only.
 */
export function operatorMount(queues: readonly Queue[], password: string | undefined): Mount {
  return {
    path: root,
    policy: 'operator',
    answer: password === undefined ? (_, next) => next() : behind(password, queues),
  };
}

function behind(password: string, queues: readonly Queue[]): Middleware {
  const letIn = operatorDoor(password);
  const board = boardOf(queues);
  return async (http, next) => {
    http.state.route = root;
    await letIn(http);
    if (http.method !== 'GET' && http.method !== 'HEAD') {
      throw new HttpProblem('not-allowed', 'The queues are shown here, not changed.', {
        headers: { Allow: 'GET, HEAD' },
      });
    }
    http.set('Content-Security-Policy', contentPolicy);
    if (http.path === root || http.path === `${root}/`) return http.redirect(base);
    await board(http, next);
  };
}

function boardOf(queues: readonly Queue[]): Middleware {
  const serverAdapter = new KoaAdapter().setBasePath(base);
  createBullBoard({
    queues: queues.map(shownOnly),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Accord: queues', pollingInterval: { showSetting: true } } },
  });
  return serverAdapter.registerPlugin() as Middleware;
}

function shownOnly(queue: Queue): BullMQAdapter {
  const adapter = new BullMQAdapter(queue, { readOnlyMode: true });
  adapter.setFormatter('data', idsOf);
  return adapter;
}

/** Whatever a job carries, only ids and words of the product's own leave: an id or a word has no spaces in it. */
function idsOf(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(idsOf);
  if (typeof data === 'object' && data !== null) {
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, idsOf(value)]));
  }
  return typeof data !== 'string' || /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z_]{1,20})$/.test(data)
    ? data
    : '(hidden)';
}

const root = '/operator';
const base = `${root}/queues`;
/** The page asks for fonts elsewhere, and is to be shown without them. */
const contentPolicy = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `font-src 'self'`,
  `connect-src 'self'`,
  `base-uri 'self'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');
