import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Organisation, organisation } from '../support/organisation.ts';
import { type Pages, startPages } from '../support/pages.ts';
import { onboarding } from '../support/running.ts';

let cast: Organisation;
let pages: Pages;
beforeAll(async () => {
  cast = await organisation({ confidential: true });
  pages = await startPages(cast);
});
afterAll(async () => {
  await pages.close();
  await cast.close();
});

const canary = () => `canary-${randomUUID()}`;

/** Everything a page holds, seen or not, of every part of the task. */
async function wholeTask(page: Page, address: string): Promise<string> {
  const seen: string[] = [];
  const answers: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/v1/'))
      void response.text().then(
        (text) => answers.push(text),
        () => answers.push(''),
      );
  });
  await page.goto(address);
  for (const tab of ['Work', 'Notes', 'Clock', 'Story']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.waitForLoadState('networkidle');
    await page.getByRole('tabpanel', { name: tab }).locator('.task-sections').waitFor();
    seen.push(await page.content());
  }
  return [...seen, ...answers].join('\n');
}

test('of one task, side by side, each account sees the same clocks and notes, and nothing of the other', async () => {
  const [helen, fatima] = [
    await pages.api.as('helen', 'fernhill-hr'),
    await pages.api.as('fatima', 'fernhill-facilities'),
  ];
  const hire = await onboarding(cast, helen, { applications: ['mail'], homeAddress: 'canary-home-address' });
  const task = (await hire.task('assign-desk')).id;
  const [ofFacilities, ofHr, shared] = [canary(), canary(), canary()];
  const note = (as: typeof helen, path: string, kind: string, text: string) => as.post(path, { kind, text });
  expect((await note(fatima, `/v1/tasks/${task}/notes`, 'internal', ofFacilities)).status).toBe(201);
  expect((await note(helen, `/v1/tasks/${task}/notes`, 'internal', ofHr)).status).toBe(201);
  expect((await note(helen, `/v1/processes/${hire.id}/notes`, 'public', ofHr)).status).toBe(201);
  expect((await note(fatima, `/v1/tasks/${task}/notes`, 'public', shared)).status).toBe(201);
  const whole = await helen.get(`/v1/processes/${hire.id}`);

  const atHr = await wholeTask(await pages.as('helen'), `/a/fernhill-hr/tasks/${task}`);
  const atFacilities = await wholeTask(await pages.as('fatima'), `/a/fernhill-facilities/tasks/${task}`);
  for (const both of [atHr, atFacilities]) {
    expect(both).toContain(shared);
    expect(both).toMatch(/4 hrs of|of 4 hrs/);
  }
  expect(atHr).toContain(ofHr);
  expect(atFacilities).toContain(ofFacilities);
  expect(atHr).not.toContain(ofFacilities);
  for (const hidden of [ofHr, 'canary-home-address', hire.id, whole.body.title, 'Marta Jansen', 'create login']) {
    expect(atFacilities).not.toContain(hidden);
  }
});
