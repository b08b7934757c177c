import { MikroORM } from '@mikro-orm/postgresql';
import { verifyChain } from '../../domain/audit/verify.ts';
import { entities } from '../../domain/entities.ts';
import { rows } from '../domain/process-made.ts';
import type { Organisation } from '../support/organisation.ts';

/** What is found of the audit log of every account that has one. */
export async function chainsOf(org: Organisation) {
  const accounts = await rows<{ id: string }>(org, 'select distinct account_id as id from audit');
  const orm = await MikroORM.init({ clientUrl: org.database.ownerUrl, entities });
  try {
    return await Promise.all(accounts.map(({ id }) => verifyChain(orm.em.fork(), id, null, 100_000)));
  } finally {
    await orm.close();
  }
}
