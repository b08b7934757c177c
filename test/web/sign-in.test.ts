import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Provider } from '../../api/session/provider.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { fitsWindow, noViolations, type Pages, phone, startPages } from '../support/pages.ts';

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

test('whoever opens a page signs in and goes on to it', async () => {
  const page = await pages.anybody();
  await page.goto('/a/fernhill-hr/processes?tab=all');
  await page.getByLabel('Mail address').fill('helen@fernhill.example');
  await page.getByLabel('Password').first().fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  expect(await page.getByRole('alert').textContent()).toMatch(/password/i);
  await page.getByLabel('Password').first().fill('fernhill-demo');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(/\/a\/fernhill-hr\/processes/);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
});

test('signing in works in both languages, on a phone, in the dark, and keeps to WCAG', async () => {
  for (const options of [{}, { ...phone, colorScheme: 'dark' as const }, { locale: 'nl-NL' }]) {
    const page = await pages.anybody(options);
    await page.goto('/sign-in');
    const dutch = 'locale' in options;
    await page.getByRole('button', { name: dutch ? 'Inloggen' : 'Sign in', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(dutch ? 'nl' : 'en');
    await noViolations(page);
    await fitsWindow(page);
    if (!dutch) continue;
    // What the API says is English, and is read aloud so.
    await page.getByLabel('E-mailadres').fill('helen@fernhill.example');
    await page.locator('input[type=password]').fill('wrong');
    await page.keyboard.press('Enter');
    await page
      .getByRole('alert')
      .locator('[lang=en]')
      .getByText(/password/)
      .waitFor();
  }
});

test('whoever signs in elsewhere finds the way there, and goes on to the page he came for', async () => {
  const elsewhere = { clientId: 'accord', clientSecret: 'x', issuer: 'https://sso.example', accounts: ['fernhill'] };
  const providers = [
    new Provider({ ...elsewhere, name: 'fernhill', title: 'Fernhill' }),
    new Provider({ ...elsewhere, name: 'oakline', accounts: ['oakline'] }),
  ];
  const several = await startPages(cast, { providers });
  try {
    const page = await several.anybody();
    await page.goto('/inbox');
    const button = page.getByRole('link', { name: 'Sign in with Fernhill' });
    expect(await button.getAttribute('href')).toBe('/v1/session/oidc?provider=fernhill&returnTo=%2Finbox');
    expect(await page.content()).not.toContain('oakline');
    await page.getByRole('button', { name: 'Sign in at your company' }).click();
    await noViolations(page);
    const asked = page.waitForRequest(/session\/oidc/);
    await page.route('**/v1/session/oidc*', (route) => route.fulfill({ body: 'there' }));
    await page.getByLabel('Name of your company’s sign-in').fill(' Oakline');
    await page.keyboard.press('Enter');
    expect(new URL((await asked).url()).search).toBe('?provider=oakline&returnTo=%2Finbox');
  } finally {
    await several.close();
  }
});

test('a session that ended leads back to where one was', async () => {
  const page = await pages.as('ida');
  await page.goto('/inbox');
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await page.context().clearCookies();
  await page.goto('/inbox');
  await page.waitForURL(/\/sign-in\?returnTo=/);
});

test('what somebody has begun waits for him when his session ended, and is left to nobody else', async () => {
  const page = await pages.as('helen');
  const isBegun = () => Object.values(sessionStorage).some((kept) => kept.includes('2031-05-05'));
  await page.goto('/a/fernhill-hr/start/employee-onboarding');
  await page.getByLabel('First day').fill('2031-05-05');
  let asked = 0;
  await page.route('**/v1/live', (route) => {
    asked++;
    return route.fulfill({ status: 401, json: { status: 401 } });
  });
  const refused = page.waitForResponse('**/v1/live');
  await page.reload();
  await page.getByLabel('First day').waitFor();
  await refused;
  await page.context().clearCookies();
  await page.locator('.crumbs').getByRole('link', { name: 'Start a process' }).click();
  await page.waitForURL(/\/sign-in\?.*over/);
  await page.getByText('You were signed out').waitFor();
  const before = asked;
  await page.waitForTimeout(5_500);
  expect(asked).toBe(before);
  // Nothing that was read is shown to whoever goes back.
  await page.goBack();
  await page.waitForURL(/sign-in/);
  expect(await page.getByRole('navigation', { name: 'Main' }).count()).toBe(0);
  const signIn = async (who: string) => {
    await page.getByLabel('Mail address').fill(`${who}@fernhill.example`);
    await page.getByLabel('Password').first().fill('fernhill-demo');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
  };
  await signIn('helen');
  await page.goto('/a/fernhill-hr/start/employee-onboarding');
  expect(await page.getByLabel('First day').inputValue()).toBe('2031-05-05');
  await page.context().clearCookies();
  await page.goto('/sign-in');
  expect(await page.evaluate(isBegun)).toBe(true);
  await signIn('hugo');
  expect(await page.evaluate(isBegun)).toBe(false);
});

test('pages load nothing but their own files, and are no page of another', async () => {
  const page = await pages.anybody();
  const answer = await page.goto('/sign-in');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  const nonces = await Promise.all([1, 2].map(async () => (await fetch(`${pages.url}/inbox`, html)).text()));
  expect(new Set(nonces).size).toBe(2);
  expect((await fetch(`${pages.url}/v1/nothing`, html)).status).toBe(404);
  expect((await fetch(`${pages.url}/assets/nothing.js`)).status).toBe(404);
});
const html = { headers: { accept: 'text/html' } };
