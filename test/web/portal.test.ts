import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { activitiesOf } from '../../activities/index.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';
import { inDays, onboarding } from '../support/running.ts';

let cast: Organisation;
let pages: Pages;
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
});
afterEach(() => expect(pages.complaints()).toEqual([]));
afterAll(async () => {
  await pages?.close();
  await cast?.close();
});

/** Nora begins in 20 days, and looks after somebody who begins in three. */
async function underWay() {
  const helen = await pages.api.as('helen', 'fernhill-hr');
  const running = await onboarding(cast, helen, { person: cast.personId('nora') });
  const input = {
    ...{ person: cast.personId('noah'), buddy: cast.personId('nora') },
    ...{ manager: cast.personId('marta'), startDate: inDays(3) },
  };
  const { body } = await helen.post('/v1/processes', { template: 'us-digital-service-new-hire', input });
  const at = new Date(Date.now() + 5 * 86_400_000).toISOString();
  const process = { accountId: cast.accountId('fernhill-hr'), processId: body.id };
  await activitiesOf(cast.workerStore).drive(process, at);
  return running;
}

test('whoever has nothing is told what will be there', async () => {
  const page = await pages.as('noah', phone);
  await page.waitForURL(/\/home$/);
  await page.getByRole('heading', { name: 'Hello Noah Kim' }).waitFor();
  await page.getByRole('heading', { name: 'Nothing is under way for you' }).waitFor();
  await fitsWindow(page);
  await noViolations(page);
});

test('a new colleague reads how far it is, does what is hers, and is told when that is refused', async () => {
  const hugo = await pages.api.as('hugo', 'fernhill-hr');
  const account = `/v1/accounts/${cast.accountId('fernhill-hr')}`;
  const etag = (await hugo.get(account)).headers.get('etag') as string;
  const branding = { body: { branding: { colour: '#0b6e4f' } }, headers: { 'if-match': etag } };
  expect((await hugo.send('PATCH', account, branding)).status).toBe(200);
  await underWay();

  const page = await pages.as('nora', phone);
  await page.waitForURL(/\/home$/);
  await page.getByText(/^20 days until/).waitFor();
  expect(await page.locator('.portal-band').evaluate((band) => getComputedStyle(band).backgroundColor)).toBe(
    'rgb(11, 110, 79)',
  );
  const steps = page.getByRole('heading', { name: 'Your start' }).locator('..').getByRole('listitem');
  expect(await steps.first().textContent()).toMatch(/^Your login is createdBeing done now · by /);
  expect(await steps.last().textContent()).toMatch(/^You are welcomedLater · by /);
  await fitsWindow(page);
  await noViolations(page);

  const tasks = page.getByRole('heading', { name: /Yours to do: \d+ tasks/ });
  const count = Number((await tasks.textContent())?.match(/\d+/)?.[0]);
  const handbook = page.getByRole('button', { name: /Read the buddy handbook/ });
  await handbook.click();
  await page.getByText('Get to know your duties as a buddy').waitFor();
  expect(page.url()).toContain('task=');
  await noViolations(page);

  await page.route('**/completion', (route) =>
    route.fulfill({ status: 409, json: { title: 'No', detail: 'Somebody took it back.', status: 409 } }),
  );
  await page.getByRole('button', { name: 'It is done' }).click();
  await page.getByText('It was put back as it was. Somebody took it back.').waitFor();
  await handbook.waitFor();
  await page.unroute('**/completion');
  await handbook.click();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'It is done' }).click();
  await page.getByText(/^It was put back as it was\. .*cannot be reached/).waitFor();
  await handbook.waitFor();
  await page.context().setOffline(false);
  await handbook.click();
  await page.getByRole('button', { name: 'It is done' }).click();
  await page.getByText('Done: Read the buddy handbook').waitFor();
  await page.getByRole('heading', { name: `Yours to do: ${count - 1} tasks` }).waitFor();
  const left = (await (await pages.api.as('nora')).get('/v1/portal')).body.tasks;
  expect(left.map(({ title }: { title: string }) => title)).not.toContain('Read the buddy handbook');
  await page.getByRole('button', { name: `Show all ${count - 1}` }).click();
  await page.getByRole('button', { name: /^Greet your buddy/ }).waitFor();
});

test('a manager without a role finds what is asked of him, and somebody who works begins with his inbox', async () => {
  const marta = await pages.as('marta', { colorScheme: 'dark' });
  await marta.waitForURL(/\/home$/);
  await noViolations(marta);
  await marta.getByRole('link', { name: /equipment budget.*about Nora Quist/ }).click();
  await marta.waitForURL(/\/a\/fernhill-hr\/tasks\//);
  const ida = await pages.as('ida');
  await ida.waitForURL(/\/inbox/);
  await ida.getByRole('navigation', { name: 'Main' }).waitFor();
  expect(await ida.getByRole('link', { name: 'My start' }).count()).toBe(0);
});
