import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Failure } from './failure.ts';

/** Who calls, and where. Environment first (`ACCORD_URL`, `ACCORD_TOKEN`), then what `accord sign-in` has kept. */
export type Kept = { readonly url: string; readonly cookie?: string };
export type Options = { readonly account?: string | undefined };
type Sent = Options & { readonly body?: unknown; readonly key?: string };
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

const file = join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'accord', 'session.json');

export const defaultUrl = () => process.env.ACCORD_URL ?? kept()?.url ?? 'http://localhost:3000';

/** Signs in and keeps the session where only this user can read it. */
export async function signIn(url: string, email: string, password: string): Promise<void> {
  const response = await send(url, '/v1/session', {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password }),
  });
  const cookie = response.headers
    .getSetCookie()
    .map((header) => header.split(';')[0])
    .join('; ');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify({ url, cookie } satisfies Kept), { mode: 0o600 });
}

export async function signOut(): Promise<void> {
  if (kept()) await call('DELETE', '/v1/session');
  rmSync(file, { force: true });
}

/** @throws Failure with the sentence and the exit code of what went wrong */
export async function call<T>(method: string, path: string, sent: Sent = {}): Promise<T> {
  const response = await answerTo(method, path, sent);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** What is answered in another form than JSON. */
export async function read(path: string, options: Options): Promise<string> {
  return (await answerTo('GET', path, options)).text();
}

async function answerTo(method: string, path: string, { body, key, account }: Sent): Promise<Response> {
  const token = process.env.ACCORD_TOKEN;
  const session = kept();
  if (!token && !session?.cookie)
    throw new Failure('You are not signed in: run "accord sign-in you@example.com", or set ACCORD_TOKEN.', 4);
  return send(defaultUrl(), path, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : { cookie: session?.cookie as string }),
      ...(account ? { 'x-account': account } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
      ...(body === undefined ? {} : json),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Every row of a list, page by page. */
export async function* all<T>(path: string, options: Options = {}): AsyncGenerator<T> {
  let next: string | null = null;
  do {
    const page: Page<T> = await call(
      'GET',
      `${path}${path.includes('?') ? '&' : '?'}perPage=100${next ? `&cursor=${encodeURIComponent(next)}` : ''}`,
      options,
    );
    yield* page.items;
    next = page.next;
  } while (next);
}

const json = { 'content-type': 'application/json' };

async function send(url: string, path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(30_000) });
  } catch (error) {
    throw new Failure(
      `Accord does not answer at ${url} (${(error as Error).message}). Is it running? ACCORD_URL names another address.`,
      1,
    );
  }
  if (response.ok) return response;
  if (response.status === 429) {
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('retry-after') ?? 1)));
    return send(url, path, init);
  }
  throw Failure.of(response.status, await response.text());
}

function kept(): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw new Failure(`${file} cannot be read (${(error as Error).message}): delete it and sign in again.`, 1);
  }
}
