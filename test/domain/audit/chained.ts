import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sealEntries } from '../../../domain/audit/seal.ts';
import { type Verified, verifyChain } from '../../../domain/audit/verify.ts';
import { entities } from '../../../domain/entities.ts';
import { createTeam } from '../../../domain/person/teams.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

/** An account with a chain of four seals over seven entries, and what the owner of the database may do to it. */
export type Chained = {
  readonly org: Organisation;
  readonly account: string;
  /** Past row level security. */
  readonly em: () => EntityManager;
  /** The id of an entry by the number of its seal and its place in it, from 0. */
  readonly entry: (seal: number, place: number) => string;
  /** What is found after something was done past every policy; undone afterwards. */
  readonly foundAfter: <T = Verified>(
    tamper: (em: EntityManager) => Promise<unknown>,
    look?: (em: EntityManager) => Promise<T>,
  ) => Promise<T>;
  readonly close: () => Promise<void>;
};

export async function chained(): Promise<Chained> {
  const org = await organisation();
  const hr = await org.viewer('hugo', 'fernhill-hr');
  const account = hr.accountId;
  const orm = await MikroORM.init({ clientUrl: org.database.ownerUrl, entities });
  await sealEntries(org.workerStore, 10_000);
  for (const names of [['One', 'Two', 'Three'], ['Four', 'Five'], ['Six'], ['Seven']]) {
    for (const name of names) await org.store.as(hr, (door) => createTeam(door, name));
    await sealEntries(org.workerStore);
  }
  const seals = await orm.em.execute<{ ids: string[] }[]>(
    'select entry_ids::text[] as ids from audit_seal where account_id = ? order by number',
    [account],
  );
  const verify = (em: EntityManager) => verifyChain(em, account, null, 100);
  return {
    org,
    account,
    em: () => orm.em.fork(),
    entry: (seal, place) => seals[seal - 1]?.ids[place] as string,
    foundAfter: async (tamper, look = verify as never) => {
      const em = orm.em.fork();
      await em.begin();
      try {
        await tamper(em);
        return await look(em);
      } finally {
        await em.rollback();
      }
    },
    close: async () => {
      await orm.close();
      await org.close();
    },
  };
}
