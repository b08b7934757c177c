import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Client } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';
import { inDays } from '../support/running.ts';

let cast: Organisation;
let pages: Pages;
let helen: Client;
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
  helen = await pages.api.as('helen');
});
afterEach(() => expect(pages.complaints()).toEqual([]));
afterAll(async () => {
  await pages.close();
  await cast.close();
});

const path = '/a/fernhill-hr/start/employee-onboarding/many';
const columns = ['person', 'manager', 'startDate', 'workplace', 'model', 'applications', 'site'];
const cells = (who: string, day = 40) => [
  `${who}@fernhill.example`,
  'marta@fernhill.example',
  inDays(day),
  'onsite',
  'developer',
  '"mail;chat"',
  'Amsterdam',
];
const csv = (rows: readonly (readonly string[])[], between = ',') =>
  [columns, ...rows].map((row) => row.join(between)).join('\r\n');

async function opened(options = {}): Promise<Page> {
  const page = await pages.as('helen', options);
  await page.goto(path);
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  return page;
}

const give = (page: Page, text: string | Buffer) =>
  page
    .locator('input[type=file]')
    .setInputFiles({ name: 'hires.csv', mimeType: 'text/csv', buffer: Buffer.from(text as string) });
const processesOf = async (who: string) =>
  (await helen.get(`/v1/processes?subject=${cast.personId(who)}`)).body.items.length;
const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

test('a file that cannot be read is refused whole, with what to do', async () => {
  const page = await opened();
  const [header, ...rest] = csv([cells('noah')]).split('\r\n');
  const bad: readonly (readonly [string | Buffer, RegExp])[] = [
    ['', /The file is empty.*Download/],
    [`${header}\r\n`, /No row follows the first/],
    [Buffer.from(csv([cells('zoë')]), 'latin1'), /Line 2 is not written in UTF-8.*“CSV UTF-8”/],
    [Buffer.from(csv([cells('noah')]), 'utf16le'), /Line 1 is not written in UTF-8/],
    [csv([[...cells('noah'), 'more']]), /Line 2 has 8 cells where the first row has 7.*double quotes/],
    [csv([cells('noah').map((cell) => cell.replace('"mail', 'ma"il'))]), /Line 2|before line 2.*double quote/],
    [`${header},\r\n${rest[0]},x`, /Column 8 has no name/],
    [`${header},shoes\r\n${rest[0]},42`, /does not know: shoes\. It knows person, /],
    [
      csv([cells('noah')])
        .replace('manager', 'site')
        .replace('model,', 'model,'),
      /names “site” twice/,
    ],
    ['person\r\nnoah@fernhill.example', /lacks columns that every row needs: manager, startDate/],
    [`${header}\r\n${'x'.repeat(2_000_000)}`, /at most 2 MB/],
  ];
  for (const [text, said] of bad) {
    await give(page, text);
    await page.getByRole('alert').filter({ hasText: said }).waitFor();
  }
  await noViolations(page);
  // Put right, it is taken.
  await give(page, csv([cells('noah')]));
  await page.getByText('1 row is right').waitFor();
});

test('rows are read as spreadsheets write them: semicolons, tabs, a mark at the beginning, breaks in cells', async () => {
  const page = await opened();
  const order = [...columns].reverse();
  const turned = (who: string) => [...cells(who)].reverse();
  const broken = turned('nora').map((cell) => (cell === 'Amsterdam' ? '"Amsterdam\r\nNoord"' : cell));
  const lines = [order.map((name) => name.toUpperCase()), turned('noah'), broken, turned('bao')];
  // Excel in Dutch: a mark, semicolons, columns and rows that hold nothing.
  const text = `\uFEFF${lines.map((line) => `${line.join(';')};;`).join('\r\n')}\r\n;;;;;;;;\r\n`;
  await give(page, text);
  await page.getByText(/rows? (is|are) right/).waitFor();
  expect(await row(page, 'noah@').innerText()).toMatch(/^2\s+Ready/);
  expect(await row(page, 'nora@').innerText()).toMatch(/^3\s/);
  expect(await row(page, 'bao@').innerText()).toMatch(/^5\s+Ready/);
  expect(await page.getByRole('row').count()).toBe(4);
  await page.getByRole('button', { name: 'Choose other rows' }).click();
  await page
    .getByRole('textbox', { name: /Or paste rows/ })
    .fill(csv([cells('noah'), cells('noah', 41), cells('noah'), cells('nobody')], '\t'));
  await page.getByRole('button', { name: 'Check the rows' }).click();
  // The same person twice is not started by itself; the same row twice not at all.
  await page.getByText('1 row is right, 2 are not').waitFor();
  await row(page, 'The same person as line 2').waitFor();
  await row(page, 'is the same as line 2').waitFor();
  await page.getByRole('checkbox', { name: 'Show only the 2 that are not right' }).check();
  expect(await page.getByRole('row').count()).toBe(3);
  await noViolations(page);
});

test('where nobody answers it is said, nothing hangs, and it is read anew', async () => {
  const page = await opened();
  for (const at of ['**/v1/people?*', '**/plan']) {
    await page.route(at, (route) => route.abort());
    await give(page, csv([cells('noah'), cells('nora'), cells('bao'), cells('noor'), cells('nils')]));
    await page.getByRole('alert').filter({ hasText: 'Accord cannot be reached' }).waitFor();
    await row(page, 'nils@').getByText('Not checked').waitFor();
    expect(await page.getByText(/^(Checking|Looking)/).count()).toBe(0);
    // What comes late of a reading that was given up does not mix with the next one.
    await page.route('**/plan', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await route.fallback();
    });
    await page.unroute(at);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('5 rows are right').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Choose other rows' }).click();
  }
});

test('what was stopped goes on, and what failed is tried again: each starts once', async () => {
  const page = await opened();
  let calls = 0;
  let hold: (() => void) | undefined;
  await page.route('**/v1/processes', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    calls++;
    // The first is done, but its answer gets lost; the second waits until it is let go.
    if (calls === 1) {
      await route.fetch();
      return route.abort();
    }
    if (calls === 3) await new Promise<void>((resolve) => (hold = resolve));
    return route.continue();
  });
  await give(page, csv([cells('noah'), cells('nora'), cells('bao'), cells('noor')]));
  await page.getByRole('button', { name: 'Start 4 processes' }).click();
  // Nobody answered: the next ones are not even tried.
  await row(page, 'noah@').getByText('Not started').waitFor();
  await page.getByRole('button', { name: 'Start 3 processes' }).waitFor();
  expect([calls, await processesOf('noah')]).toEqual([1, 1]);
  await page.getByRole('button', { name: 'Try 1 again' }).click();
  await page.getByText('1 of 4 started').waitFor();
  expect(await processesOf('noah')).toBe(1);

  await page.getByRole('button', { name: 'Start 3 processes' }).click();
  await row(page, 'nora@').getByText('Starting …').waitFor();
  await page.getByRole('button', { name: 'Stop after this one' }).click();
  hold?.();
  await page.getByText('2 of 4 started').waitFor();
  await page.getByRole('button', { name: 'Start 2 processes' }).waitFor();
  expect([calls, await processesOf('bao')]).toEqual([3, 0]);
  await noViolations(page);
  await page.reload();
  await page.getByRole('button', { name: 'Start 2 processes' }).click();
  await page.getByText('4 of 4 started').waitFor();
  for (const who of ['noah', 'nora', 'bao', 'noor']) expect(await processesOf(who)).toBe(1);
  await row(page, 'noor@').getByRole('link', { name: 'Started' }).click();
  await page.getByRole('heading', { name: 'Employee onboarding: Noor Haddad', level: 1 }).waitFor();
});

test('500 rows: how far it is, a page that stays quick, and leaving it while it runs', async () => {
  const page = await opened();
  await page.evaluate(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
    Object.assign(window, { seen });
  });
  const who = ['nils', 'nadia'];
  await give(page, csv(Array.from({ length: 500 }, (_, n) => cells(who[n % 2] as string, 40 + n))));
  await page.getByText(/Checking row [1-9]\d* of 500 …/).waitFor();
  await page.getByText('2 rows are right').waitFor({ timeout: 90_000 });
  // Drawn is what is in sight.
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  await page.getByRole('checkbox', { name: /^Start also 498/ }).check();
  await page.getByRole('button', { name: 'Start 500 processes' }).click();
  await page.getByText(/^([5-9]|\d\d) of 500 started/).waitFor();
  await page.locator('#content').evaluate((content) => content.scrollTo(0, content.scrollHeight));
  await row(page, inDays(539)).waitFor();
  const slow = await page.evaluate(() => (window as unknown as { seen: number[] }).seen.filter((ms) => ms > 300));
  expect(slow).toEqual([]);

  // Not to leave keeps it going; to leave stops it.
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: 'Inbox' }).click();
  await page.getByText(/of 500 started/).waitFor();
  expect(page.url()).toContain('/many');
  page.once('dialog', (dialog) => {
    expect(dialog.message()).toMatch(/it stops after this one/);
    void dialog.accept();
  });
  await page.getByRole('link', { name: 'Inbox' }).click();
  await page.waitForURL(/inbox/);
  const count = async () => (await helen.get('/v1/processes/count')).body.status;
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  await page.waitForLoadState('networkidle');
  const then = await count();
  await page.goto(path);
  await row(page, 'nils@').first().getByRole('link', { name: 'Started' }).waitFor();
  expect(await count()).toEqual(then);
  // Whoever signs in at this window next finds no names of the one before.
  await page.getByRole('button', { name: /Helen Marsh/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('nils@');
});

test('rows fit a phone, in Dutch and in the dark', async () => {
  const page = await opened({ ...phone, colorScheme: 'dark' });
  await page.evaluate(() => localStorage.setItem('accord.language', 'nl'));
  await page.reload();
  await give(page, csv([cells('niemand'), cells('nora', 50)]));
  await page.getByText(/niemand van uw account/).waitFor();
  await page.getByText(/1 niet/).waitFor();
  await fitsWindow(page);
  await noViolations(page);
});
