import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from '../domain/entities.ts';
import { migrationsList } from './index.ts';

/** Brings the database of `migratorUrl` to the newest schema; does nothing when it is there. */
export async function migrate(migratorUrl: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: migratorUrl,
    entities,
    extensions: [Migrator],
    migrations: { migrationsList, snapshot: false, tableName: 'migration', silent: true },
  });
  try {
    await orm.migrator.up();
  } finally {
    await orm.close();
  }
}
