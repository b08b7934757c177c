import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { contentsOf, hashOf, markOf, sealsAfter } from '../../../domain/audit/chain.ts';
import { verifyChain } from '../../../domain/audit/verify.ts';
import { newId } from '../../../domain/id.ts';
import { uuids } from '../../../domain/uuids.ts';
import { type Chained, chained } from './chained.ts';

let chain: Chained;
beforeAll(async () => {
  chain = await chained();
});
afterAll(() => chain?.close());

/** An entry past the application, beside the first one. */
const forge = (em: EntityManager, id: string) =>
  em.execute(
    `insert into audit (id, at, account_id, actor_account_id, actor_id, record_kind, record_id, action)
     select ?, at, account_id, actor_account_id, actor_id, record_kind, record_id, 'forged' from audit where id = ?`,
    [id, chain.entry(1, 0)],
  );

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
    const id = chain.entry(1, 1);
    const found = await chain.foundAfter((em) => em.execute(`update audit set ${set} where id = ?`, [id]));
    expect(found).toMatchObject({ fault: `Entry ${id} of seal 1 was changed.`, seals: 0 });
  });

  test('an entry is gone', async () => {
    const found = await chain.foundAfter((em) => em.execute('delete from audit where id = ?', [chain.entry(2, 0)]));
    expect(found).toMatchObject({ fault: `Entry ${chain.entry(2, 0)} of seal 2 is missing.`, seals: 1 });
  });

  test('an entry was given to another account', async () => {
    const to = chain.org.accountId('fernhill-it');
    const found = await chain.foundAfter((em) =>
      em.execute('update audit set account_id = ? where id = ?', [to, chain.entry(3, 0)]),
    );
    expect(found.fault).toBe(`Entry ${chain.entry(3, 0)} of seal 3 is missing.`);
  });

  test('two entries have changed places', async () => {
    const [one, two] = [chain.entry(1, 0), chain.entry(1, 1)];
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
    expect((await chain.foundAfter(swap)).fault).toBe(`Entry ${one} of seal 1 was changed.`);
    const order = (em: EntityManager) =>
      em.execute(
        `update audit_seal set entry_ids = array[entry_ids[2], entry_ids[1]] || entry_ids[3:],
         marks = substr(marks, 5, 4) || substr(marks, 1, 4) || substr(marks, 9) where account_id = ? and number = 1`,
        [chain.account],
      );
    expect((await chain.foundAfter(order)).fault).toBe(`Entry ${one} is out of order in seal 1.`);
  });

  test.each([1, 2, 3])('seal %i is gone', async (number) => {
    const found = await chain.foundAfter((em) =>
      em.execute('delete from audit_seal where account_id = ? and number = ?', [chain.account, number]),
    );
    expect(found.fault).toBe(`Seal ${number} is missing: seal ${number + 1} comes next.`);
  });

  test('the newest seal is gone', async () => {
    const found = await chain.foundAfter((em) =>
      em.execute('delete from audit_seal where account_id = ? and number = 4', [chain.account]),
    );
    expect(found.fault).toBe(
      `Entry ${chain.entry(4, 0)} is in no seal and does not wait for one: it was added by hand, or its seal was removed.`,
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
          chain.account,
          from,
        ]);
      }
    };
    expect((await chain.foundAfter(swap)).fault).toBe(
      'Seal 2 does not follow seal 1: it names another hash before it.',
    );
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
    const found = await chain.foundAfter((em) =>
      em.execute(`update audit_seal set ${set} where account_id = ? and number = 2`, [chain.account]),
    );
    expect(found.fault).toBe(fault);
  });

  test('an entry was added past the application', async () => {
    const id = newId();
    const found = await chain.foundAfter(async (em) => {
      await em.execute('alter table audit disable trigger unsealed');
      await forge(em, id);
    });
    expect(found.fault).toContain(`Entry ${id} is in no seal and does not wait for one`);
  });

  test('an entry was removed before it was sealed', async () => {
    const id = newId();
    const found = await chain.foundAfter(async (em) => {
      await forge(em, id);
      await em.execute('delete from audit where id = ?', [id]);
    });
    expect(found.fault).toBe(`Entry ${id} was removed before it was sealed.`);
  });

  test('an entry was added to a seal', async () => {
    const id = newId();
    const found = await chain.foundAfter(async (em) => {
      await forge(em, id);
      await em.execute('update audit_seal set entry_ids = entry_ids || ?::uuid where account_id = ? and number = 3', [
        id,
        chain.account,
      ]);
    });
    expect(found.fault).toBe(`Entry ${id} was added to seal 3.`);
  });

  test('an entry was removed from its seal', async () => {
    const found = await chain.foundAfter((em) =>
      em.execute(
        `update audit_seal set entry_ids = entry_ids[:2], marks = substr(marks, 1, 8) where account_id = ? and number = 1`,
        [chain.account],
      ),
    );
    expect(found.fault).toBe('Seal 1 itself was changed: its entries fit one by one, its hash does not.');
  });
});

describe('a head that was kept elsewhere shows', () => {
  const end = ['delete from audit_seal where account_id = ? and number = 4', 'delete from audit where id = ?'];
  const cutOff = async (em: EntityManager) => {
    await em.execute(end[0] as string, [chain.account]);
    await em.execute(end[1] as string, [chain.entry(4, 0)]);
  };

  test('that the end was cut off, which the log itself does not', async () => {
    const kept = (await chain.foundAfter(async () => {})).newest;
    expect(kept?.number).toBe(4);
    expect((await chain.foundAfter(cutOff)).fault).toBeNull();
    const found = await chain.foundAfter(cutOff, (em) => verifyChain(em, chain.account, kept, 100));
    expect(found.fault).toBe('Seal 4, which was written down, is missing.');
  });

  test('that the log was written anew from some seal on', async () => {
    const { newest: kept } = await chain.foundAfter(async () => {});
    // As the worker itself would seal what is left, had it been told that it waits.
    const rewrite = async (em: EntityManager) => {
      await cutOff(em);
      await forge(em, newId());
      const [waiting] = await em.execute<{ ids: string[] }[]>(
        'select array_agg(entry_id)::text[] as ids from audit_unsealed where account_id = ?',
        [chain.account],
      );
      await sealAnew(em, waiting?.ids ?? []);
    };
    expect(await chain.foundAfter(rewrite)).toMatchObject({ fault: null, seals: 4, unsealed: 0 });
    const found = await chain.foundAfter(rewrite, (em) => verifyChain(em, chain.account, kept, 100));
    expect(found.fault).toMatch(/^Seal 4 has the hash [0-9a-f]{64} and not [0-9a-f]{64}: the log was written anew/);
  });
});

/** The fourth seal, computed by somebody who knows how. */
async function sealAnew(em: EntityManager, ids: readonly string[]): Promise<void> {
  const [before] = await sealsAfter(em, chain.account, 2, 1);
  const previous = before?.hash as Buffer;
  const salt = Buffer.alloc(16);
  const sealedAt = new Date().toISOString().replace('Z', '000Z');
  const entries = await contentsOf(em, chain.account, ids);
  const hash = hashOf(chain.account, { number: 4, previous, salt, sealedAt }, entries);
  const marks = Buffer.concat(entries.map((entry) => markOf(salt, entry)));
  await em.execute('insert into audit_seal values (?, 4, ?::uuid[], ?, ?, ?, ?, ?)', [
    chain.account,
    uuids(ids),
    marks,
    previous,
    salt,
    hash,
    sealedAt,
  ]);
  await em.execute('delete from audit_unsealed where account_id = ?', [chain.account]);
}
