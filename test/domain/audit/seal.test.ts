import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { sealEntries } from '../../../domain/audit/seal.ts';
import { startSealing } from '../../../domain/audit/sealing.ts';
import { verifyChain } from '../../../domain/audit/verify.ts';
import { entities } from '../../../domain/entities.ts';
import { createTeam } from '../../../domain/person/teams.ts';
import { record } from '../../../domain/store.ts';
import { driver, type Viewer } from '../../../domain/viewer.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
let hr: Viewer;
let it: Viewer;
let orm: MikroORM;
beforeAll(async () => {
  org = await organisation();
  hr = await org.viewer('hugo', 'fernhill-hr');
  it = await org.viewer('imran', 'fernhill-it');
  orm = await MikroORM.init({ clientUrl: org.database.ownerUrl, entities });
});
afterAll(async () => {
  await orm?.close();
  await org?.close();
});

const unsealed = async () => Number((await orm.em.execute('select count(*) as n from audit_unsealed'))[0]?.n);
const whole = (accountId: string) => verifyChain(orm.em.fork(), accountId, null, 10_000);

test('commands of one account that come in while several seal are all sealed, once and in one chain', async () => {
  const actors = [hr, it];
  const commands = Array.from({ length: 160 }, (_, n) => async () => {
    const viewer = actors[n % 2] as Viewer;
    await org.store.as(viewer, async (door) => {
      const { team } = await createTeam(door, `Team ${n}`);
      // People of one account at records of the other, and transactions of different lengths.
      if (n % 5 === 0) record(door, (actors[(n + 1) % 2] as Viewer).accountId, 'team', team.id, 'looked_after');
      await door.em.execute('select pg_sleep(?)', [(n % 7) / 200]);
    });
  });
  let busy = true;
  const sealers = [1, 2, 3].map(async () => {
    while (busy) await sealEntries(org.workerStore, 20);
  });
  const lanes = Array.from({ length: 8 }, async () => {
    for (let next = commands.pop(); next; next = commands.pop()) await next();
  });
  await Promise.all(lanes);
  busy = false;
  await Promise.all(sealers);
  while ((await sealEntries(org.workerStore, 20)) > 0);

  expect(await unsealed()).toBe(0);
  const [{ n: entries }] = await orm.em.execute<[{ n: string }]>('select count(*) as n from audit');
  const found = await Promise.all([...new Set(actors.map(({ accountId }) => accountId))].map(whole));
  expect(found.map(({ fault }) => fault)).toEqual([null, null]);
  expect(found.every(({ seals }) => seals > 3)).toBe(true);
  expect(found.reduce((sum, one) => sum + one.entries, 0)).toBe(Number(entries));
  expect(Number(entries)).toBeGreaterThanOrEqual(192);
});

test('an entry that is committed late goes into the next seal', async () => {
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>();
  const late = org.store.as(hr, async (door) => {
    await createTeam(door, 'Late');
    for (const entry of door.entries.splice(0)) door.em.persist(entry);
    await door.em.flush();
    hasWritten();
    await allowed;
  });
  await written;
  await org.store.as(hr, (door) => createTeam(door, 'Early'));
  expect(await sealEntries(org.workerStore)).toBe(1);
  const before = await whole(hr.accountId);
  allow();
  await late;
  expect(await whole(hr.accountId)).toMatchObject({ fault: null, seals: before.seals, unsealed: 1 });
  expect(await sealEntries(org.workerStore)).toBe(1);
  expect(await whole(hr.accountId)).toMatchObject({ fault: null, seals: before.seals + 1, unsealed: 0 });
});

test('the worker seals by itself', async () => {
  await org.store.as(hr, (door) => createTeam(door, 'By itself'));
  expect(await unsealed()).toBe(1);
  const sealing = startSealing(org.workerStore, (message, error) => {
    throw new Error(message, { cause: error });
  });
  await sealing.stop();
  expect(await unsealed()).toBe(0);
});

test('that entries wait although nothing fails is told', async () => {
  const other = new pg.Client({ connectionString: org.database.ownerUrl });
  await other.connect();
  try {
    await other.query('begin');
    // As another worker would that stands still.
    await other.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`accord audit ${hr.accountId}`]);
    await orm.em.execute(
      `insert into audit (id, at, account_id, actor_account_id, record_kind, record_id, action)
       values (uuidv7(interval '-61 seconds'), now(), ?, ?, 'account', ?, 'updated')`,
      [hr.accountId, hr.accountId, hr.accountId],
    );
    const told: string[] = [];
    const sealing = startSealing(org.workerStore, (message) => told.push(message));
    await sealing.stop();
    expect(told).toEqual([expect.stringMatching(/^Audit entries have waited for their seal since 20/)]);
    await other.query('rollback');
    expect(await sealEntries(org.workerStore)).toBe(1);
  } finally {
    await other.end();
  }
});

/** What the application's roles may do to the log, as PostgreSQL says. */
async function rights(client: { query: pg.Client['query'] }): Promise<string[]> {
  const { rows } = await client.query<{ said: string }>(
    `select role || ' ' || privilege || ' ' || name as said
     from unnest(array['accord_api', 'accord_worker', 'accord_queue', 'accord_definer', 'accord_reconciler']) as role,
       unnest(array['audit', 'audit_seal', 'audit_unsealed']) as name,
       unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as privilege
     where has_table_privilege(role, name, privilege) or (privilege in ('INSERT', 'UPDATE') and has_any_column_privilege(role, name, privilege))
     order by 1`,
  );
  return rows.map(({ said }) => said);
}

test('no role of the application changes or removes an entry or a seal, and none but the worker seals', async () => {
  const client = new pg.Client({ connectionString: org.database.ownerUrl });
  await client.connect();
  try {
    const allowed = [
      'accord_api INSERT audit',
      // Owns the functions that mark, that seal and that make accounts; nobody signs in as it.
      'accord_definer DELETE audit_unsealed',
      'accord_definer INSERT audit',
      'accord_definer INSERT audit_seal',
      'accord_definer INSERT audit_unsealed',
      // Tells what it mended, and nothing else: by a policy.
      'accord_reconciler INSERT audit',
      'accord_worker INSERT audit',
    ];
    expect(await rights(client)).toEqual(allowed);
    // And it would be noticed.
    await client.query(
      'begin; grant update (action) on audit to accord_api; grant delete on audit_seal to accord_worker',
    );
    expect(await rights(client)).toEqual(
      ['accord_api UPDATE audit', 'accord_worker DELETE audit_seal', ...allowed].sort(),
    );
    await client.query('rollback');
  } finally {
    await client.end();
  }
  const denied = [
    `update audit set action = 'x'`,
    'delete from audit',
    'delete from audit_seal',
    'update audit_seal set number = number + 100',
    'delete from audit_unsealed',
    'select seal_audit(array[]::uuid[], null, 1, null, null, null, now())',
    'select * from entries_to_seal(10)',
  ];
  for (const statement of denied) {
    await expect(org.store.as(hr, ({ em }) => em.execute(statement))).rejects.toThrow('permission denied');
  }
  for (const statement of denied.slice(0, 5)) {
    await expect(org.workerStore.as(driver(hr.accountId), ({ em }) => em.execute(statement))).rejects.toThrow(
      'permission denied',
    );
  }
});

test('a seal that does not continue the chain is refused, whoever computed it', async () => {
  await org.store.as(hr, (door) => createTeam(door, 'Refused'));
  const [{ id }] = await orm.em.execute<[{ id: string }]>('select entry_id as id from audit_unsealed');
  const [newest] = await orm.em.execute<{ number: number; hash: string }[]>(
    `select number, encode(hash, 'hex') as hash from audit_seal where account_id = ? order by number desc limit 1`,
    [hr.accountId],
  );
  const { number, hash } = newest as NonNullable<typeof newest>;
  const seal = (viewer: Viewer, ids: string[], at: number, previous: string) =>
    org.workerStore.as(viewer, ({ em }) =>
      em.execute(
        `select seal_audit(?::uuid[], sha256('m'), ?::integer, decode(?, 'hex'), substr(sha256('s'), 1, 16), sha256('h'), now())`,
        [`{${ids.join(',')}}`, at, previous],
      ),
    );
  const own = driver(hr.accountId);
  await expect(seal(driver(it.accountId), [id], number + 1, hash)).rejects.toThrow('of its own account only');
  await expect(seal(own, [id, id], number + 1, hash)).rejects.toThrow('sealed once');
  await expect(seal(own, [id], number + 2, hash)).rejects.toThrow('follows the newest one');
  await expect(seal(own, [id], number, hash)).rejects.toThrow('follows the newest one');
  await expect(seal(own, [id], number + 1, '00'.repeat(32))).rejects.toThrow('follows the newest one');
  expect(await sealEntries(org.workerStore)).toBe(1);
});

test('one account sees nothing of another’s seals', async () => {
  const numbers = await org.store.as(it, ({ em }) =>
    em.execute<{ account_id: string }[]>('select distinct account_id from audit_seal'),
  );
  expect(numbers).toEqual([{ account_id: it.accountId }]);
});
