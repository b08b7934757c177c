import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signInVouched } from '../../../domain/access/vouched.ts';
import { Store } from '../../../domain/store.ts';
import { fromStack } from '../../stack/stack.ts';
import { type Api, startApi } from '../../support/api.ts';
import { until } from '../../support/engine.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
let api: Api;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

async function told(key: string) {
  const dana = await api.as('dana', 'fernhill');
  const { body } = await dana.get(`/v1/audit?record=${org.personId(key)}`);
  return body.items as { action: string; changes: object; by: object }[];
}
const signIn = (email: string, password: string) => api.anybody.post('/v1/session', { email, password });
const home = { handle: 'fernhill', name: 'Fernhill' };

test('who signs in, by what, and signs out is in the log of his home', async () => {
  const { headers } = await signIn('helen@fernhill.example', 'fernhill-demo');
  const cookie = headers.getSetCookie()[0]?.split(';')[0] as string;
  expect((await api.anybody.with({ cookie }).send('DELETE', '/v1/session')).status).toBe(204);
  const vouched = { issuer: 'https://id.example', subject: 'h-1', address: 'helen@fernhill.example' };
  await signInVouched(org.store, vouched, ['fernhill']);
  const by = { person: { id: org.personId('helen'), name: 'Helen Marsh' }, account: home, product: false };
  expect(await told('helen')).toMatchObject([
    { action: 'signed_in', changes: { by: 'openid' }, by },
    { action: 'linked', by },
    { action: 'signed_out', by },
    { action: 'signed_in', changes: { by: 'password' }, by },
  ]);
});

test('a password that is not his is in the log of the person’s home, as done by nobody known', async () => {
  expect((await signIn('Ida@fernhill.example', 'not hers')).status).toBe(401);
  const [entry] = await until(async () => {
    const entries = await told('ida');
    return entries.length > 0 && entries;
  });
  expect(entry).toMatchObject({
    action: 'sign_in_failed',
    changes: {},
    by: { person: null, account: home, product: true },
  });
  expect((await signIn('nobody@fernhill.example', 'not his')).status).toBe(401);
  expect((await signIn('ida@fernhill.example', 'fernhill-demo')).status).toBe(201);
  expect((await told('ida')).map(({ action }) => action)).toEqual(['signed_in', 'sign_in_failed']);
});

test('what is done beside an answer and fails is told to the operator; closing waits for it', async () => {
  const warned: string[] = [];
  const store = await Store.open(org.database.urls.api, {
    secret: fromStack('SECRET'),
    warn: (message) => warned.push(message),
  });
  const { promise, reject } = Promise.withResolvers<void>();
  store.beside('It was not recorded', promise);
  const closed = store.close();
  reject(new Error('The database is away.'));
  await closed;
  expect(warned).toEqual(['It was not recorded']);
});
