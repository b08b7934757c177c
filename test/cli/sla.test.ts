import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Agreed, agreed } from '../api/agreed.ts';
import { rows } from '../domain/process-made.ts';
import { type Api, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let api: Api;
let made: Agreed;
const folder = mkdtempSync(join(tmpdir(), 'accord-sla-'));
const tokens = new Map<string, string>();
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  made = await agreed(org, await api.as('helen'));
  for (const [key, account] of [
    ['imran', 'fernhill-it'],
    ['hugo', 'fernhill-hr'],
  ] as const) {
    const answer = await (await api.as(key, account)).post('/v1/tokens', { name: 'cli', scopes: ['read', 'admin'] });
    tokens.set(key, answer.body.token);
  }
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await api?.close();
  await org?.close();
});

/** What `accord sla …` prints, and how it ends. Of nobody: where no server is reached. */
async function accord(who: string | undefined, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const reached = who ? { ACCORD_URL: api.url, ACCORD_TOKEN: tokens.get(who) } : { ACCORD_URL: 'http://127.0.0.1:1' };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../bin/accord.ts'), 'sla', ...args], {
    env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1', ...reached },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? -1)));
  return { code, out, err };
}

const october = ['--from', '2025-10-01', '--to', '2025-11-01'];
const file = (name: string) => join(folder, name);

test('a report is written to a file, which holds without any server; changed by a minute it does not', async () => {
  const written = await accord('imran', 'report', made.id, ...october, '-o', file('one.json'));
  expect(written).toEqual({ code: 0, out: '', err: '' });
  const holds = await accord(undefined, 'verify', file('one.json'));
  expect(holds).toEqual({
    code: 0,
    out: 'The report holds: 2 of 2 tasks were counted anew from their ledgers. Compare its hash with that of the other party.\n',
    err: '',
  });
  const text = readFileSync(file('one.json'), 'utf8');
  writeFileSync(file('two.json'), text.replace('2025-10-08T08:00:00.000Z', '2025-10-08T08:01:00.000Z'));
  const fails = await accord(undefined, 'verify', file('two.json'));
  expect(fails.code).toBe(1);
  expect(fails.err).toContain('The report does not hold: 2 of 2 tasks were counted anew');
  expect(fails.err).toMatch(/tasks\[\d\]\.ledger is none of those that the figures rest on\./);
  expect(JSON.parse((await accord(undefined, 'verify', file('two.json'), '--json')).out)).toMatchObject({
    counted: 2,
    of: 2,
  });
});

test('both parties have the same hash, also where one of them is not shown all', async () => {
  await rows(org, 'update visibility set confidential = true where record_id = $1', made.late);
  await rows(org, `delete from team_member where person_id = $1`, org.personId('imran'));
  await accord('imran', 'report', made.id, ...october, '-o', file('theirs.json'));
  await accord('hugo', 'report', made.id, ...october, '-o', file('ours.json'));
  const [theirs, ours] = ['theirs.json', 'ours.json'].map((name) => JSON.parse(readFileSync(file(name), 'utf8')));
  expect(ours.hash).toBe(theirs.hash);
  expect([ours.tasks.length, theirs.tasks.length]).toEqual([2, 1]);
  const { code, out } = await accord(undefined, 'verify', file('theirs.json'));
  expect(code).toBe(0);
  expect(out).toContain('1 of 2 tasks were counted anew from their ledgers, the other 1 are not yours to see');
});

test('a report comes as CSV and as a page, and a period is closed', async () => {
  expect((await accord('hugo', 'report', made.id, ...october, '--format', 'csv')).out).toMatch(/^row,goal,/);
  expect((await accord('hugo', 'report', made.id, ...october, '--format', 'html')).out).toMatch(/^<!doctype html>/);
  const closed = await accord('hugo', 'close', made.id, ...october);
  expect(closed.out).toMatch(/^Closed from 2025-10-01 to 2025-11-01\. Hash of its figures: [0-9a-f]{64}\n$/);
  const again = await accord('imran', 'close', made.id, ...october);
  expect(again).toMatchObject({ code: 1, err: 'The period from 2025-10-01 to 2025-11-01 is closed already.\n' });
});

test('what is no report is refused in a sentence', async () => {
  writeFileSync(file('none.json'), '{"format": "x"}');
  writeFileSync(file('no.json'), 'x');
  expect(await accord(undefined, 'verify', file('none.json'))).toMatchObject({
    code: 2,
    err: expect.stringContaining('is no report'),
  });
  expect((await accord(undefined, 'verify', file('no.json'))).code).toBe(2);
  expect((await accord(undefined, 'verify', file('absent.json'))).code).toBe(2);
  expect((await accord('hugo', 'report', '0198a3c0-0000-7000-8000-00000000000f')).code).toBe(3);
});
