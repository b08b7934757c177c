import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { keepVersions } from '../../domain/process/versions.ts';
import { current as now, earlier as other } from '../support/earlier.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';
import { inDays, onboarding } from '../support/running.ts';

let cast: Organisation;
let pages: Pages;
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
  await onboarding(cast, await pages.api.as('helen', 'fernhill-hr'));
});
afterEach(() => expect(pages.complaints()).toEqual([]));
afterAll(async () => {
  await pages?.close();
  await cast?.close();
});

const name = 'employee-onboarding';
const address = `/a/fernhill-hr/templates/${name}`;

test('a designer goes from the list to a drawing, and from step to step by keys', async () => {
  const page = await pages.as('pia');
  await page.goto('/a/fernhill-hr/templates');
  await page.getByRole('heading', { name: 'How a template is made' }).waitFor();
  await noViolations(page);
  await page.getByRole('link', { name: 'employee onboarding' }).click();
  const card = (title: string) => page.getByRole('button', { name: new RegExp(`^Task ${title} in `) });
  await card('create login').waitFor();
  await page.getByRole('button', { name: 'Task create login in it Due 10 working days before startDate' }).waitFor();
  await page.getByText('onsite', { exact: true }).first().waitFor();
  await noViolations(page);

  await card('create login').focus();
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/prepare laptop/);
  await page.keyboard.press('Enter');
  const details = page.getByRole('dialog', { name: 'prepare laptop' });
  await details.getByText('equipment budget, create login').waitFor();
  expect(page.url()).toContain('step=prepare-laptop');
  await noViolations(page);
  await page.keyboard.press('Escape');
  await details.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/prepare laptop/);

  const zoom = () => page.locator('.react-flow__viewport').getAttribute('style');
  const before = await zoom();
  await page.keyboard.press('-');
  expect(await zoom()).not.toBe(before);
  await page.getByRole('button', { name: 'Show all of it' }).click();
  await page.getByText('List', { exact: true }).click();
  await page.getByText('after: equipment budget, create login').waitFor();
  await page.getByText('after: workplace? (onsite)').waitFor();
  await noViolations(page);
});

test('the plan says for any date what is late, in words and as bars', async () => {
  const page = await pages.as('pia');
  await page.goto(`${address}?view=plan`);
  await page.getByText('Nothing is late.').waitFor();
  await page.getByLabel(/For which date/).fill(inDays(7));
  await page.getByText(/\d steps are late/).waitFor();
  expect(page.url()).toContain(`start=${inDays(7)}`);
  await page
    .getByRole('row', { name: /create login/ })
    .getByText('Late', { exact: true })
    .waitFor();
  await noViolations(page);
  // Whoever writes a date writes, and gives no command.
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('v');
  await page.keyboard.press('i');
  await page
    .getByRole('row', { name: /startDate/ })
    .getByText('Everything in the process is relative')
    .waitFor();
  await noViolations(page);
});

test('versions, how many run by each, and what is different are there to be read', async () => {
  const page = await pages.as('pia');
  await page.goto(`${address}?view=compare`);
  await page.getByRole('heading', { name: 'There is one version' }).waitFor();
  await keepVersions(cast.workerStore, [other]);
  await page.goto(`${address}?view=compare&from=${other.hash}&to=${now.hash}`);
  await page.getByText('Task "issue badge" is new').waitFor();
  await page.getByRole('button', { name: /prepare laptop.*Changed/ }).waitFor();
  await page.getByRole('button', { name: /issue badge.*Added/ }).waitFor();
  await noViolations(page);
  await page.getByLabel('From version').selectOption(now.hash);
  await page.getByText('Nothing: both have the same steps.').waitFor();

  await page.goto(`${address}?version=${other.hash}`);
  await page.getByText('You look at an older version').waitFor();
  await page.getByRole('button', { name: /assign desk/ }).waitFor();
  expect(await page.getByRole('button', { name: /issue badge/ }).count()).toBe(0);

  const hugo = await pages.as('hugo');
  await hugo.goto(`${address}?view=versions`);
  const current = hugo.getByRole('row', { name: /current/ });
  expect(await current.getByRole('link', { name: '1' }).getAttribute('href')).toContain(`version=${now.hash}`);
  // How a template is made is for designers and auditors.
  expect(
    await hugo.getByRole('navigation', { name: 'Views of the template' }).getByRole('link').allTextContents(),
  ).toEqual(['Plan', 'Versions', 'Input']);
  await noViolations(hugo);
  await current.getByRole('link', { name: '1' }).click();
  await hugo
    .getByRole('link', { name: /Nadia Costa/ })
    .first()
    .waitFor();
  await hugo.getByRole('button', { name: `Began with version ${now.hash.slice(0, 12)}: show all` }).waitFor();
});

test('on a phone a graph is a list first, in the dark and in Dutch as well', async () => {
  const page = await pages.as('pia', { ...phone, colorScheme: 'dark' });
  await page.evaluate(() => localStorage.setItem('accord.language', 'nl'));
  for (const view of ['graph', 'graph&as=drawing', 'plan', 'versions', 'compare', 'input']) {
    await page.goto(`${address}?view=${view}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (view === 'graph') await page.getByText('na: equipment budget, create login').waitFor();
    if (view === 'plan') await page.getByText('Niets is te laat.').waitFor();
    await fitsWindow(page);
    await noViolations(page);
  }
});
