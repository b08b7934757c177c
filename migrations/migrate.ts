import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { checkingKey } from '../domain/database/signature.ts';
import { entities } from '../domain/entities.ts';
import { migrationsList } from './index.ts';

/**
 * Brings the database of `migratorUrl` to the newest schema; does nothing when it is there.
 * @param secret `ACCORD_SECRET`: who signs with another may not look into the database
 */
export async function migrate(migratorUrl: string, secret: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: migratorUrl,
    entities,
    extensions: [Migrator],
    migrations: { migrationsList, snapshot: false, tableName: 'migration', silent: true },
  });
  try {
    await orm.migrator.up();
    const { inner, outer } = checkingKey(secret);
    await orm.em.execute(
      `insert into viewer_key (inner_key, outer_key) values (?, ?)
       on conflict (single) do update set inner_key = excluded.inner_key, outer_key = excluded.outer_key`,
      [inner, outer],
    );
  } finally {
    await orm.close();
  }
}
