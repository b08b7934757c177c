import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pair } from '../domain/process-made.ts';
import { type Between, between } from '../domain/trust/between.ts';
import { type Api, startApi } from '../support/api.ts';

let both: Between;
let api: Api;
const tokens = new Map<string, string>();
beforeAll(async () => {
  both = await between();
  api = await startApi(both.org);
  for (const [key, account] of [
    ['oscar', 'oakline'],
    ['bella', 'brightwire'],
  ] as const) {
    const made = await (await api.as(key, account)).post('/v1/tokens', { name: 'cli', scopes: ['read', 'admin'] });
    tokens.set(key, made.body.token ?? made.body.secret);
  }
}, 120_000);
afterAll(async () => {
  await api?.close();
  await both?.org.close();
});

/** What `accord trusts …` prints, and how it ends. */
async function accord(who: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../bin/accord.ts'), 'trusts', ...args], {
    env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', ACCORD_URL: api.url, ACCORD_TOKEN: tokens.get(who) ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const code = await new Promise<number>((resolve) => child.once('close', (ended) => resolve(ended ?? -1)));
  return { code, said };
}

test('a trust is listed, granted in, held up, and ended with what that comes to said first', async () => {
  const listed = await accord('oscar', 'list');
  expect(listed.said).toMatch(/Brightwire +works for you +accepted/);
  const granted = await accord('oscar', 'grant', 'brightwire', 'share_contact');
  expect(granted).toMatchObject({ code: 0, said: expect.stringContaining('we grant   share_contact') });
  expect((await accord('bella', 'show', 'oakline')).said).toContain('they grant share_contact');
  expect(await accord('bella', 'withdraw', 'oakline', 'share_contact')).toMatchObject({
    code: 4,
    said: expect.stringContaining('This is for Oakline to decide'),
  });
  expect((await accord('oscar', 'grant', 'brightwire', 'roles', '--role', 'auditor')).said).toContain('roles auditor');
  expect((await accord('oscar', 'grant', 'brightwire', 'assign_approvals', '--level', 'all')).code).toBe(1);
  expect((await accord('bella', 'suspend', 'oakline')).said).toContain('held up    by us');
  expect((await accord('bella', 'resume', 'oakline')).said).toContain('status     accepted');
  expect((await accord('oscar', 'show', 'fernhill-it')).code).toBe(3);

  await both.begin(pair);
  const asked = await accord('oscar', 'revoke', 'brightwire');
  expect(asked.code).toBe(2);
  expect(asked.said).toContain('2 open tasks (2 assigned), 0 of them begun');
  expect(asked.said).toContain('1 processes have open work there, 1 count on it');
  expect(asked.said).toContain('There is no terminal to ask: add --yes to end the trust.');
  expect((await both.seen()).status).toBe('accepted');
  expect((await accord('oscar', 'revoke', 'brightwire', '--cancel', '--finish-until', 'x')).code).toBe(2);
  const ended = await accord('oscar', 'revoke', 'brightwire', '--yes', '--cancel');
  expect(ended.said).toMatch(/status +revoked\n +ending +cancel, 0 of 2 given back/);

  const invited = await accord('oscar', 'invite', 'brightwire', '--as', 'trusting');
  expect(invited).toMatchObject({ code: 0, said: expect.stringContaining('status     pending') });
  expect((await accord('bella', 'accept', 'oakline')).said).toContain('status     accepted');
}, 120_000);
