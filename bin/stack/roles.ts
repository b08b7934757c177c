import pg from 'pg';
import { Problem } from '../problem.ts';
import type { DatabaseUrls } from './database-urls.ts';

type Purpose = keyof DatabaseUrls;

/** How long a role may hold things up before PostgreSQL ends its statement. */
const patience: { readonly [purpose in Purpose]: Record<string, string> } = {
  migrator: {},
  api: { statement_timeout: '5s', lock_timeout: '2s', idle_in_transaction_session_timeout: '10s' },
  worker: { statement_timeout: '60s', lock_timeout: '10s', idle_in_transaction_session_timeout: '60s' },
  queue: { idle_in_transaction_session_timeout: '60s' },
  reconciler: { lock_timeout: '10s', idle_in_transaction_session_timeout: '60s' },
};

/**
 * Makes the roles and the database that `urls` name, or brings them in line; safe to repeat. None of the roles is a
 * superuser or passes row level security. `ownerUrl` may be any role that may create roles and databases.
 *
 * @throws {Problem} when that role may not
 */
export async function ensureRoles(ownerUrl: string, urls: DatabaseUrls): Promise<void> {
  const database = decodeURIComponent(new URL(urls.migrator).pathname.slice(1));
  try {
    await withClient(ownerUrl, async (client) => {
      // Two that start at once would both find a role missing.
      await client.query("select pg_advisory_lock(hashtext('accord roles'))");
      await ensureLogins(client, urls);
      const exists = await client.query('select from pg_database where datname = $1', [database]);
      if (exists.rowCount === 0)
        await client.query(`create database ${quoted(database)} owner ${roleOf(urls.migrator)}`);
      await client.query(`alter database ${quoted(database)} owner to ${roleOf(urls.migrator)}`);
      await client.query(`revoke all on database ${quoted(database)} from public`);
      const members = Object.values(urls).map(roleOf).join(', ');
      await client.query(`grant connect, temporary on database ${quoted(database)} to ${members}`);
    });
    const within = new URL(ownerUrl);
    within.pathname = `/${encodeURIComponent(database)}`;
    await withClient(within.href, (client) => ensureSchemas(client, urls));
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new Problem(
      `The user of DATABASE_URL may not set up Accord's roles (${(error as Error).message}). Give it CREATEROLE and ` +
        'CREATEDB, or make the roles yourself as docs/configuration.md says and set DATABASE_MIGRATOR_URL, ' +
        'DATABASE_API_URL, DATABASE_WORKER_URL, DATABASE_QUEUE_URL and DATABASE_RECONCILER_URL instead of DATABASE_URL.',
    );
  }
}

/**
 * For roles that somebody else made: each must let us in and be bound by row level security.
 *
 * @throws {Problem} naming the role that does not
 */
export async function checkRoles(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    await withClient(url, async (client) => refuseAbove(client, roleOf(url)));
  }
}

async function ensureLogins(client: pg.Client, urls: DatabaseUrls): Promise<void> {
  for (const [purpose, url] of Object.entries(urls) as [Purpose, string][]) {
    const role = roleOf(url);
    await ensureRole(client, role, `login password ${pg.escapeLiteral(decodeURIComponent(new URL(url).password))}`);
    await client.query(`grant ${role} to current_user`);
    for (const [setting, value] of Object.entries(patience[purpose])) {
      await client.query(`alter role ${role} set ${setting} = '${value}'`);
    }
  }
  // Owns the few functions that look before a viewer is known; nobody signs in as it, migrations hand functions to it.
  await ensureRole(client, quoted('accord_definer'), 'nologin');
  await client.query(`grant accord_definer to ${roleOf(urls.migrator)}`);
}

async function ensureRole(client: pg.Client, role: string, attributes: string): Promise<void> {
  const exists = await refuseAbove(client, role);
  await client.query(`${exists ? 'alter' : 'create'} role ${role} ${attributes} nocreatedb nocreaterole`);
}

/** False when there is no such role. */
async function refuseAbove(client: pg.Client, role: string): Promise<boolean> {
  const found = await client.query<{ above: boolean }>(
    "select rolsuper or rolbypassrls as above from pg_roles where format('\"%s\"', replace(rolname, '\"', '\"\"')) = $1",
    [role],
  );
  if (found.rows[0]?.above) {
    throw new Problem(
      `The role ${role} may pass row level security. Accord runs with ordinary roles only: name another.`,
    );
  }
  return found.rowCount !== 0;
}

async function ensureSchemas(client: pg.Client, urls: DatabaseUrls): Promise<void> {
  const { migrator, api, worker, queue, reconciler } = urls;
  await client.query('revoke all on schema public from public');
  await client.query(`grant usage, create on schema public to ${roleOf(migrator)} with grant option`);
  await client.query(`grant usage on schema public to ${roleOf(api)}, ${roleOf(worker)}, ${roleOf(reconciler)}`);
  await client.query(`create schema if not exists bullmq authorization ${roleOf(queue)}`);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect().catch((error: Error & { errors?: Error[] }) => {
    const { host, username, pathname } = new URL(url);
    const whom = `PostgreSQL at ${host}${pathname} does not let ${username || 'anybody'} in: ${error.errors?.[0]?.message ?? error.message}`;
    throw new Problem(`${whom}. The DATABASE_… variables name it (docs/configuration.md).`);
  });
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function roleOf(url: string): string {
  return quoted(decodeURIComponent(new URL(url).username));
}

function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}
