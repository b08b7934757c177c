import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { driveProcess } from '../../domain/process/drive.ts';
import { type Api, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

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

test('an onboarding goes from HR through the inboxes of all accounts to its end', async () => {
  const helen = await api.as('helen');
  const template = await helen.get('/v1/templates/employee-onboarding');
  expect(template.status).toBe(200);
  const input = {
    ...template.body.example,
    person: cast.personId('nadia'),
    manager: cast.personId('marta'),
    startDate: new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10),
  };
  const plan = await helen.post('/v1/templates/employee-onboarding/plan', { input });
  expect(plan).toMatchObject({ status: 200, body: { late: false } });
  const started = await helen.post('/v1/processes', { template: 'employee-onboarding', input });
  console.log(started.body);
  expect(started.status).toBe(201);
  await driveProcess(cast.workerStore, cast.accountId('fernhill-hr'), started.body.id, new Date());
  const whole = await helen.get(started.headers.get('location') as string);
  console.log(JSON.stringify(whole.body, null, 1).slice(0, 6000));
  const marta = await api.as('marta');
  console.log(JSON.stringify((await marta.get('/v1/inbox')).body, null, 1));
});
