import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding } from '../support/running.ts';

let cast: Organisation;
let api: Api;
let helen: Client;
let fatima: Client;
let desk: string;
let process: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  helen = await api.as('helen');
  fatima = await api.as('fatima');
  const running = await onboarding(cast, helen);
  process = running.id;
  desk = (await running.task('assign-desk')).id;
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const textsOf = async (client: Client, path: string) =>
  (await client.get(`${path}/notes`)).body.items.map(({ text }: { text: string }) => text);

test('public notes are for both sides, internal ones for the account they were written in', async () => {
  const path = `/v1/tasks/${desk}`;
  const written = await fatima.post(`${path}/notes`, { kind: 'public', text: 'Third floor is full.' });
  expect(written).toMatchObject({
    status: 201,
    body: { kind: 'public', author: { name: 'Fatima Reyes', account: { handle: 'fernhill-facilities' } } },
  });
  await fatima.post(`${path}/notes`, { kind: 'internal', text: 'Ask the landlord.' });
  await helen.post(`${path}/notes`, { kind: 'internal', text: 'She prefers a window.' });
  await helen.post(`${path}/notes`, { kind: 'public', text: 'Any floor will do.' });
  expect(await textsOf(fatima, path)).toEqual(['Any floor will do.', 'Ask the landlord.', 'Third floor is full.']);
  expect(await textsOf(helen, path)).toEqual(['Any floor will do.', 'She prefers a window.', 'Third floor is full.']);
  const page = await helen.get(`${path}/notes?perPage=2`);
  const rest = await helen.get(`${path}/notes?perPage=2&cursor=${page.body.next}`);
  expect([...page.body.items, ...rest.body.items]).toHaveLength(3);
});

test('an internal note leaves no trace for the other account', async () => {
  const before = (await helen.get(`/v1/tasks/${desk}`)).body;
  await fatima.post(`/v1/tasks/${desk}/notes`, { kind: 'internal', text: 'Nobody else knows.' });
  const after = (await helen.get(`/v1/tasks/${desk}`)).body;
  expect({ ...after, clocks: null }).toEqual({ ...before, clocks: null });
});

test('notes on a process stay in its account, among those who follow it', async () => {
  const path = `/v1/processes/${process}`;
  expect((await helen.post(`${path}/notes`, { kind: 'public', text: 'Starts on a Monday.' })).status).toBe(201);
  const marta = (await api.as('marta')).with({ 'x-account': 'fernhill-hr' });
  expect((await marta.post(`${path}/notes`, { kind: 'public', text: 'Good.' })).status).toBe(201);
  expect((await marta.post(`${path}/notes`, { kind: 'internal', text: 'x' })).status).toBe(403);
  await helen.post(`${path}/notes`, { kind: 'internal', text: 'Salary agreed.' });
  expect(await textsOf(marta, path)).toEqual(['Good.', 'Starts on a Monday.']);
  expect(await textsOf(helen, path)).toEqual(['Salary agreed.', 'Good.', 'Starts on a Monday.']);
  expect((await fatima.get(`${path}/notes`)).status).toBe(404);
  expect((await fatima.post(`${path}/notes`, { kind: 'public', text: 'x' })).status).toBe(404);
});

test('an auditor reads and does not write; strangers do neither', async () => {
  const aziz = (await api.as('aziz')).with({ 'x-account': 'fernhill-hr' });
  expect(await textsOf(aziz, `/v1/tasks/${desk}`)).toContain('She prefers a window.');
  expect((await aziz.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'x' })).status).toBe(403);
  for (const key of ['ida', 'oscar', 'bella']) {
    const client = await api.as(key);
    expect((await client.get(`/v1/tasks/${desk}/notes`)).status).toBe(404);
    expect((await client.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'x' })).status).toBe(404);
  }
});

test('text is kept as it was written, whatever it looks like', async () => {
  const nasty = `<script>alert(1)</script> \${x} {{y}} \u202e\u200b İ ß \r\nBcc: all@example.com \u001b[31m javascript:alert(1) e\u0301`;
  const { body } = await fatima.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: nasty });
  expect(body.text).toBe(nasty);
  expect((await helen.get(`/v1/tasks/${desk}/notes?perPage=1`)).body.items[0].text).toBe(nasty);
});
