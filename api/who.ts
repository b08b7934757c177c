import type { Context } from 'koa';
import { type Caller, callerOfSession, callerOfToken, type Membership } from '../domain/access/caller.ts';
import { Forbidden, NotFound } from '../domain/problem.ts';
import type { Parts } from './parts.ts';
import { challenge, HttpProblem } from './problem.ts';
import { kept, sessionCookie } from './session/cookie.ts';

type Site = Pick<Parts, 'store' | 'baseUrl'>;

/** Who calls, by token or by cookie; asked anew with every request, so that what was revoked opens nothing. */
export async function callerOf(http: Context, { store, baseUrl }: Site): Promise<Caller | undefined> {
  const bearer = bearerOf(http);
  if (bearer !== undefined) return bearer === '' ? undefined : callerOfToken(store, bearer);
  const secret = kept(http, { baseUrl }, sessionCookie);
  return secret ? callerOfSession(store, secret) : undefined;
}

/** @throws HttpProblem when nobody is signed in */
export async function signedIn(http: Context, site: Site): Promise<Caller> {
  const caller = await callerOf(http, site);
  if (!caller) {
    throw new HttpProblem('unauthenticated', 'Sign in, or send a token: "Authorization: Bearer accord_…".', {
      headers: challenge,
    });
  }
  return caller;
}

/**
 * Browsers send the cookie along, and passwords they keep, whichever site asks them to; what changes something must come
 * from our own pages. Nobody but a program sends a token.
 * @throws HttpProblem
 */
export function refuseOtherSites(http: Context, baseUrl: string): void {
  if (http.method === 'GET' || http.method === 'HEAD' || bearerOf(http)) return;
  const site = http.get('Sec-Fetch-Site');
  const origin = http.get('Origin');
  const foreign = (site !== '' && site !== 'same-origin' && site !== 'none') || (origin !== '' && !isOurs(origin));
  if (foreign) throw new HttpProblem('forbidden', 'This was sent by a page of another site: only our own may do that.');

  // Under our own name without encryption somebody on the way may have written the page.
  function isOurs(from: string): boolean {
    if (!URL.canParse(from)) return false;
    const { protocol, host } = new URL(from);
    const own = new URL(baseUrl);
    return [http.host, own.host].includes(host) && (protocol === 'https:' || protocol === own.protocol);
  }
}

/**
 * The account the caller acts in: the one that `X-Account` names by handle or id (or, where a route has it so, `account` in
 * the query), else the only one it can be.
 * @throws NotFound when he has no role there, as for one that is not there
 */
export function actingIn(http: Context, { accounts }: Caller, byQuery = false): Membership {
  const asked = byQuery ? new URLSearchParams(http.querystring).get('account') : null;
  const wanted = (http.get('X-Account') || (asked ?? '')).trim();
  if (wanted !== '') {
    const named = accounts.find(({ id, handle }) => handle === wanted || id === wanted.toLowerCase());
    if (!named) throw new NotFound('account');
    return named;
  }
  if (accounts.length === 0) throw new Forbidden('You have no role in any account. Ask an account administrator.');
  const active = accounts.filter(({ roles }) => roles.some((role) => role !== 'end_user'));
  const only = active.length === 1 ? active[0] : accounts.length === 1 ? accounts[0] : undefined;
  if (only) return only;
  throw new HttpProblem('account-needed', 'You have roles in several accounts: name one in the header X-Account.', {
    faults: [{ header: 'X-Account', detail: 'is missing' }],
    members: { accounts: accounts.map(({ id, handle, name }) => ({ id, handle, name })) },
  });
}

/**
 * Undefined without the header; empty when it holds no token of ours, or is there more than once: whoever stands before us may
 * have looked at another than we would.
 */
function bearerOf(http: Context): string | undefined {
  const [header, ...others] = http.req.headersDistinct.authorization ?? [];
  if (header === undefined) return undefined;
  if (others.length > 0) return '';
  return /^Bearer +(accord_[\w-]{43})$/i.exec(header)?.[1] ?? '';
}
