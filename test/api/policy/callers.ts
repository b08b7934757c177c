import { type TokenScope, tokenScopes } from '../../../domain/access/access.entity.ts';
import { atHome } from '../../../domain/access/home.ts';
import { newSession } from '../../../domain/access/sign-in.ts';
import { issueToken } from '../../../domain/access/tokens.ts';
import { type RoleName, roleNames } from '../../../domain/person/team.entity.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { rows } from '../../domain/process-made.ts';
import type { Client } from '../../support/api.ts';
import type { Organisation } from '../../support/organisation.ts';
import { type Populated, type Side, type Somebody, sides } from './accounts.ts';

/** Whoever calls: who he is to X, and what he sends to say so. */
export type Caller = {
  readonly group: Side | 'stranger' | 'token' | 'Y in X' | 'operator';
  readonly name: string;
  readonly headers: { readonly [name: string]: string };
  readonly personId?: string;
  readonly roles: readonly RoleName[];
  /** What a token may be used for. */
  readonly scopes: readonly TokenScope[];
  /** Acts in the account of its group, or says so and has no role there. */
  readonly side?: Side;
  readonly foreign?: true;
};

const nobody = { roles: [], scopes: [] } as const;

/** Everybody who calls every route: those whom nothing is told, tokens, and one person for every role in every account. */
export async function callersOf(
  cast: Organisation,
  operator: Client,
  { people, accountId }: Populated,
): Promise<Caller[]> {
  const signed = await Promise.all(people.filter(({ name }) => name !== 'disabled').map((one) => signedIn(cast, one)));
  const yours = signed.find(({ group, name }) => group === 'Y' && name === 'account_admin') as Caller;
  const foreign: Caller = {
    ...yours,
    group: 'Y in X',
    name: 'account_admin',
    headers: { ...yours.headers, 'x-account': sides.X },
    foreign: true,
  };
  return [
    ...(await strangers(cast, people, accountId('X'))),
    ...(await tokens(cast, people, accountId('X'))),
    { ...nobody, group: 'operator', name: 'operator', headers: operator.headers },
    ...signed,
    foreign,
  ];
}

async function signedIn(cast: Organisation, { side, name, id, roles }: Somebody): Promise<Caller> {
  const cookie = `accord=${await sessionOf(cast, id)}`;
  const implied: RoleName[] = side === 'X' || side === 'S' ? ['end_user'] : [];
  return {
    group: side,
    name,
    side,
    personId: id,
    roles: [...new Set([...implied, ...roles])],
    scopes: tokenScopes,
    headers: { cookie, 'x-account': sides[side] },
  };
}

const sessionOf = async (cast: Organisation, personId: string) =>
  cast.store.as(await atHome(cast.store, personId), (door) => newSession(door, personId, 'password'));

const named = (people: readonly Somebody[], name: string) =>
  people.find((one) => one.side === 'X' && one.name === name) as Somebody;

/** Whom nothing may be told; each would be an administrator of X if what he sends were believed. */
async function strangers(cast: Organisation, people: readonly Somebody[], x: string): Promise<Caller[]> {
  const admin = named(people, 'account_admin');
  const token = async (change: string) => {
    const { id, secret } = await tokenOf(cast, x, admin.id, tokenScopes);
    await rows(cast, `update access_token set ${change} where id = $1`, id);
    return `Bearer ${secret}`;
  };
  const gone = named(people, 'disabled');
  const cookie = `accord=${await sessionOf(cast, gone.id)}`;
  const spare = await tokenOf(cast, x, gone.id, ['read']);
  await rows(cast, 'update person set disabled_at = now() where id = $1', gone.id);
  const payload = Buffer.from(JSON.stringify({ sub: admin.id, account: sides.X })).toString('base64url');
  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  const all: readonly (readonly [string, Caller['headers']])[] = [
    ['no token', {}],
    ['malformed token', { authorization: 'Bearer accord_nonsense' }],
    ['unknown token', { authorization: `Bearer accord_${'A'.repeat(43)}` }],
    ['expired token', { authorization: await token(`expires_at = now() - interval '1 second'`) }],
    ['revoked token', { authorization: await token('revoked_at = now()') }],
    ['alg:none', { authorization: `Bearer ${header}.${payload}.` }],
    ['forged cookie', { cookie: `accord=${'A'.repeat(43)}` }],
    ['disabled person', { cookie }],
    ['token of a disabled person', { authorization: `Bearer ${spare.secret}` }],
  ];
  return all.map(([name, headers]) => ({
    ...nobody,
    group: 'stranger',
    name,
    headers: { ...headers, 'x-account': sides.X },
  }));
}

async function tokens(cast: Organisation, people: readonly Somebody[], x: string): Promise<Caller[]> {
  const admin = named(people, 'account_admin');
  const kinds: readonly (readonly TokenScope[])[] = [tokenScopes, ...tokenScopes.map((scope) => [scope])];
  return Promise.all(
    kinds.map(async (scopes) => {
      const { secret } = await tokenOf(cast, x, admin.id, scopes);
      return {
        group: 'token' as const,
        name: scopes.length > 1 ? 'all' : String(scopes),
        side: 'X' as const,
        personId: admin.id,
        roles: ['end_user', ...admin.roles] as RoleName[],
        scopes,
        headers: { authorization: `Bearer ${secret}`, 'x-account': sides.X },
      };
    }),
  );
}

async function tokenOf(cast: Organisation, accountId: string, personId: string, scopes: readonly TokenScope[]) {
  const viewer: Viewer = { accountId, personId, roles: new Set(roleNames), teamIds: [] };
  const { token, secret } = await cast.store.as(viewer, (door) => issueToken(door, { name: 'x', scopes, days: 9 }));
  return { id: token.id, secret };
}
