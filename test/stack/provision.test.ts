import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { readConfig } from '../../bin/config.ts';
import { provision, type Stack } from '../../bin/stack/provision.ts';
import { ensureRoles } from '../../bin/stack/roles.ts';

const said: string[] = [];
const bothBack = Promise.withResolvers<void>();
let stack: Stack;

beforeAll(async () => {
  stack = await provision({ config: readConfig([], {}), say: hear });
});

afterAll(() => stack.stop());

test('no role that signs in owns the database, makes roles or passes row level security', async () => {
  const [rows] = await ask(
    stack.ownerUrl!,
    `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as above
     from pg_roles where rolname like 'accord\\_%' order by 1`,
  );
  const names = [
    'accord_api',
    'accord_definer',
    'accord_migrator',
    'accord_queue',
    'accord_reconciler',
    'accord_worker',
  ];
  expect(rows).toEqual(names.map((rolname) => ({ rolname, above: false })));
});

test('each role gets in by its address and may make tables only where that is its purpose', async () => {
  const mayCreate = async (url: string) => {
    const [rows] = await ask(
      url,
      `select has_schema_privilege('public', 'create') as tables, has_schema_privilege('bullmq', 'create') as jobs`,
    );
    return rows[0];
  };
  expect(await mayCreate(stack.databaseUrls.migrator)).toEqual({ tables: true, jobs: false });
  expect(await mayCreate(stack.databaseUrls.api)).toEqual({ tables: false, jobs: false });
  expect(await mayCreate(stack.databaseUrls.worker)).toEqual({ tables: false, jobs: false });
  expect(await mayCreate(stack.databaseUrls.queue)).toEqual({ tables: false, jobs: true });
  expect(await mayCreate(stack.databaseUrls.reconciler)).toEqual({ tables: false, jobs: false });
});

test('a database address whose role would pass row level security is refused', async () => {
  const urls = { ...stack.databaseUrls, api: stack.ownerUrl!.replace(/\/postgres$/, '/accord') };
  await expect(ensureRoles(stack.ownerUrl!, urls)).rejects.toThrow(/The role "postgres" may pass row level security/);
});

test('servers that are killed are started again with their data, and it is said', async () => {
  await ask(stack.databaseUrls.migrator, 'create table kept as select 42 as answer');
  const before = stack.pids();
  for (const pid of Object.values(before)) process.kill(pid, 'SIGKILL');
  await bothBack.promise;
  expect(said).toContain('PostgreSQL ended unexpectedly (signal SIGKILL); starting it again.');
  const [rows] = await ask(stack.databaseUrls.migrator, 'select answer from kept');
  expect(rows).toEqual([{ answer: 42 }]);
  expect(stack.pids().postgres).not.toBe(before.postgres);
});

test('a throwaway stack leaves nothing behind', async () => {
  const second = await provision({ config: readConfig([], {}) });
  const pids = Object.values(second.pids());
  expect(pids).toHaveLength(2);
  await second.stop();
  expect(existsSync(second.dataDir)).toBe(false);
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('servers that cannot be reached are all named in one message', async () => {
  const config = readConfig([], {
    DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/x',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
  });
  const failure = await provision({ config }).catch((error: Error) => error.message);
  expect(failure).toContain('PostgreSQL at 127.0.0.1:1/x does not let me in');
  expect(failure).toContain('Temporal at 127.0.0.1:1 is not usable');
  expect(failure).not.toContain('secret');
});

function hear(line: string): void {
  said.push(line);
  if (said.includes('PostgreSQL is back.') && said.includes('Temporal is back.')) bothBack.resolve();
}

async function ask(url: string, sql: string): Promise<[Record<string, unknown>[]]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return [(await client.query(sql)).rows];
  } finally {
    await client.end();
  }
}
