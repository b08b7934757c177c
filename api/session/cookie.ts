import type { Context } from 'koa';
import { endSession, sessionSeconds } from '../../domain/access/sign-in.ts';
import type { Parts } from '../parts.ts';

export const sessionCookie = 'accord';

/** Gives the browser the session just begun; the one it had before, whoever's it was, is over. */
export async function openSession(http: Context, parts: Parts, secret: string): Promise<void> {
  const before = kept(http, parts, sessionCookie);
  if (before) await endSession(parts.store, before);
  keep(http, parts, sessionCookie, secret, sessionSeconds);
}

/**
 * Sets a cookie that scripts cannot read and other sites' forms do not send.
 * @param seconds how long the browser keeps it; 0: not any longer
 */
export function keep(http: Context, { baseUrl }: Site, name: string, secret: string, seconds: number): void {
  const secure = isSecure(baseUrl);
  // Behind a proxy that ends TLS the connection itself is plain.
  if (secure) http.cookies.secure = true;
  http.cookies.set(nameAt(baseUrl, name), secret, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: seconds * 1000,
    overwrite: true,
  });
}

/** What the browser keeps under the name, if it does. */
export const kept = (http: Context, { baseUrl }: Site, name: string): string | undefined =>
  http.cookies.get(nameAt(baseUrl, name));

type Site = Pick<Parts, 'baseUrl'>;

const isSecure = (baseUrl: string) => baseUrl.startsWith('https:');

/** Where people come by https, browsers take a cookie of such a name from this very host only, not from its neighbours. */
const nameAt = (baseUrl: string, name: string) => (isSecure(baseUrl) ? `__Host-${name}` : name);
