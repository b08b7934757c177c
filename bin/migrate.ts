import { migrate } from '../migrations/migrate.ts';
import { readConfig } from './config.ts';
import { explain } from './problem.ts';
import { givenUrls } from './stack/database-urls.ts';
import { checkRoles, ensureRoles } from './stack/roles.ts';

// `npm run migrate`: with DATABASE_URL the roles are made or brought in line first, else they must be there.
try {
  const config = readConfig(['DATABASE_MIGRATOR_URL', 'ACCORD_SECRET']);
  if (config.DATABASE_URL !== undefined) await ensureRoles(config.DATABASE_URL, givenUrls(config));
  await checkRoles([config.DATABASE_MIGRATOR_URL]);
  await migrate(config.DATABASE_MIGRATOR_URL, config.ACCORD_SECRET);
  console.log('The schema is up to date.');
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
