import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sealEntries } from '../../../domain/audit/seal.ts';
import { anchorFault, type Verified, verifyChain } from '../../../domain/audit/verify.ts';
import { entities } from '../../../domain/entities.ts';
import { newId } from '../../../domain/id.ts';
import { createTeam } from '../../../domain/person/teams.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
let hr: Viewer;
let orm: MikroORM;
/** Entries by seal, as they were sealed. */
const sealed: string[][] = [];
beforeAll(async () => {
  org = await organisation();
  hr = await org.viewer('hugo', 'fernhill-hr');
  orm = await MikroORM.init({ clientUrl: org.database.ownerUrl, entities });
  await sealEntries(org.workerStore, 10_000);
  for (const names of [['One', 'Two', 'Three'], ['Four', 'Five'], ['Six'], ['Seven']]) {
    for (const name of names) await org.store.as(hr, (door) => createTeam(door, name));
    expect(await sealEntries(org.workerStore)).toBe(names.length);
  }
  const rows = await orm.em.execute<{ ids: string[] }[]>(
    'select entry_ids::text[] as ids from audit_seal where account_id = ? order by number',
    [hr.accountId],
  );
  sealed.push(...rows.map(({ ids }) => ids));
});
afterAll(async () => {
  await orm?.close();
  await org?.close();
});

/** What is found after the owner of the database did something past every policy; undone afterwards. */
async function foundAfter(tamper: (em: EntityManager) => Promise<unknown>, look = verify): Promise<Verified> {
  const em = orm.em.fork();
  await em.begin();
  try {
    await tamper(em);
    return await look(em);
  } finally {
    await em.rollback();
  }
}
const verify = (em: EntityManager) => verifyChain(em, hr.accountId, null, 100);
const entry = (seal: number, place: number) => sealed[seal - 1]?.[place] as string;
const untouched = async () => {};

test('a chain that nobody touched fits, and is counted', async () => {
  const found = await foundAfter(untouched);
  expect(found).toMatchObject({ fault: null, seals: 4, entries: 7, unsealed: 0, more: false });
  expect(found.newest).toEqual({ number: 4, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

describe('what was done past the application is named:', () => {
  const changes: [string, string][] = [
    ['what was changed', `changes = '{"name":"Two!"}'`],
    ['when', `at = at + interval '1 microsecond'`],
    ['who', `actor_id = null`],
    ['for which account', `actor_account_id = (select id from account where handle = 'fernhill-it')`],
    ['to which kind of record', `record_kind = 'task'`],
    ['to which record', 'record_id = account_id'],
    ['what was done', `action = 'updated'`],
  ];
  test.each(changes)('an entry says otherwise %s', async (_, set) => {
    const id = entry(1, 1);
    const found = await foundAfter((em) => em.execute(`update audit set ${set} where id = ?`, [id]));
    expect(found).toMatchObject({ fault: `Entry ${id} of seal 1 was changed.`, seals: 0 });
  });

  test('an entry is gone', async () => {
    const found = await foundAfter((em) => em.execute('delete from audit where id = ?', [entry(2, 0)]));
    expect(found).toMatchObject({ fault: `Entry ${entry(2, 0)} of seal 2 is missing.`, seals: 1 });
  });

  test('an entry was given to another account', async () => {
    const to = org.accountId('fernhill-it');
    const found = await foundAfter((em) =>
      em.execute('update audit set account_id = ? where id = ?', [to, entry(3, 0)]),
    );
    expect(found.fault).toBe(`Entry ${entry(3, 0)} of seal 3 is missing.`);
  });

  test('two entries have changed places', async () => {
    const [one, two] = [entry(1, 0), entry(1, 1)];
    const swap = async (em: EntityManager) => {
      const spare = newId();
      for (const [from, to] of [
        [one, spare],
        [two, one],
        [spare, two],
      ]) {
        await em.execute('update audit set id = ? where id = ?', [to, from]);
      }
    };
    expect((await foundAfter(swap)).fault).toBe(`Entry ${one} of seal 1 was changed.`);
    const order = (em: EntityManager) =>
      em.execute(
        `update audit_seal set entry_ids = array[entry_ids[2], entry_ids[1]] || entry_ids[3:],
         marks = substr(marks, 5, 4) || substr(marks, 1, 4) || substr(marks, 9) where account_id = ? and number = 1`,
        [hr.accountId],
      );
    expect((await foundAfter(order)).fault).toBe(`Entry ${one} is out of order in seal 1.`);
  });

  test.each([1, 2, 3])('seal %i is gone', async (number) => {
    const found = await foundAfter((em) =>
      em.execute('delete from audit_seal where account_id = ? and number = ?', [hr.accountId, number]),
    );
    expect(found.fault).toBe(`Seal ${number} is missing: seal ${number + 1} comes next.`);
  });

  test('the newest seal is gone', async () => {
    const found = await foundAfter((em) =>
      em.execute('delete from audit_seal where account_id = ? and number = 4', [hr.accountId]),
    );
    expect(found.fault).toBe(
      `Entry ${entry(4, 0)} is in no seal and does not wait for one: it was added by hand, or its seal was removed.`,
    );
    expect(found.seals).toBe(3);
  });

  test('two seals have changed places', async () => {
    const swap = async (em: EntityManager) => {
      for (const [from, to] of [
        [2, 99],
        [3, 2],
        [99, 3],
      ]) {
        await em.execute('update audit_seal set number = ? where account_id = ? and number = ?', [
          to,
          hr.accountId,
          from,
        ]);
      }
    };
    expect((await foundAfter(swap)).fault).toBe('Seal 2 does not follow seal 1: it names another hash before it.');
  });

  test.each([
    ['its hash', `hash = sha256('x')`, 'Seal 2 itself was changed: its entries fit one by one, its hash does not.'],
    [
      'its time',
      `sealed_at = sealed_at - interval '1 day'`,
      'Seal 2 itself was changed: its entries fit one by one, its hash does not.',
    ],
    ['what it follows', `previous = sha256('x')`, 'Seal 2 does not follow seal 1: it names another hash before it.'],
  ])('a seal was changed: %s', async (_, set, fault) => {
    const found = await foundAfter((em) =>
      em.execute(`update audit_seal set ${set} where account_id = ? and number = 2`, [hr.accountId]),
    );
    expect(found.fault).toBe(fault);
  });

  const forge = (em: EntityManager, id: string) =>
    em.execute(
      `insert into audit (id, at, account_id, actor_account_id, actor_id, record_kind, record_id, action)
       select ?, at, account_id, actor_account_id, actor_id, record_kind, record_id, 'forged' from audit where id = ?`,
      [id, entry(1, 0)],
    );
  test('an entry was added past the application', async () => {
    const id = newId();
    const found = await foundAfter(async (em) => {
      await em.execute('alter table audit disable trigger unsealed');
      await forge(em, id);
    });
    expect(found.fault).toContain(`Entry ${id} is in no seal and does not wait for one`);
  });

  test('an entry was added to a seal', async () => {
    const id = newId();
    const found = await foundAfter(async (em) => {
      await forge(em, id);
      await em.execute('update audit_seal set entry_ids = entry_ids || ?::uuid where account_id = ? and number = 3', [
        id,
        hr.accountId,
      ]);
    });
    expect(found.fault).toBe(`Entry ${id} was added to seal 3.`);
  });

  test('an entry was removed from its seal', async () => {
    const found = await foundAfter((em) =>
      em.execute(
        `update audit_seal set entry_ids = entry_ids[:2], marks = substr(marks, 1, 8) where account_id = ? and number = 1`,
        [hr.accountId],
      ),
    );
    expect(found.fault).toBe('Seal 1 itself was changed: its entries fit one by one, its hash does not.');
  });
});

test('a log that was written anew from end to end does not fit a seal that was written down', async () => {
  const { newest } = await foundAfter(untouched);
  const anchor = newest as NonNullable<typeof newest>;
  const em = orm.em.fork();
  expect(await anchorFault(em, hr.accountId, anchor)).toBeNull();
  expect(await anchorFault(em, hr.accountId, { ...anchor, hash: 'ab'.repeat(32) })).toMatch(
    /^Seal 4 has the hash [0-9a-f]{64} and not abab.*: the log was written anew/,
  );
  expect(await anchorFault(em, hr.accountId, { ...anchor, number: 5 })).toBe(
    'Seal 5, which was written down, is missing.',
  );
});

test('a part is verified from the seal before it', async () => {
  const em = orm.em.fork();
  const first = await verifyChain(em, hr.accountId, null, 2);
  expect(first).toMatchObject({ fault: null, seals: 2, entries: 5, more: true, newest: { number: 2 } });
  const rest = await verifyChain(em, hr.accountId, first.newest, 2);
  expect(rest).toMatchObject({ fault: null, seals: 2, entries: 2, more: false, newest: { number: 4 } });
  expect(await verifyChain(em, hr.accountId, rest.newest, 2)).toMatchObject({
    fault: null,
    seals: 0,
    newest: rest.newest,
  });
  const wrong = { number: 2, hash: '00'.repeat(32) };
  expect((await verifyChain(em, hr.accountId, wrong, 2)).fault).toContain('Seal 2 has the hash');
});

test('an entry that claims to be older than those sealed before it was added later', async () => {
  const other = await organisation();
  try {
    const viewer = await other.viewer('hugo', 'fernhill-hr');
    await other.store.as(viewer, (door) => createTeam(door, 'One'));
    await sealEntries(other.workerStore, 10_000);
    const owner = await MikroORM.init({ clientUrl: other.database.ownerUrl, entities });
    const old = `${(Date.now() - 2 * 3_600_000).toString(16).padStart(12, '0')}`;
    const id = `${old.slice(0, 8)}-${old.slice(8)}-7000-8000-000000000001`;
    await owner.em.execute(
      `insert into audit (id, at, account_id, actor_account_id, record_kind, record_id, action)
       values (?, now() - interval '2 hours', ?, ?, 'team', ?, 'created')`,
      [id, viewer.accountId, viewer.accountId, viewer.accountId],
    );
    await sealEntries(other.workerStore);
    expect((await verifyChain(owner.em.fork(), viewer.accountId, null, 100)).fault).toContain(
      `Entry ${id} of seal 2 was added later`,
    );
    await owner.close();
  } finally {
    await other.close();
  }
});
