import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Plan } from '../../plan/plan.ts';
import { templates } from '../../templates/index.ts';
import { trustAnew } from '../domain/process-made.ts';
import type { Client } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';
import { onboarding } from '../support/running.ts';

let cast: Organisation;
let pages: Pages;
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
});
afterEach(() => expect(pages.complaints()).toEqual([]));
afterAll(async () => {
  await pages.close();
  await cast.close();
});

/** In force between HR and another provider of logins. */
async function agreed(bella: Client, hugo: Client): Promise<string> {
  const named = async (path: string, name: string) =>
    (await bella.get(path)).body.items.find((one: { name: string }) => one.name === name);
  const identity = await named('/v1/services?perPage=100', 'identity');
  const login = await named(`/v1/services/${identity.id}/offerings`, 'create login');
  const { items } = (await bella.get('/v1/trusts')).body;
  const trust = items.find((one: { account: { handle: string } }) => one.account.handle === 'fernhill-hr');
  const startsOn = new Date().toLocaleDateString('sv-SE', { timeZone: login.calendar?.zone ?? 'Europe/London' });
  const body = { name: 'Logins by Brightwire', trust: trust.id, offeringId: login.id, startsOn };
  const path = (await bella.post('/v1/agreements', body)).headers.get('location') as string;
  expect((await hugo.post(`${path}/acceptance`, {})).body.status).toBe('active');
  return path;
}

test('work is passed on to another provider: it vanishes there, turns up here, and who asked for it sees both', async () => {
  const helen = await pages.api.as('helen', 'fernhill-hr');
  const hire = await onboarding(cast, helen, { person: cast.personId('nora') });
  const login = (await hire.task('create-login')).id;
  const page = await pages.as('helen');
  const path = `/a/fernhill-hr/tasks/${login}`;
  await page.goto(path);
  await page.getByRole('heading', { name: /create login/i }).waitFor();
  // There is nobody else to do it yet.
  expect((await helen.get(`/v1/tasks/${login}/handover`)).body).toEqual({ items: [] });
  expect(await page.getByRole('button', { name: 'Pass on …' }).count()).toBe(0);

  await trustAnew(cast, 'brightwire', 'fernhill-hr', templates.get('employee-onboarding')?.plan as Plan);
  const bellas = await pages.api.as('bella', 'brightwire');
  const agreement = await agreed(bellas, await pages.api.as('hugo', 'fernhill-hr'));
  const ida = await pages.as('ida');
  const bella = await pages.as('bella');
  await ida.getByText('Create login').first().waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Pass on …' }).click();
  const form = page.getByRole('form', { name: 'Pass on to another provider' });
  await form
    .getByText(/^Fernhill IT stops and is told why.*Brightwire gets the task anew.*“Logins by Brightwire”/)
    .waitFor();
  expect(await form.getByRole('combobox', { name: 'To whom' }).innerText()).toBe(
    'Brightwire, by “Logins by Brightwire”',
  );
  await noViolations(page);
  await form.getByRole('textbox', { name: 'Why' }).fill('They are overloaded.');
  await form.getByRole('button', { name: 'Pass it on' }).click();
  await page.waitForURL((url) => url.pathname.includes('/tasks/') && !url.pathname.endsWith(login));
  await page.getByText(/it was done before/).waitFor();
  await hire.drive();
  await page.getByText('Brightwire', { exact: true }).first().waitFor();
  await ida.getByText('Create login').first().waitFor({ state: 'detached' });
  await bella.getByText('Create login').first().waitFor();
  // Who had it is not told who has it now.
  expect(await ida.content()).not.toContain('Brightwire');

  // Back again is refused where nothing is agreed, and a provider passes nothing on.
  await page.getByRole('button', { name: 'Pass on …' }).waitFor({ state: 'detached' });
  await bella.getByText('Create login').first().click();
  await bella.getByRole('button', { name: 'Accept' }).waitFor();
  expect(await bella.getByRole('button', { name: 'Pass on …' }).count()).toBe(0);
  expect((await bellas.get(`/v1/tasks/${(await hire.task('create-login')).id}/handover`)).status).toBe(403);
  expect((await (await pages.api.as('oscar', 'oakline')).get(`/v1/tasks/${login}/handover`)).status).toBe(404);

  // What was agreed may end while somebody is still writing why.
  const second = await onboarding(
    cast,
    helen,
    { person: cast.personId('noah') },
    { it: 'fernhill-it', facilities: 'fernhill-facilities' },
  );
  const phoned = await pages.as('helen', phone);
  await phoned.goto(`/a/fernhill-hr/tasks/${(await second.task('create-login')).id}`);
  await phoned.getByRole('button', { name: 'Pass on …' }).click();
  await phoned.getByRole('textbox', { name: 'Why' }).fill('It is late.');
  await fitsWindow(phoned);
  await bellas.post(`${agreement}/end`, {});
  await phoned.getByRole('button', { name: 'Pass it on' }).click();
  await phoned
    .getByRole('alert')
    .getByText(/That agreement is expired/)
    .waitFor();
  await noViolations(phoned);
});
