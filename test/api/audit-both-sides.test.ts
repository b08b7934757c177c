import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding, type Running } from '../support/running.ts';

/** Facilities works a task of HR: what the auditors of both read of it. */
let cast: Organisation;
let api: Api;
let running: Running;
let fatima: Client;
let helen: Client;
let owner: Client;
let holder: Client;
let desk: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  helen = await api.as('helen');
  fatima = await api.as('fatima');
  owner = await api.as('aziz', 'fernhill-hr');
  holder = await api.as('felix', 'fernhill-facilities');
  running = await onboarding(cast, helen);
  desk = (await running.task('assign-desk')).id;
});
afterAll(async () => {
  await api?.close();
  await cast?.close();
});

type Entry = { record: { kind: string; id: string }; action: string; changes: object; by: Record<string, object> };
async function read(client: Client, record?: string): Promise<Entry[]> {
  const { status, body } = await client.get(`/v1/audit?perPage=100${record ? `&record=${record}` : ''}`);
  expect(status).toBe(200);
  return body.items;
}
const actions = (entries: readonly Entry[]) => entries.map(({ action }) => action);

test('both sides read what people of one did to a task of the other, with name and account', async () => {
  expect((await fatima.post(`/v1/tasks/${desk}/acceptance`)).status).toBe(200);
  expect((await fatima.post(`/v1/tasks/${desk}/start`)).status).toBe(200);
  const by = { name: 'Fatima Reyes', account: { handle: 'fernhill-facilities', name: 'Fernhill Facilities' } };
  for (const [client, id] of [
    [owner, null],
    [holder, cast.personId('fatima')],
  ] as const) {
    const entries = await read(client, desk);
    expect(actions(entries)).toEqual(['started', 'accepted']);
    for (const entry of entries) {
      expect(entry.by).toEqual({ person: { id, name: by.name }, account: by.account, product: false });
    }
    expect(actions(await read(client)).slice(0, 2)).toEqual(['started', 'accepted']);
  }
});

test('who of the team does it is read where he is at home; the owner has no entry of that', async () => {
  const { team } = (await fatima.get(`/v1/tasks/${desk}`)).body.assigned;
  const [{ id: teamId }] = (await holder.get('/v1/teams')).body.items.filter(
    (one: { name: string }) => one.name === team,
  );
  const member = cast.personId('fatima');
  const hand = (to?: string) =>
    fatima.send('POST', `/v1/tasks/${desk}/assignment`, { body: { team: teamId, ...(to ? { member: to } : {}) } });
  // Handed back to the team, the task is assigned again, which its owner sees.
  expect((await hand()).status).toBe(200);
  expect((await read(owner, desk))[0]).toMatchObject({ action: 'reassigned', changes: { team: teamId } });
  expect((await read(owner, desk))[0]?.changes).toEqual({ team: teamId });
  const before = await read(owner);
  expect((await hand(member)).status).toBe(200);
  expect(await read(owner)).toEqual(before);
  expect((await read(holder, desk))[0]).toMatchObject({ action: 'reassigned', changes: { member } });
});

test('whoever holds a task reads what its owner does to it, and nothing of the rest of the process', async () => {
  await helen.post(`/v1/tasks/${desk}/notes`, { kind: 'public', text: 'By the window, please' });
  await helen.post(`/v1/tasks/${desk}/notes`, { kind: 'internal', text: 'Not beside the boss' });
  const [noted] = await read(holder, desk);
  expect(noted).toMatchObject({
    action: 'noted',
    by: { person: { id: null }, account: { handle: 'fernhill-hr', name: 'Fernhill HR' }, product: false },
  });
  expect(actions(await read(owner))).toContain('written');
  const seen = await read(holder);
  expect(
    new Set(seen.filter(({ by }) => by.account?.['handle' as never] === 'fernhill-hr').map(({ record }) => record.id)),
  ).toEqual(new Set([desk]));
  expect(JSON.stringify(seen)).not.toContain(running.id);
  for (const key of ['oscar', 'imran']) expect(await read(await api.as(key), desk)).toEqual([]);
});

test('a process that is called off is read by whoever held a task of it', async () => {
  expect((await helen.post(`/v1/processes/${running.id}/cancellation`, { reason: 'Somewhere else' })).status).toBe(200);
  const [canceled] = await read(holder, desk);
  expect(canceled).toMatchObject({
    action: 'canceled',
    changes: { reason: 'The process was canceled.' },
    by: { person: { name: 'Helen Marsh' }, account: { handle: 'fernhill-hr' } },
  });
});

test('both sides read what changed of the promise, with what it was before', async () => {
  const reason = 'She starts tomorrow';
  const other = await onboarding(cast, helen);
  const id = (await other.task('assign-desk')).id;
  await helen.send('PUT', `/v1/tasks/${id}/impact`, { body: { impact: 'high', reason } });
  await helen.send('PUT', `/v1/tasks/${id}/excuse`, { body: { reason } });
  await helen.send('DELETE', `/v1/tasks/${id}/excuse`);
  const { stops } = (await helen.get(`/v1/tasks/${id}`)).body.clocks.complete;
  await (await api.as('hugo', 'fernhill-hr')).send('PUT', `/v1/tasks/${id}/stops`, { body: { stops, reason } });
  for (const client of [owner, holder]) {
    const entries = await read(client, id);
    expect(actions(entries)).toEqual(['corrected', 'held_accountable', 'excused', 'classified']);
    expect(entries.at(-1)?.changes).toMatchObject({ from: 'none', to: 'high', reason, before: {}, after: {} });
  }
});

test('after the trust has ended only what was finished before is read; its owner keeps all', async () => {
  const [done, open] = await Promise.all(
    [await onboarding(cast, helen), await onboarding(cast, helen)].map((one) => one.task('assign-desk')),
  );
  for (const task of [done, open]) expect((await fatima.post(`/v1/tasks/${task?.id}/acceptance`)).status).toBe(200);
  await fatima.post(`/v1/tasks/${done?.id}/completion`, { output: { desk: 'D4', floor: '2' } });
  expect(actions(await read(holder, open?.id))).toEqual(['accepted']);
  const trusts = (await holder.get('/v1/trusts')).body.items;
  const trust = trusts.find(({ account }: { account: { handle: string } }) => account.handle === 'fernhill-hr');
  expect((await holder.post(`/v1/trusts/${trust.id}/revocation`)).status).toBe(200);
  expect(await read(holder, open?.id)).toEqual([]);
  expect(actions(await read(owner, open?.id))).toEqual(['accepted']);

  const { body } = await helen.post(`/v1/tasks/${done?.id}/notes`, { kind: 'public', text: 'Who sits there now?' });
  expect(body.kind).toBe('public');
  expect(actions(await read(holder, done?.id))).toEqual(['completed', 'accepted']);
  expect(actions(await read(owner, done?.id))).toEqual(['noted', 'completed', 'accepted']);
  // Of what its owner has called off, each side keeps what is in its own log.
  expect(actions(await read(holder, desk))).toEqual(['reassigned', 'reassigned']);
});
