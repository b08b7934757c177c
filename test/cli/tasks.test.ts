import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Api, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding } from '../support/running.ts';

// Each starts a program of its own, which takes its time on a busy machine.
jest.setTimeout(60_000);

const root = join(import.meta.dirname, '../..');
let cast: Organisation;
let api: Api;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
});
afterAll(async () => {
  await api?.close();
  await cast?.close();
});

const cli = (token: string, ...words: string[]) =>
  new Promise<string>((resolve, reject) => {
    const env = { ...process.env, ACCORD_URL: api.url, ACCORD_TOKEN: token };
    execFile(process.execPath, ['bin/accord.ts', 'tasks', ...words], { cwd: root, env }, (error, out) =>
      error ? reject(error) : resolve(out),
    );
  });

test('accord tasks show says what is to be reached next', async () => {
  const running = await onboarding(cast, await api.as('helen'));
  const desk = (await running.task('assign-desk')).id;
  const fatima = await api.as('fatima');
  const { token } = (await fatima.post('/v1/tokens', { name: 'terminal', scopes: ['read', 'work'] })).body;
  const show = () => cli(token, 'show', desk);
  expect(await show()).toMatch(/^ {2}next +response, \w{3} \d\d \w{3} \d\d:\d\d$/m);
  await fatima.post(`/v1/tasks/${desk}/start`);
  expect(await show()).toMatch(/^ {2}next +(desired completion|completion), \w{3}/m);
  await fatima.post(`/v1/tasks/${desk}/wait`, { for: 'customer', reason: 'Which floor?' });
  expect(await show()).toMatch(/^ {2}next +clock stopped$/m);
});

test('accord tasks tick and untick change what show says is left', async () => {
  const running = await onboarding(cast, await api.as('helen'));
  const ida = await api.as('ida');
  const { token } = (await ida.post('/v1/tokens', { name: 'terminal', scopes: ['read', 'work'] })).body;
  const login = (await running.task('create-login')).id;
  await ida.post(`/v1/tasks/${login}/completion`, { output: { username: 'nadia' } });
  const marta = (await api.as('marta')).with({ 'x-account': 'fernhill-hr' });
  const asked = (await marta.get('/v1/approvals?status=assigned')).body.items;
  for (const { id } of asked) await marta.post(`/v1/approvals/${id}/approval`);
  await running.drive();
  const laptop = (await running.task('prepare-laptop')).id;
  expect(await cli(token, 'tick', laptop, '2')).toMatch(/^ {2}\[x\] 2 Charger packed \(Ida Novak\)$/m);
  expect(await cli(token, 'show', laptop)).toMatch(/^ {2}\[ \] 1 Disk encrypted\n {2}\[x\] 2 Charger packed/m);
  expect(await cli(token, 'untick', laptop, '2')).toMatch(/^ {2}\[ \] 2 Charger packed$/m);
});
