import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { sealEntries } from '../../domain/audit/seal.ts';
import { type Api, type Client, startApi } from '../support/api.ts';
import { type Organisation, organisation } from '../support/organisation.ts';

let org: Organisation;
let api: Api;
let auditor: Client;
let owner: pg.Client;
const folder = mkdtempSync(join(tmpdir(), 'accord-audit-'));
const keptFile = join(folder, 'heads.txt');
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org);
  auditor = await api.as('aziz', 'fernhill-hr');
  owner = new pg.Client({ connectionString: org.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await owner?.end();
  await api?.close();
  await org?.close();
});

const path = '/v1/audit/chain/verification';
const hugo = () => api.as('hugo', 'fernhill-hr');
async function sealed(...names: string[]): Promise<void> {
  for (const name of names) expect((await (await hugo()).post('/v1/teams', { name })).status).toBe(201);
  await sealEntries(org.workerStore);
}
/** Something past the application, undone when it was looked at. */
async function meanwhile(statement: string, undo: string, look: () => Promise<void>): Promise<void> {
  expect((await owner.query(statement)).rowCount).toBe(1);
  await look();
  expect((await owner.query(undo)).rowCount).toBe(1);
}
const renamed = `update audit set changes = changes || '{"name":"Forged"}' where changes ->> 'name' = 'One'`;
const asBefore = `update audit set changes = changes || '{"name":"One"}' where changes ->> 'name' = 'Forged'`;

describe('the API', () => {
  test('says where the chain of the account ends, and that all fits', async () => {
    await sealed('One', 'Two');
    const { body: chain } = await auditor.get('/v1/audit/chain');
    expect(chain).toEqual({
      account: 'fernhill-hr',
      head: {
        number: expect.any(Number),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        sealedAt: expect.stringContaining('T'),
      },
      unsealed: 0,
    });
    const { number, hash } = chain.head;
    const all = await auditor.get(path);
    expect(all.body).toMatchObject({ fault: null, seals: number, unsealed: 0, head: { number, hash }, more: false });
    await sealed('Three');
    const since = await auditor.get(`${path}?after=${number}:${hash}`);
    expect(since.body).toMatchObject({ fault: null, seals: 1, entries: 1, head: { number: number + 1 } });
    const other = await auditor.get(`${path}?after=${number}:${'0'.repeat(64)}`);
    expect(other.body.fault).toContain(`Seal ${number} has the hash ${hash} and not 0000`);
    expect((await auditor.get(`${path}?after=12`)).status).toBe(422);
  });

  test('tells auditors and administrators only, each of their own account', async () => {
    for (const [key, account] of [
      ['helen', 'fernhill-hr'],
      ['marta', 'fernhill-hr'],
    ]) {
      const client = await api.as(key as string, account as string);
      for (const one of ['/v1/audit/chain', path]) expect((await client.get(one)).status).toBe(403);
    }
    const { body } = await (await api.as('imran', 'fernhill-it')).get('/v1/audit/chain');
    expect(body).toMatchObject({ account: 'fernhill-it', head: null });
  });

  test('names what does not fit', async () => {
    await meanwhile(renamed, asBefore, async () => {
      expect((await auditor.get(path)).body.fault).toMatch(/^Entry [0-9a-f-]{36} of seal 1 was changed\.$/);
    });
    expect((await auditor.get(path)).body.fault).toBeNull();
  });
});

type Ended = { readonly code: number; readonly out: string; readonly err: string };
function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const file = join(import.meta.dirname, '../../bin', program);
  return new Promise((resolve) => {
    const settings = { env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', ...env } };
    execFile(process.execPath, [file, ...args], settings, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}
const fits = /^fernhill-hr: all \d+ entries are as they were sealed, in \d+ seals\./;
const forged = /^fernhill-hr: the audit log is not what was sealed\. Entry [0-9a-f-]{36} of seal 1 was changed\.\n$/;

describe('the command for auditors', () => {
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    const made = await auditor.post('/v1/tokens', { name: 'audit', scopes: ['read'], days: 1 });
    expect(made.status).toBe(201);
    env = { ACCORD_URL: api.url, ACCORD_TOKEN: made.body.token };
  });
  const accord = (...args: string[]) => run('accord.ts', ['audit', ...args], env);

  test('verifies the chain, and heads that were kept', async () => {
    const head = await accord('head');
    expect(head.out).toMatch(/^fernhill-hr \d+:[0-9a-f]{64} \d{4}-\S+Z\n$/);
    writeFileSync(keptFile, `> accord@0.1.0 accord\n\n${head.out}`);
    await sealed('Four', 'Five');
    const found = await accord('verify', '--kept', keptFile);
    expect(found).toMatchObject({ code: 0, out: expect.stringMatching(fits), err: '' });
    expect(found.out).toContain('The head that was kept is in it.');
  });

  test('ends with 1 and the entry that does not fit', async () => {
    await meanwhile(renamed, asBefore, async () => {
      expect(await accord('verify')).toEqual({ code: 1, out: '', err: expect.stringMatching(forged) });
      const told = await accord('verify', '--json');
      expect(JSON.parse(told.out)).toMatchObject({ account: 'fernhill-hr', fault: expect.stringContaining('changed') });
      expect(told.code).toBe(1);
    });
  });

  test('a file without heads is no proof', async () => {
    const other = join(folder, 'other.txt');
    writeFileSync(other, 'fernhill-it 1:12\n');
    expect(await accord('verify', '--kept', other)).toMatchObject({ code: 2, err: expect.stringContaining('Line 1') });
    writeFileSync(other, '');
    expect(await accord('verify', '--kept', other)).toMatchObject({ code: 2, err: expect.stringContaining('no head') });
  });
});

describe('the command for operators', () => {
  const account = (...args: string[]) =>
    run('account.ts', ['audit', ...args], { DATABASE_MIGRATOR_URL: org.database.urls.migrator });

  test('verifies all accounts, or one', async () => {
    const all = await account('verify', '--kept', keptFile);
    expect(all).toMatchObject({ code: 0, err: '' });
    expect(
      all.out
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toContain('oakline');
    expect(all.out).toMatch(/^fernhill-hr: all .* The head that was kept is in it\./m);
    const one = await account('verify', 'fernhill-hr');
    expect(one).toMatchObject({ code: 0, out: expect.stringMatching(fits) });
    expect(await account('verify', 'nobody')).toMatchObject({ code: 1, err: 'There is no account "nobody".\n' });
    expect(await account('verify', '--kept', join(folder, 'none.txt'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^ENOENT: no such file or directory, open '.*none.txt'\n$/),
    });
    expect((await account('heads', 'fernhill-hr')).out).toMatch(/^fernhill-hr \d+:[0-9a-f]{64} /);
  });

  test('goes on after a chain that is broken, and ends with 1', async () => {
    await meanwhile(renamed, asBefore, async () => {
      const found = await account('verify');
      expect(found).toMatchObject({ code: 1, err: expect.stringMatching(forged) });
      expect(found.out).toContain('oakline: all ');
    });
  });
});
