import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { hire, onboarding } from '../support/running.ts';

let cast: Organisation;
let api: Api;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const outputs: { readonly [title: string]: object } = {
  'create login': { username: 'nadia.costa' },
  'prepare laptop': { assetTag: 'NB-1' },
  'assign desk': { desk: 'D4', floor: '2' },
  'issue badge': { badge: 'B-9' },
};

test('an onboarding goes from HR through the inboxes of all accounts to its end', async () => {
  const helen = await api.as('helen');
  const plan = await helen.post('/v1/templates/employee-onboarding/plan', { input: hire(cast) });
  expect(plan.status).toBe(200);
  expect(plan.body.rows.find((row: { node: string }) => row.node === 'assign-desk')).toMatchObject({
    account: { handle: 'fernhill-facilities' },
    late: false,
  });
  const { id, drive } = await onboarding(cast, helen);

  const marta = await api.as('marta');
  const asked = (await marta.get('/v1/inbox')).body.items;
  expect(asked).toMatchObject([
    { account: { handle: 'fernhill-hr' }, part: 'mine', task: { title: 'equipment budget', category: 'approval' } },
  ]);
  const inAccount = marta.with({ 'x-account': asked[0].account.handle });
  expect((await inAccount.post(`/v1/approvals/${asked[0].approval}/approval`)).body.status).toBe('approved');
  expect((await marta.get('/v1/inbox')).body.items).toEqual([]);

  let at = new Date();
  for (let round = 0; round < 12; round++) {
    await drive(at);
    for (const key of ['ida', 'fatima', 'helen']) await workInbox(await api.as(key));
    at = new Date(at.getTime() + 3 * 86_400_000);
  }
  await drive(at);
  const whole = (await helen.get(`/v1/processes/${id}`)).body;
  expect(whole).toMatchObject({
    status: 'completed',
    completionReason: 'complete',
    output: { username: 'nadia.costa', assetTag: 'NB-1', receipt: 'B-9' },
    progress: { total: 9, done: 9, open: 0, halted: 0, overdue: 0 },
    endsAt: null,
  });
});

/** Takes, starts and completes everything that waits, as a specialist does. */
async function workInbox(client: Client): Promise<void> {
  for (const { account, task } of (await client.get('/v1/inbox?perPage=100')).body.items) {
    const acting = client.with({ 'x-account': account.handle });
    const accepted = await acting.post(`/v1/tasks/${task.id}/acceptance`);
    expect(accepted.body).toMatchObject({ status: 'accepted', title: task.title });
    const started = await acting.post(`/v1/tasks/${task.id}/start`, undefined, {
      'if-match': accepted.headers.get('etag') as string,
    });
    expect(started.body.status).toBe('in_progress');
    for (const { item } of (await acting.get(`/v1/tasks/${task.id}`)).body.checklist)
      expect((await acting.send('PUT', `/v1/tasks/${task.id}/checklist/${item}`)).status).toBe(200);
    const done = await acting.post(`/v1/tasks/${task.id}/completion`, { output: outputs[task.title] ?? {} });
    expect(done).toMatchObject({ status: 200, body: { status: 'completed' } });
  }
}
