import pg from 'pg';
import type { Stack } from './provision.ts';

/** What tests read about the servers that were provisioned for them. */
export function addressesFor(stack: Stack): NodeJS.ProcessEnv {
  return {
    ACCORD_TEST_OWNER_URL: stack.ownerUrl,
    ACCORD_TEST_MIGRATOR_URL: stack.databaseUrls.migrator,
    ACCORD_TEST_API_URL: stack.databaseUrls.api,
    ACCORD_TEST_WORKER_URL: stack.databaseUrls.worker,
    ACCORD_TEST_QUEUE_URL: stack.databaseUrls.queue,
    ACCORD_TEST_RECONCILER_URL: stack.databaseUrls.reconciler,
    ACCORD_TEST_TEMPORAL_ADDRESS: stack.temporalAddress,
    ACCORD_TEST_NAMESPACE: stack.namespace,
    ACCORD_TEST_SECRET: stack.secrets.secret,
  };
}

/** Those whose names begin so. */
export async function dropDatabases(ownerUrl: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const names = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  for (const { datname } of names.rows)
    await client.query(`drop database ${pg.escapeIdentifier(datname)} with (force)`);
  await client.end();
}
