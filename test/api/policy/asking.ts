import { Agent, type IncomingMessage, request } from 'node:http';
import type { Route } from '../../../api/route.ts';
import { queries } from './bodies.ts';
import type { Caller } from './callers.ts';
import { addressOf, nowhere, type Target } from './targets.ts';

/** What was answered, without what differs from one request to the next: its id, its time, what is left of the rate. */
export type Answered = { readonly status: number; readonly said: string };

export type Question = { readonly route: Route; readonly caller: Caller; readonly target?: Target };

const kept = new Agent({ keepAlive: true, maxSockets: 6 });

/** Asks over HTTP. Of a stream only its beginning is read. */
export async function ask(url: string, { route, caller, target }: Question, body?: object): Promise<Answered> {
  const id = target?.id ?? nowhere;
  const address = new URL(`${addressOf(route, target, caller.side)}${queries[route.path] ?? ''}`, url);
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const headers = { ...caller.headers, ...(body ? { 'content-type': 'application/json' } : {}) };
  const sent = request(address, { method: route.method, headers, agent: kept }, async (response) => {
    const streams = response.headers['content-type']?.startsWith('text/event-stream');
    const text = streams ? '' : (await response.toArray()).join('');
    if (streams) response.destroy();
    resolve({ status: response.statusCode ?? 0, said: said(response, text, id) });
  });
  sent.on('error', reject);
  sent.end(body && JSON.stringify(body));
  return promise;
}

function said({ headers }: IncomingMessage, text: string, id: string): string {
  const { date: _, 'x-request-id': requestId, ...others } = headers;
  const lines = Object.entries(others).map(
    ([name, value]) => `${name}: ${name === 'ratelimit' ? String(value).replace(/r=\d+;t=\d+/, 'r;t') : value}`,
  );
  return [...lines, text].join('\n').replaceAll(String(requestId), '<request>').replaceAll(id, '<id>');
}

export const hangUp = () => kept.destroy();
