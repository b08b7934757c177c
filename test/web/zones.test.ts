import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';
import { onboarding, type Running } from '../support/running.ts';

let cast: Organisation;
let pages: Pages;
let hire: Running;
let desk: string;
beforeAll(async () => {
  cast = await organisation();
  pages = await startPages(cast);
  hire = await onboarding(cast, await pages.api.as('helen'));
  desk = (await hire.task('assign-desk')).id;
});
afterEach(() => expect(pages.complaints()).toEqual([]));
afterAll(async () => {
  await pages.close();
  await cast.close();
});

const newYork = { timezoneId: 'America/New_York' };
const amsterdam = { timezoneId: 'Europe/Amsterdam' };

/** As pages write an instant of this year. */
const written = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(new Date(at).getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at));
const here = (at: string) => written(at, 'America/New_York');
/** The time alone, where it is the same day. */
const atHome = (at: string) => {
  const there = written(at, 'Europe/Amsterdam');
  const [day, time] = [there.slice(0, -5), there.slice(-5)];
  return here(at).startsWith(day) ? time : there;
};

/** The instants a page shows, as they are read. */
const times = (page: Page) => page.locator('main time').allTextContents();

async function open(page: Page, path: string): Promise<Page> {
  await page.goto(path);
  await page.locator('main time').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.skeletons'));
  return page;
}

test('who is in another zone reads on a task his own time and that in which it is meant', async () => {
  const page = await open(await pages.as('fatima', newYork), `/a/fernhill-facilities/tasks/${desk}?tab=clock`);
  const fatima = await pages.api.as('fatima', 'fernhill-facilities');
  const { clocks } = (await fatima.get(`/v1/tasks/${desk}`)).body;
  expect(clocks.complete.zone).toBe('Europe/Amsterdam');
  const counted = clocks.complete.breachesAt;
  const clock = `${here(counted)} · ${atHome(counted)} in Fernhill Facilities (Europe/Amsterdam)`;
  expect(await times(page)).toContain(clock);
  await noViolations(page);
  expect(await page.locator('.task-state time').first().getAttribute('title')).toMatch(
    /your time \(America\/New_York\) · .* in Fernhill Facilities \(Europe\/Amsterdam\)/,
  );
});

test('a clock counts in the zone of its offering, whatever the account that looks', async () => {
  const page = await open(await pages.as('helen', newYork), `/a/fernhill-hr/tasks/${desk}?tab=clock`);
  const { clocks } = (await (await pages.api.as('helen')).get(`/v1/tasks/${desk}`)).body;
  const met = `${here(clocks.complete.breachesAt)} · ${atHome(clocks.complete.breachesAt)} in Fernhill Facilities`;
  expect((await times(page)).join('\n')).toContain(met);
});

test('a process and its tasks are read in both zones', async () => {
  const page = await open(await pages.as('helen', newYork), `/a/fernhill-hr/processes/${hire.id}?view=list`);
  const { startedAt, endsAt, steps } = (await (await pages.api.as('helen')).get(`/v1/processes/${hire.id}`)).body;
  const needed = steps.find(({ task }: { task: { due: string | null } | null }) => task?.due).task;
  for (const at of [startedAt, endsAt, needed.due])
    expect(await times(page)).toContain(`${here(at)} · ${atHome(at)} in Fernhill HR (Europe/Amsterdam)`);
  await noViolations(page);
  await open(page, `/a/fernhill-hr/tasks/${needed.id}`);
  expect(await times(page)).toContain(`${here(needed.due)} · ${atHome(needed.due)} in Fernhill HR (Europe/Amsterdam)`);
  const small = await open(await pages.as('helen', { ...phone, ...newYork }), `/a/fernhill-hr/processes/${hire.id}`);
  await fitsWindow(small);
});

test('a row of the inbox tells both to who points at it', async () => {
  const page = await pages.as('fatima', newYork);
  await page.goto('/inbox');
  const target = page.locator('.inbox-target time').first();
  await target.waitFor();
  expect(await target.getAttribute('title')).toMatch(/New_York\) · .* in Fernhill Facilities \(Europe\/Amsterdam\)$/);
});

test('an offering says in which zone its days are meant', async () => {
  const page = await pages.as('imran', newYork);
  await page.goto('/a/fernhill-it/services');
  await page.locator('main a[href*="/services/"]').first().click();
  await page.getByText('(days in Europe/Amsterdam)').first().waitFor();
});

test('where both are the same, nothing is said twice', async () => {
  const page = await open(await pages.as('helen', amsterdam), `/a/fernhill-hr/processes/${hire.id}?view=list`);
  expect(await page.locator('main').textContent()).not.toContain('Europe/Amsterdam');
  await open(page, `/a/fernhill-hr/tasks/${desk}?tab=clock`);
  expect(await page.locator('main').textContent()).not.toContain('Europe/Amsterdam');
  expect((await times(page)).length).toBeGreaterThan(1);
});
