import type { Context } from 'koa';
import { callerOfSession } from '../../domain/access/caller.ts';
import { meOf } from '../../domain/access/me.ts';
import { sessionSeconds, signIn, signOut } from '../../domain/access/sign-in.ts';
import { Problem } from '../../domain/problem.ts';
import type { Parts } from '../parts.ts';
import { route } from '../route.ts';
import { refuseOtherSites, sessionCookie } from '../who.ts';
import { presentMe } from './present.ts';
import { Credentials, Me } from './schema.ts';

export const session = [
  route({
    method: 'POST',
    path: '/v1/session',
    summary: 'Sign in',
    description: 'Sets the session cookie, which lasts twelve hours. Programs use tokens instead.',
    policy: 'public',
    body: Credentials,
    response: Me,
    status: 201,
    handler: async ({ body: { email, password }, parts, http }) => {
      refuseOtherSites(http, parts.baseUrl);
      const secret = await parts.signIns.attempt(http.ip, email, () => signIn(parts.store, email, password));
      keep(http, parts, secret, sessionSeconds);
      const caller = await callerOfSession(parts.store, secret);
      if (!caller) throw new Problem('unauthenticated', 'The session ended at once: sign in again.');
      return presentMe(await meOf(parts.store, caller));
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/session',
    summary: 'Sign out',
    policy: 'signed-in',
    inPerson: 'A token is not signed out: revoke it.',
    handler: async ({ caller, parts, http }) => {
      await signOut(parts.store, caller.personId, http.cookies.get(sessionCookie) as string);
      keep(http, parts, '', 0);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/me',
    summary: 'Who is signed in, and the accounts to act in',
    policy: 'signed-in',
    response: Me,
    handler: async ({ caller, parts }) => presentMe(await meOf(parts.store, caller)),
  }),
];

function keep(http: Context, { baseUrl }: Parts, secret: string, seconds: number): void {
  const secure = baseUrl.startsWith('https:');
  // Behind a proxy that ends TLS the connection itself is plain.
  if (secure) http.cookies.secure = true;
  http.cookies.set(sessionCookie, secret, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: seconds * 1000,
    overwrite: true,
  });
}
