import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DatabaseUrls } from '../../bin/stack/database-urls.ts';
import { fromStack } from './stack.ts';

export type FreshDatabase = {
  readonly urls: DatabaseUrls;
  /** Past row level security, to look at what really is there. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
};

/** A database of its own for a test file: the newest schema, no rows, about 50 ms. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const owner = fromStack('OWNER_URL');
  const template = new URL(fromStack('MIGRATOR_URL')).pathname.slice(1);
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  await asOwner(owner, `create database ${name} template ${template} owner accord_migrator`);
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const urls = {
    migrator: at(fromStack('MIGRATOR_URL')),
    api: at(fromStack('API_URL')),
    worker: at(fromStack('WORKER_URL')),
    queue: at(fromStack('QUEUE_URL')),
    reconciler: at(fromStack('RECONCILER_URL')),
  };
  return { urls, ownerUrl: at(owner), drop: () => asOwner(owner, `drop database ${name} with (force)`) };
}

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
