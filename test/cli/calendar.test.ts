import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Api, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

// Each starts a program of its own, which takes its time on a busy machine.
jest.setTimeout(60_000);

const root = join(import.meta.dirname, '../..');
let org: Organisation;
let api: Api;
let token: string;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  const imran = await api.as('imran', 'fernhill-it');
  token = (await imran.post('/v1/tokens', { name: 'terminal', scopes: ['read', 'admin'] })).body.token;
});
afterAll(async () => {
  await api?.close();
  await org?.close();
});

const accord = (...given: string[]) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', ACCORD_URL: api.url, ACCORD_TOKEN: token };
    const done = (error: Error | null, stdout: string, stderr: string) =>
      resolve({ code: error ? ((error as unknown as { code: number }).code ?? 1) : 0, out: stdout || stderr });
    execFile(process.execPath, ['bin/accord.ts', 'calendar', ...given], { cwd: root, env }, done);
  });

test('the account’s hours and holidays are shown, set and set back', async () => {
  const shown = await accord('show');
  expect(shown).toMatchObject({ code: 0, out: expect.stringMatching(/^Fernhill IT\n {2}zone +Europe\/Amsterdam/) });
  const set = await accord('set', '--hours', 'mon-thu 9:00-17:00', 'fri 9:00-13:00', '--from', '2027-03-08');
  expect(set.out).toMatch(/from 2027-03-08\n {2}mon-thu +9:00-17:00\n {2}fri +9:00-13:00\n {2}sat-sun +closed\n/);
  expect((await accord('show')).out).toBe(set.out);
  const asked = ['--clear', '--holidays-of', 'DE', '--region', 'BY', '--years', '2027'];
  const bavarian = await accord('set', ...asked, '--free', '2027-12-24', '--working', '2027-01-06', '--json');
  expect(bavarian.code).toBe(0);
  const { later, holidays } = JSON.parse(bavarian.out);
  expect(later).toHaveLength(1);
  expect(holidays).toEqual(expect.arrayContaining(['2027-11-01', '2027-12-24']));
  expect(holidays).not.toContain('2027-01-06');
});

test('an offering is named, and has a calendar of its own', async () => {
  const set = await accord('set', '--offering', 'prepare laptop', '--hours', 'mon-sun 0:00-24:00');
  expect(set.out).toMatch(/^prepare laptop\n.*\n {2}mon-sun +0:00-24:00\n/);
  expect((await accord('show', '--offering', 'prepare laptop')).out).toBe(set.out);
  expect((await accord('show')).out).not.toContain('mon-sun');
  expect(await accord('show', '--offering', 'no such thing')).toMatchObject({
    code: 3,
    out: expect.stringContaining('no offering "no such thing"'),
  });
});

test('holidays are looked up by country, and what is wrong is said', async () => {
  expect((await accord('holidays')).out).toMatch(/^NL +Netherlands$/m);
  const dutch = await accord('holidays', 'nl', '--years', '2027');
  expect(dutch.out).toMatch(/^2027-04-27 +Koningsdag$/m);
  expect(dutch.out).toMatch(/^GR +Groningen$/m);
  expect(await accord('holidays', 'XX')).toMatchObject({
    code: 1,
    out: expect.stringContaining('"XX" is not a country'),
  });
  expect((await accord('set')).code).toBe(2);
  const impossible = await accord('set', '--hours', 'mon 9:00-17:00 12:00-18:00');
  expect(impossible).toMatchObject({ code: 1, out: expect.stringMatching(/Monday: .*overlap/) });
});
