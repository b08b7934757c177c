import { MikroORM } from '@mikro-orm/postgresql';
import { type CastPerson, emailOf, people } from '../../bin/seed/cast.ts';
import { seed } from '../../bin/seed.ts';
import { Account } from '../../domain/account/account.entity.ts';
import { entities } from '../../domain/entities.ts';
import { Person } from '../../domain/person/person.entity.ts';
import type { ActingName } from '../../domain/person/team.entity.ts';
import { Store } from '../../domain/store.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { type FreshDatabase, freshDatabase } from '../stack/database.ts';
import { fromStack } from '../stack/stack.ts';

/** The demo organisation in a database of its own, and its people by their first names. */
export type Organisation = {
  readonly database: FreshDatabase;
  /** As the API's role: row level security holds. */
  readonly store: Store;
  readonly workerStore: Store;
  readonly personId: (key: string) => string;
  readonly accountId: (handle: string) => string;
  /** A person acting in an account, with the roles he has there. */
  readonly viewer: (key: string, handle: string) => Promise<Viewer>;
  readonly close: () => Promise<void>;
};

/** `confidential`: HR keeps its work to itself, as in the demo. Otherwise the rules are those that hold without it. */
export async function organisation({ confidential = false } = {}): Promise<Organisation> {
  const database = await freshDatabase();
  await seed(database.urls, () => {});
  const orm = await MikroORM.init({ clientUrl: database.ownerUrl, entities });
  const em = orm.em.fork();
  if (!confidential) await em.nativeUpdate(Account, { confidential: true }, { confidential: false });
  const accountIds = new Map((await em.find(Account, {})).map(({ handle, id }) => [handle, id]));
  const byEmail = new Map((await em.find(Person, {})).map(({ email, id }) => [email as string, id]));
  await orm.close();
  const secret = fromStack('SECRET');
  const store = await Store.open(database.urls.api, { secret, movableClocks: true });
  const workerStore = await Store.open(database.urls.worker, { secret, movableClocks: true, poolMax: 20 });
  const personId = (key: string) =>
    byEmail.get(emailOf(people.find((person) => person.key === key) as CastPerson)) as string;
  const accountId = (handle: string) => accountIds.get(handle) as string;
  return {
    database,
    store,
    workerStore,
    personId,
    accountId,
    viewer: async (key, handle) => {
      const rows = await workerStore.ask<{ account_id: string; roles: ActingName[]; teams: string[] }>(
        'select * from accounts_of(?)',
        [personId(key)],
      );
      const row = rows.find(({ account_id }) => account_id === accountId(handle));
      if (!row) throw new Error(`${key} has no role in ${handle}.`);
      return { accountId: row.account_id, personId: personId(key), roles: new Set(row.roles), teamIds: row.teams };
    },
    close: async () => {
      await Promise.all([store.close(), workerStore.close()]);
      await database.drop();
    },
  };
}
