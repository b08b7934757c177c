import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { rows } from '../domain/process-made.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { onboarding, type Running } from '../support/running.ts';

// Each starts a program of its own, which takes its time on a busy machine.
jest.setTimeout(60_000);

const root = join(import.meta.dirname, '../..');
let cast: Organisation;
let api: Api;
let hugo: Client;
let token: string;
let running: Running;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  hugo = await api.as('hugo', 'fernhill-hr');
  running = await onboarding(cast, hugo);
  token = (await hugo.post('/v1/tokens', { name: 'terminal', scopes: ['read'] })).body.token;
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const accord = (...given: string[]) =>
  new Promise<{ code: number; out: string }>((resolve) => {
    const env = { ...process.env, ACCORD_URL: api.url, ACCORD_TOKEN: token };
    const done = (error: Error | null, stdout: string, stderr: string) =>
      resolve({ code: error ? ((error as unknown as { code: number }).code ?? 1) : 0, out: stdout || stderr });
    execFile(process.execPath, ['bin/accord.ts', ...given], { cwd: root, env }, done);
  });

test('accord why says for which reasons one sees a record, and who else does', async () => {
  const own = await accord('why', 'process', running.id);
  expect(own).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^You see this process as specialist of Fernhill HR/),
  });
  expect(own.out.trim().split('\n')).toHaveLength(3);
  const others = await accord('why', 'process', running.id, '--others');
  expect(others.out).toMatch(/^Marta Jansen sees this process as manager of the process/m);
  expect(others.out).toMatch(/^Fernhill Facilities sees this process .*to Housing team\.$/m);
  expect((await accord('why', 'process', cast.personId('hugo'))).code).toBe(3);
  expect((await accord('why', 'shoe', running.id)).code).toBe(2);
});

test('accord other-side shows what the other side of a trust sees', async () => {
  const { items } = (await hugo.get('/v1/trusts')).body;
  const { id } = items.find(({ account }: { account: { handle: string } }) => account.handle === 'fernhill-facilities');
  const { code, out } = await accord('other-side', id);
  expect([code, out]).toEqual([0, expect.stringContaining('Your account: its name, Fernhill HR')]);
  expect(out).toMatch(/^assign desk +A new colleague +Nadia Costa +assigned/m);
  expect(JSON.parse((await accord('other-side', 'fernhill-facilities', '--json')).out).tasks).toHaveLength(1);
});

test('accord why-late shows what a task waited for and whose turn it was, and the sums add up', async () => {
  const { id } = await running.task('create-login');
  await rows(cast, `update process set started_at = started_at - interval '10 days' where id = $1`, running.id);
  await rows(cast, `update task set activated_at = activated_at - interval '5 days 90.5 minutes' where id = $1`, id);
  const { code, out } = await accord('why-late', 'task', id);
  expect([code, out]).toEqual([0, expect.stringMatching(/^create login: from \w+ .* up to now, /)]);
  expect(out).toMatch(/^create login +Fernhill IT +\w+ .* \d+:\d\d:\d\d/m);
  const sums = out.slice(out.lastIndexOf('WHOSE TURN'));
  const ms = [...sums.matchAll(/ (\d+):(\d\d):(\d\d)(?:\.(\d{3}))?$/gm)].map(
    ([, hours, minutes, seconds, rest = '0']) =>
      ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(rest),
  );
  for (const whose of [/^Fernhill IT /m, /^Accord itself /m, /^Total /m]) expect(sums).toMatch(whose);
  const total = ms.pop() as number;
  expect([ms.length, total > 0, ms.reduce((sum, one) => sum + one, 0)]).toEqual([2, true, total]);
  expect((await accord('why-late', 'process', running.id)).out).toMatch(/^Accord itself/m);
  expect((await accord('why-late', 'process', id)).code).toBe(3);
});
