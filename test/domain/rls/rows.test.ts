import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { type Role, twoWorlds, type World, type Worlds } from './worlds.ts';

/**
 * The second wall alone: what SQL sees and changes as the application's roles, had it got past the first.
 */
let worlds: Worlds;
beforeAll(async () => {
  worlds = await twoWorlds();
});
afterAll(() => worlds?.close());

/** Which rows somebody acting in an account sees where that is more than his own account's. */
const alsoSeen: Record<string, (world: World) => string[]> = {
  account: ({ id: { account, counterparty } }) => [account, counterparty],
  team: ({ id: { team, spareTeam } }) => [team, spareTeam],
  trust: ({ id: { trust, sent, given } }) => [trust, sent, given],
};
/** What the application's roles never read, by table. */
const unreadable: Record<Role, readonly string[]> = {
  api: ['outbox', 'sign_in'],
  worker: [
    'account_logo',
    'credential',
    'session',
    'access_token',
    'identity',
    'sign_in',
    'welcome',
    'saved_view',
    'preference',
  ],
};

test('every table has a row in this test, and row level security forced', async () => {
  const { rows } = await worlds.owner.query<{ relname: string; relrowsecurity: boolean; relforcerowsecurity: boolean }>(
    `select relname, relrowsecurity, relforcerowsecurity from pg_class c
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not in ('migration', 'viewer_key') order by relname`,
  );
  expect(rows.map(({ relname }) => relname)).toEqual([...new Set(worlds.here.rows.map(({ table }) => table))].sort());
  expect(rows.filter(({ relrowsecurity, relforcerowsecurity }) => !relrowsecurity || !relforcerowsecurity)).toEqual([]);
});

test('no view shows what its reader may not see', async () => {
  const { rows } = await worlds.owner.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`,
  );
  expect(rows).toEqual([]);
});

describe.each(['api', 'worker'] as const)('as the role of the %s', (role) => {
  test('who sets no viewer sees nothing', async () => {
    await worlds.as(role, undefined, async (client) => {
      for (const { table } of worlds.here.rows) {
        if (role === 'worker' && table === 'outbox') continue;
        expect([table, await marks(client, table)]).toEqual([table, []]);
      }
    });
  });

  test('a viewer sees the rows of his account and none of the other’s', async () => {
    for (const mine of [worlds.here, worlds.there]) {
      await worlds.as(role, mine, async (client) => {
        for (const { table, mark } of mine.rows) {
          if (unreadable[role].includes(table) || (role === 'worker' && table === 'outbox')) continue;
          const expected = alsoSeen[table]?.(mine) ?? [mark];
          expect([table, (await marks(client, table)).sort()]).toEqual([table, [...expected].sort()]);
        }
      });
    }
  });

  test.each(unreadable[role])('%s is not readable at all', async (table) => {
    await worlds.as(role, worlds.here, async (client) => {
      await expect(client.query(`select 1 from ${table}`)).rejects.toMatchObject({ code: '42501' });
    });
  });

  test('a viewer changes and deletes no row of the other account', async () => {
    for (const { table, key, mark } of worlds.there.rows) {
      if (table === 'outbox' && role === 'worker') continue;
      const column = await writableColumn(role, table);
      const statements = [...(column ? [`update ${table} set ${column} = ${column}`] : []), `delete from ${table}`];
      for (const statement of statements) {
        await worlds.as(role, worlds.here, async (client) => {
          const done = await client.query(`${statement} where ${key}::text = $1`, [mark]).catch(notAllowed);
          expect([statement, done.rowCount]).toEqual([statement, 0]);
        });
      }
    }
  });
});

/** What tells the rows of a table that this role and viewer see. */
async function marks(client: pg.Client, table: string): Promise<string[]> {
  const key = worlds.here.rows.find((row) => row.table === table)?.key;
  await client.query('savepoint before');
  try {
    const { rows } = await client.query<{ mark: string }>(`select ${key}::text as mark from ${table}`);
    return rows.map(({ mark }) => mark);
  } catch (error) {
    await client.query('rollback to before');
    notAllowed(error);
    return [];
  }
}

async function writableColumn(role: string, table: string): Promise<string | undefined> {
  const { rows } = await worlds.owner.query<{ column_name: string }>(
    `select column_name from information_schema.column_privileges
     where grantee = 'accord_' || $1 and table_name = $2 and privilege_type = 'UPDATE' limit 1`,
    [role, table],
  );
  return rows[0]?.column_name;
}

/** The role has no such right on the table; anything else is a mistake of this test. */
function notAllowed(error: unknown): { rowCount: number } {
  if ((error as { code?: string }).code !== '42501') throw error;
  return { rowCount: 0 };
}
