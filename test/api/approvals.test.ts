import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding, type Running } from '../support/running.ts';

let cast: Organisation;
let api: Api;
let helen: Client;
let marta: Client;
let running: Running;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  helen = await api.as('helen');
  marta = await api.as('marta', 'fernhill-hr');
  running = await onboarding(cast, helen);
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

test('an approver sees what he is asked, others do not', async () => {
  const { items } = (await marta.get('/v1/approvals?status=assigned')).body;
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    status: 'assigned',
    task: { title: 'equipment budget', input: { model: 'developer', applications: ['mail', 'chat'] } },
  });
  expect((await marta.get(`/v1/approvals/${items[0].id}`)).body).toMatchObject(items[0]);
  for (const client of [helen, await api.as('ida'), await api.as('oscar'), await api.as('bao', 'fernhill-hr')]) {
    expect((await client.get('/v1/approvals')).body.items).toEqual([]);
    expect((await client.get(`/v1/approvals/${items[0].id}`)).status).toBe(404);
    expect((await client.post(`/v1/approvals/${items[0].id}/approval`)).status).toBe(404);
  }
});

test('a rejection needs a reason, is cast once and halts the process', async () => {
  const [{ id }] = (await marta.get('/v1/approvals')).body.items;
  expect((await marta.post(`/v1/approvals/${id}/rejection`)).status).toBe(422);
  const cast = await marta.post(`/v1/approvals/${id}/rejection`, { reason: 'Too dear' });
  expect(cast).toMatchObject({
    status: 200,
    body: { status: 'rejected', reason: 'Too dear', task: { status: 'rejected' } },
  });
  expect((await marta.post(`/v1/approvals/${id}/approval`)).status).toBe(409);
  await running.drive();
  expect((await helen.get(`/v1/processes/${running.id}`)).body.status).toBe('progress_halted');
});

test('asked anew, it may be approved without a word', async () => {
  const { id } = await running.task('equipment-budget');
  expect((await helen.post(`/v1/tasks/${id}/retry`)).status).toBe(201);
  await running.drive();
  const [{ id: again }] = (await marta.get('/v1/approvals?status=assigned')).body.items;
  expect((await marta.post(`/v1/approvals/${again}/approval`)).body).toMatchObject({
    status: 'approved',
    task: { status: 'approved' },
  });
  expect((await marta.get('/v1/approvals?status=approved,rejected')).body.items).toHaveLength(2);
});

test('nobody approves what is about himself', async () => {
  const own = await onboarding(cast, helen, { person: cast.personId('marta'), manager: cast.personId('marta') });
  const { votes } = (await own.task('equipment-budget')) as unknown as { votes: { id: string }[] };
  expect((await marta.post(`/v1/approvals/${votes[0]?.id}/approval`)).status).toBe(409);
});
