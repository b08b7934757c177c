import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { revokeTrust } from '../../domain/trust/revoke.ts';
import { pair } from '../domain/process-made.ts';
import { type Between, between } from '../domain/trust/between.ts';
import { type Answer, type Api, type Client, startApi } from '../support/api.ts';
import { listen, type Told } from '../support/events.ts';

let both: Between;
let api: Api;
/** Oakline, whose processes Brightwire works for; each by its administrator. */
let x: Client;
let y: Client;
let path: string;
beforeAll(async () => {
  both = await between();
  api = await startApi(both.org);
  x = await api.as('oscar', 'oakline');
  y = await api.as('bella', 'brightwire');
  path = `/v1/trusts/${both.trust}`;
}, 120_000);
afterAll(async () => {
  await api?.close();
  await both?.org.close();
});

const put = (client: Client, what: string, body?: object, headers = {}) =>
  client.send('PUT', `${path}/${what}`, { ...(body ? { body } : {}), headers });
const versionOf = async () => (await x.get(path)).body.version as number;

test('a capability is granted, read by both sides and withdrawn; by its grantor and on the version he has seen', async () => {
  const refused = await put(y, 'grants/share_contact');
  expect([refused.status, refused.body.detail]).toEqual([
    403,
    'This is for Oakline to decide, the trusting account in this trust: ask its account administrator.',
  ]);
  const version = await versionOf();
  const key = { 'idempotency-key': 'grant-contact', 'if-match': `"${version}"` };
  const granted = await put(x, 'grants/share_contact', undefined, key);
  expect(granted).toMatchObject({
    status: 200,
    body: { version: version + 1, grants: [{ capability: 'share_contact', by: 'us' }] },
  });
  expect((await put(x, 'grants/share_contact', undefined, key)).body).toEqual(granted.body);
  expect((await put(x, 'grants/share_plan', undefined, { 'if-match': `"${version}"` })).status).toBe(412);
  expect((await y.get(path)).body.grants).toMatchObject([{ capability: 'share_contact', by: 'them' }]);

  expect((await put(y, 'grants/assign_approvals', { level: 'anyone' })).status).toBe(200);
  expect((await put(y, 'grants/assign_approvals', { level: 'all' })).body.errors).toMatchObject([
    { pointer: '#/level' },
  ]);
  expect((await put(y, 'grants/assign_approvals', { colour: 'red' })).status).toBe(422);
  expect((await put(x, 'grants/everything')).status).toBe(404);
  expect((await put(x, 'grants/roles', { roles: ['auditor'] })).body.grants).toHaveLength(3);
  for (const [client, capability] of [
    [x, 'share_contact'],
    [y, 'assign_approvals'],
    [x, 'roles'],
  ] as const)
    expect((await client.send('DELETE', `${path}/grants/${capability}`)).status).toBe(200);
  expect((await x.send('DELETE', `${path}/grants/roles`)).status).toBe(404);
  expect((await x.get(path)).body.grants).toEqual([]);
  for (const client of [x, y]) {
    const entries = (await client.get(`/v1/audit?record=${both.trust}&perPage=100`)).body.items;
    const actions = entries.map(({ action, changes }: { action: string; changes: object }) => [action, changes]);
    expect(actions).toEqual(
      expect.arrayContaining([
        ['granted', { capability: 'assign_approvals', level: 'anyone' }],
        ['withdrawn', { capability: 'share_contact' }],
      ]),
    );
  }
});

test('specialists and strangers find no trust to grant in', async () => {
  for (const client of [await api.as('olive', 'oakline'), await api.as('hugo', 'fernhill-hr')])
    for (const answer of [
      await put(client, 'grants/share_plan'),
      await client.get(`${path}/revocation`),
      await client.post(`${path}/suspension`),
      await client.send('DELETE', `${path}/suspension`),
    ])
      expect(answer.status).toBe(404);
});

test('offerings are accepted by who uses them', async () => {
  const { offerings } = (await x.get(path)).body;
  const ids: string[] = offerings.map(({ id }: { id: string }) => id);
  expect((await put(y, 'accepted-offerings', { offerings: ids })).status).toBe(403);
  const some = await put(x, 'accepted-offerings', { offerings: ids.slice(1) });
  const open = some.body.offerings.filter(({ acceptedAt }: { acceptedAt: string | null }) => acceptedAt === null);
  expect(open.map(({ id }: { id: string }) => id)).toEqual([ids[0]]);
  await put(x, 'accepted-offerings', { offerings: ids });
});

test('a task shows as much of its person, its plan and who works it as is granted', async () => {
  const { task } = await both.begin(pair);
  const { id } = await task('made-login');
  const own = { email: 'olive@oakline.example', phone: '' };
  const looks = async () => {
    const [theirs, ours] = [(await y.get(`/v1/tasks/${id}`)).body, (await x.get(`/v1/tasks/${id}`)).body];
    const beside = [await y.get(`/v1/tasks/${id}/plan`), await y.get(`/v1/tasks/${id}/process-notes`)];
    return [theirs.contact, ours.assigned.member, ...beside.map(({ status }: Answer) => status)];
  };
  await y.post(`/v1/tasks/${id}/acceptance`);
  expect(await looks()).toEqual([null, null, 404, 404]);
  await put(x, 'grants/share_contact');
  await put(x, 'grants/share_plan');
  await put(x, 'grants/share_workflow_notes');
  await put(y, 'grants/show_specialists');
  expect(await looks()).toEqual([own, 'Bella Wright', 200, 200]);
  const olive = `/v1/people/${both.org.personId('olive')}`;
  expect((await y.get(olive)).body).toEqual({ id: both.org.personId('olive'), name: 'Olive Stone', ...own });
  await x.post(`${path}/suspension`);
  expect((await y.get(`/v1/tasks/${id}`)).status).toBe(404);
  expect((await y.get(olive)).status).toBe(404);
  expect((await y.get(path)).body).toMatchObject({ status: 'suspended', suspendedByUs: null });
  expect((await y.send('DELETE', `${path}/suspension`)).status).toBe(409);
  expect((await x.send('DELETE', `${path}/suspension`)).body.status).toBe('accepted');
  expect(await looks()).toEqual([own, 'Bella Wright', 200, 200]);
});

test('an open stream tells nothing more from the moment the trust is suspended or ends', async () => {
  const about = (id: string) => (told: Told) => told.data.id === id;
  const { task } = await both.begin(pair);
  // That it must read anew says nothing of what there is, and the trust is its own as well.
  const toldY = () => atY.told.filter(({ event, data }) => event !== 'reset' && data.kind !== 'trust');
  const [login, desk] = [(await task('made-login')).id, (await task('made-desk')).id];
  const [atX, atY] = [await listen(x), await listen(y)];
  const note = (id: string, text: string) => x.post(`/v1/tasks/${id}/notes`, { kind: 'public', text });
  await note(login, 'one');
  await atY.until(about(login));

  await x.post(`${path}/suspension`);
  const before = toldY().length;
  await note(login, 'two');
  await atX.until((told) => about(login)(told) && atX.told.filter(about(login)).length >= 2);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(toldY()).toHaveLength(before);

  await x.send('DELETE', `${path}/suspension`);
  await note(login, 'three');
  await atY.until(() => toldY().length > before);
  const foreseen = await y.get(`${path}/revocation`);
  expect(foreseen).toMatchObject({ status: 200, body: { processes: null, choices: ['finish', 'hand_back'] } });
  expect((await y.post(`${path}/revocation`, { how: 'cancel' })).status).toBe(403);
  expect((await y.post(`${path}/revocation`, { how: 'finish' })).body.errors).toMatchObject([{ pointer: '#/until' }]);
  const ended = await y.post(`${path}/revocation`, { how: 'hand_back' });
  expect(ended.body).toMatchObject({
    status: 'revoked',
    account: { name: 'Oakline' },
    end: { returned: 0, done: false },
  });
  expect((await y.get(`/v1/tasks/${desk}`)).status).toBe(404);
  const last = toldY().length;
  await note(desk, 'four');
  await both.drained();
  await atX.until((told) => told.data.id === desk && told.data.action === 'failed');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(toldY()).toHaveLength(last);
  expect((await x.get(path)).body.end).toMatchObject({ done: true });
  expect((await x.get(`${path}/revocation`)).status).toBe(409);
  atX.close();
  atY.close();
});

test('a trust is ended without a word of how, too', async () => {
  const helen = await api.as('hugo', 'fernhill-hr');
  const [trust] = (await helen.get('/v1/trusts')).body.items;
  expect((await helen.post(`/v1/trusts/${trust.id}/revocation`)).body).toMatchObject({ end: { how: 'hand_back' } });
  await expect(
    both.org.store.as(await both.org.viewer('hugo', 'fernhill-hr'), (door) => revokeTrust(door, trust.id)),
  ).rejects.toThrow('Only a standing trust can be revoked');
});
