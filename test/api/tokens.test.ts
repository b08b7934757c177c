import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { hire } from '../support/running.ts';

let cast: Organisation;
let api: Api;
let owner: pg.Client;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  owner = new pg.Client({ connectionString: cast.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await api.close();
  await cast.close();
});

async function issue(
  person: Client,
  scopes: string[],
  headers = {},
): Promise<{ id: string; program: Client; token: string }> {
  const { status, body } = await person.post('/v1/tokens', { name: 'a program', scopes }, headers);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { id: body.id, token: body.token, program: api.anybody.with({ authorization: `Bearer ${body.token}` }) };
}

test('a token is shown once and kept as a digest', async () => {
  const helen = await api.as('helen');
  const { id, token } = await issue(helen, ['read']);
  expect(token).toMatch(/^accord_[\w-]{43}$/);
  const { items } = (await helen.get('/v1/tokens')).body;
  const found = items.find((one: { id: string }) => one.id === id);
  expect(found).toMatchObject({ name: 'a program', scopes: ['read'], lastUsedAt: null, revokedAt: null });
  expect(JSON.stringify(items)).not.toContain(token);
  const stored = await owner.query('select t::text as row from access_token t union all select a::text from audit a');
  for (const { row } of stored.rows) expect(row).not.toContain(token.slice(7));
});

test('a token acts as its owner, in its account only, and its use is noted', async () => {
  const helen = await api.as('helen');
  const { id, program } = await issue(helen, ['read']);
  const me = (await program.get('/v1/me')).body;
  expect(me.person.name).toBe('Helen Marsh');
  expect(me.accounts.map(({ handle }: { handle: string }) => handle)).toEqual(['fernhill-hr']);
  expect((await program.get('/v1/tasks')).status).toBe(200);
  expect((await program.with({ 'x-account': 'fernhill-hr' }).get('/v1/tasks')).status).toBe(200);
  expect((await program.with({ 'x-account': 'fernhill-it' }).get('/v1/tasks')).status).toBe(404);
  let noted: string | null = null;
  for (let tries = 0; tries < 100 && !noted; tries++) {
    const { items } = (await helen.get('/v1/tokens')).body;
    noted = items.find((one: { id: string }) => one.id === id).lastUsedAt;
  }
  expect(noted).not.toBeNull();
});

test('a token does what its scopes say and no more', async () => {
  const helen = await api.as('helen');
  const { program } = await issue(helen, ['read']);
  const start = { template: 'employee-onboarding', input: hire(cast) };
  const refused = await program.post('/v1/processes', start);
  expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('"start"') } });
  const starter = (await issue(helen, ['start'])).program;
  expect((await starter.post('/v1/processes', start)).status).toBe(201);
  expect((await starter.get('/v1/processes')).status).toBe(403);
});

test('a token makes no tokens, and only administrators make one that administers', async () => {
  const hugo = await api.as('hugo');
  const { program } = await issue(hugo, ['admin', 'read']);
  expect((await program.post('/v1/tokens', { name: 'x', scopes: ['read'] })).status).toBe(403);
  expect((await (await api.as('helen')).post('/v1/tokens', { name: 'x', scopes: ['admin'] })).status).toBe(403);
  expect((await program.send('DELETE', '/v1/session')).status).toBe(403);
});

test('a token opens nothing once it is revoked or has expired, or its owner has lost the role', async () => {
  const pia = await api.as('pia');
  const { id, program } = await issue(pia, ['read']);
  expect((await pia.post(`/v1/tokens/${id}/revocation`)).body.revokedAt).not.toBeNull();
  expect((await program.get('/v1/me')).status).toBe(401);
  expect((await pia.post(`/v1/tokens/${id}/revocation`)).status).toBe(409);
  const expired = await issue(pia, ['read']);
  await owner.query('update access_token set expires_at = now() where id = $1', [expired.id]);
  expect((await expired.program.get('/v1/me')).status).toBe(401);

  const bella = await api.as('bella');
  const roleless = await issue(bella, ['read']);
  await owner.query('delete from role where person_id = $1', [cast.personId('bella')]);
  expect((await roleless.program.get('/v1/tasks')).status).toBe(403);
});

test('nobody sees or revokes the tokens of others', async () => {
  const { id } = await issue(await api.as('helen'), ['read']);
  const hugo = await api.as('hugo');
  expect((await hugo.get('/v1/tokens')).body.items.some((one: { id: string }) => one.id === id)).toBe(false);
  expect((await hugo.post(`/v1/tokens/${id}/revocation`)).status).toBe(404);
});

test('nothing else passes for a token', async () => {
  const { token } = await issue(await api.as('helen'), ['read']);
  const wrong = [
    token,
    `Bearer ${token}x`,
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token.toUpperCase()}`,
    `Basic ${Buffer.from(`helen:${token}`).toString('base64')}`,
    'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJoZWxlbiJ9.',
    "Bearer accord_' or 1=1 --",
    'Bearer',
  ];
  for (const authorization of wrong) {
    expect([authorization, (await api.anybody.get('/v1/me', { headers: { authorization } })).status]).toEqual([
      authorization,
      401,
    ]);
  }
  expect((await api.anybody.get(`/v1/me?access_token=${token}`)).status).toBe(401);
  // A wrong token is not made good by a cookie.
  expect((await (await api.as('helen')).get('/v1/me', { headers: { authorization: 'Bearer x' } })).status).toBe(401);
});

test.each([
  ['no scope', { name: 'x', scopes: [] }, '#/scopes'],
  ['an unknown scope', { name: 'x', scopes: ['everything'] }, '#/scopes/0'],
  ['no name', { name: '  ', scopes: ['read'] }, '#/name'],
  ['a lifetime too long', { name: 'x', scopes: ['read'], days: 366 }, '#/days'],
  ['a lifetime that is none', { name: 'x', scopes: ['read'], days: 0 }, '#/days'],
  ['an owner', { name: 'x', scopes: ['read'], personId: '0198a3c0-0000-7000-8000-00000000000f' }, '#/personId'],
])('a token is not made with %s', async (_, body, pointer) => {
  const answer = await (await api.as('helen')).post('/v1/tokens', body);
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
});

test('making a token takes no key, since its answer is not kept', async () => {
  const answer = await (await api.as('helen')).post(
    '/v1/tokens',
    { name: 'x', scopes: ['read'] },
    { 'idempotency-key': 'k' },
  );
  expect(answer.status).toBe(400);
});
