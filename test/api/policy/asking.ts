import type { Route } from '../../../api/route.ts';
import { queries } from './bodies.ts';
import type { Caller } from './callers.ts';
import { addressOf, nowhere, type Target } from './targets.ts';

/** What was answered, without what differs from one request to the next: its id, its time, what is left of the rate. */
export type Answered = { readonly status: number; readonly said: string };

export type Question = { readonly route: Route; readonly caller: Caller; readonly target?: Target };

/** Asks over HTTP. Of a stream only its beginning is read. */
export async function ask(url: string, { route, caller, target }: Question, body?: object): Promise<Answered> {
  const id = target?.id ?? nowhere;
  const leaving = new AbortController();
  const response = await fetch(new URL(`${addressOf(route, id, target?.params)}${queries[route.path] ?? ''}`, url), {
    method: route.method,
    headers: { ...caller.headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    redirect: 'manual',
    signal: leaving.signal,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream');
  const text = streams ? '' : await response.text();
  if (streams) leaving.abort();
  const requestId = response.headers.get('x-request-id') ?? '';
  const headers = [...response.headers]
    .filter(([name]) => name !== 'date' && name !== 'x-request-id')
    .map(([name, value]) => `${name}: ${name === 'ratelimit' ? value.replace(/r=\d+;t=\d+/, 'r;t') : value}`);
  const said = [...headers, text].join('\n').replaceAll(requestId, '<request>').replaceAll(id, '<id>');
  return { status: response.status, said };
}
