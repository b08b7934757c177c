import type { Context } from 'koa';
import { endSession, sessionSeconds } from '../../domain/access/sign-in.ts';
import type { Parts } from '../parts.ts';
import { sessionCookie } from '../who.ts';

/** Gives the browser the session just begun; the one it had before, whoever's it was, is over. */
export async function openSession(http: Context, parts: Parts, secret: string): Promise<void> {
  const before = http.cookies.get(sessionCookie);
  if (before) await endSession(parts.store, before);
  keep(http, parts, sessionCookie, secret, sessionSeconds);
}

/**
 * Sets a cookie that scripts cannot read and other sites' forms do not send.
 * @param seconds how long the browser keeps it; 0: not any longer
 */
export function keep(
  http: Context,
  { baseUrl }: Parts,
  name: string,
  secret: string,
  seconds: number,
  path = '/',
): void {
  const secure = baseUrl.startsWith('https:');
  // Behind a proxy that ends TLS the connection itself is plain.
  if (secure) http.cookies.secure = true;
  http.cookies.set(name, secret, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path,
    maxAge: seconds * 1000,
    overwrite: true,
  });
}
