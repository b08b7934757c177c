import { callerOfSession } from '../../domain/access/caller.ts';
import { meOf } from '../../domain/access/me.ts';
import { signIn, signOut } from '../../domain/access/sign-in.ts';
import { Problem } from '../../domain/problem.ts';
import { route } from '../route.ts';
import { keep, kept, openSession, sessionCookie } from './cookie.ts';
import { elsewhere } from './oidc.ts';
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
      const secret = await parts.signIns.attempt(http.ip, email, () => signIn(parts.store, email, password));
      await openSession(http, parts, secret);
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
      await signOut(parts.store, caller.personId, kept(http, parts, sessionCookie) as string);
      keep(http, parts, sessionCookie, '', 0);
    },
  }),
  ...elsewhere,
  route({
    method: 'GET',
    path: '/v1/me',
    summary: 'Who is signed in, and the accounts to act in',
    policy: 'signed-in',
    response: Me,
    handler: async ({ caller, parts }) => presentMe(await meOf(parts.store, caller)),
  }),
];
