import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { onboarding, type Running } from '../../support/running.ts';

let cast: Organisation;
let api: Api;
let hugo: Client;
let felix: Client;
let fatima: Client;
let running: Running;
let desk: string;
/** Another one, that nobody has taken. */
let open: string;
let trust: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  hugo = await api.as('hugo');
  felix = await api.as('felix', 'fernhill-facilities');
  fatima = await api.as('fatima', 'fernhill-facilities');
  running = await onboarding(cast, await api.as('helen'));
  desk = `/v1/tasks/${(await running.task('assign-desk')).id}`;
  const other = await onboarding(cast, hugo, { person: cast.personId('noor') });
  open = `/v1/tasks/${(await other.task('assign-desk')).id}`;
  const { items } = (await felix.get('/v1/trusts')).body;
  trust = `/v1/trusts/${items[0].id}`;
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const because = async (client: Client, path: string) => {
  const { status, body } = await client.get(`${path}/why`);
  expect((await client.get(path)).status).toBe(status);
  return status === 200 ? body.reasons.map((reason: { because: string }) => reason.because) : status;
};
const withdraw = async (client: Client, key: string, role: string) =>
  expect((await client.send('DELETE', `/v1/people/${cast.personId(key)}/roles/${role}`)).status).toBe(200);

test('without the one role that is named, the record is gone', async () => {
  const aziz = await api.as('aziz', 'fernhill-hr');
  const path = `/v1/processes/${running.id}`;
  expect(await because(aziz, path)).toEqual(['role']);
  await withdraw(hugo, 'aziz', 'auditor');
  expect(await because(aziz, path)).toBe(404);
});

test('where another reason is named too, that one is left', async () => {
  const helen = await api.as('helen', 'fernhill-hr');
  const path = `/v1/processes/${running.id}`;
  expect(await because(helen, path)).toEqual(['role', 'starter']);
  await withdraw(hugo, 'helen', 'specialist');
  expect(await because(helen, path)).toEqual(['starter']);
});

test('who has taken a task has it no more without the role', async () => {
  expect(await because(fatima, desk)).toEqual(['trust']);
  await fatima.post(`${desk}/acceptance`);
  expect(await because(fatima, desk)).toEqual(['assignee', 'trust']);
  await withdraw(felix, 'fatima', 'specialist');
  expect(await because(fatima, desk)).toBe(404);
});

test('what was granted in a trust is seen for as long as it is granted', async () => {
  const [team] = (await felix.get('/v1/teams')).body.items;
  const [service] = (await felix.get('/v1/services')).body.items;
  const marta = await api.as('marta', 'fernhill-hr');
  const linked = await marta.get(`/v1/teams/${team.id}/why`);
  expect(linked.body.reasons).toMatchObject([{ because: 'trust', capability: 'assign_tasks', role: 'end_user' }]);
  const offered = await hugo.get(`/v1/offered-services/${service.id}/why`);
  expect(offered.body.reasons[0]).toMatchObject({
    because: 'trust',
    capability: 'offer',
    trust: { id: expect.any(String) },
  });
  for (const noun of ['teams', 'offerings']) await felix.send('PUT', `${trust}/${noun}`, { body: { [noun]: [] } });
  expect(await because(marta, `/v1/teams/${team.id}`)).toBe(404);
  expect((await hugo.get(`/v1/offered-services/${service.id}/why`)).status).toBe(404);
});

test('with the trust goes what it showed, but for what was finished', async () => {
  expect(await because(felix, open)).toEqual(['trust', 'trust']);
  expect(await because(felix, desk)).toEqual(['trust', 'trust']);
  const account = `/v1/accounts/${cast.accountId('fernhill-hr')}`;
  expect(await because(felix, account)).toEqual(['trust', 'trust']);
  await felix.post(`${desk}/completion`, { output: { desk: 'D4', floor: '2' } });
  await running.drive();
  await felix.post(`${trust}/revocation`);
  expect(await because(felix, desk)).toEqual(['former', 'former']);
  expect(await because(felix, open)).toBe(404);
  expect(await because(felix, account)).toBe(404);
  const [reason] = (await felix.get(`${desk}/why`)).body.reasons;
  expect(reason.sentence).toMatch(/: it was finished for Fernhill HR under a trust that has ended since\.$/);
});
