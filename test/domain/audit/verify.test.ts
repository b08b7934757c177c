import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { sealEntries } from '../../../domain/audit/seal.ts';
import { verifyChain } from '../../../domain/audit/verify.ts';
import { entities } from '../../../domain/entities.ts';
import { createTeam } from '../../../domain/person/teams.ts';
import { organisation } from '../../support/organisation.ts';
import { type Chained, chained } from './chained.ts';

let chain: Chained;
beforeAll(async () => {
  chain = await chained();
});
afterAll(() => chain?.close());

const untouched = async () => {};

test('a chain that nobody touched fits, and is counted', async () => {
  const found = await chain.foundAfter(untouched);
  expect(found).toMatchObject({ fault: null, seals: 4, entries: 7, unsealed: 0, more: false });
  expect(found.newest).toEqual({ number: 4, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('a part is verified from the seal before it', async () => {
  const em = chain.em();
  const first = await verifyChain(em, chain.account, null, 2);
  expect(first).toMatchObject({ fault: null, seals: 2, entries: 5, more: true, newest: { number: 2 } });
  const rest = await verifyChain(em, chain.account, first.newest, 2);
  expect(rest).toMatchObject({ fault: null, seals: 2, entries: 2, more: false, newest: { number: 4 } });
  expect(await verifyChain(em, chain.account, rest.newest, 2)).toMatchObject({
    fault: null,
    seals: 0,
    newest: rest.newest,
  });
  const wrong = { number: 2, hash: '00'.repeat(32) };
  expect((await verifyChain(em, chain.account, wrong, 2)).fault).toContain('Seal 2 has the hash');
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
