import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from '../problem.ts';
import { type Child, startChild, tail } from './child.ts';
import { rememberedPort } from './ports.ts';
import { clusterFolder, postgresPrograms } from './postgres-files.ts';
import { unprivilegedUser } from './system-user.ts';

export type PostgresOptions = {
  readonly dataDir: string;
  /** Password of the superuser `postgres`. */
  readonly password: string;
  /** Data that is thrown away anyway need not reach the disk. */
  readonly ephemeral: boolean;
};

export type Postgres = {
  /** The superuser's address. */
  readonly ownerUrl: string;
  /** Where the data lies. */
  readonly folder: string;
  start(): Promise<Child>;
};

const settings = {
  max_connections: 200,
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
  fsync: 'on',
  synchronous_commit: 'on',
};

/** A PostgreSQL of our own in `dataDir`, made when it is not there yet. Not started yet. */
export async function ownPostgres(options: PostgresOptions): Promise<Postgres> {
  const user = unprivilegedUser();
  const programs = postgresPrograms(options.dataDir, user);
  const folder = clusterFolder(options.dataDir, user);
  if (!existsSync(folder)) makeCluster(programs, folder, options, user);
  refuseOtherVersion(programs, folder);
  const port = await rememberedPort(options.dataDir, 'postgres');
  const ownerUrl = `postgres://postgres:${options.password}@127.0.0.1:${port}/postgres`;
  const log = join(options.dataDir, 'logs', 'postgres.log');
  const given = { ...settings, port, ...(options.ephemeral ? { fsync: 'off', full_page_writes: 'off' } : {}) };
  const start = async () => {
    const child = startChild({
      name: 'PostgreSQL',
      command: join(programs, 'postgres'),
      args: ['-D', folder, ...Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      cwd: folder,
      log,
      run: join(options.dataDir, 'run'),
      stopSignal: 'SIGINT',
      ...(user ? { user } : {}),
    });
    await answering(child, ownerUrl, log);
    return child;
  };
  return { ownerUrl, folder, start };
}

function makeCluster(
  programs: string,
  folder: string,
  options: PostgresOptions,
  user?: { uid: number; gid: number },
): void {
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (user) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
  const args = ['-D', draft, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions');
  if (options.ephemeral) args.push('--no-sync');
  const made = spawnSync(join(programs, 'initdb'), args, { cwd: draft, encoding: 'utf8', ...user });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    const said = made.error?.message ?? `${made.stdout}${made.stderr}`.trim();
    throw new Problem(
      `PostgreSQL could not make its folder ${folder}:\n${said}\nDATABASE_URL can name another PostgreSQL.`,
    );
  }
  // Only a finished cluster gets its name, so that an interrupted start is simply begun again.
  renameSync(draft, folder);
}

function refuseOtherVersion(programs: string, folder: string): void {
  const made = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const ours = spawnSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/' }).stdout;
  if (ours.includes(` ${made}.`)) return;
  throw new Problem(
    `The data in ${folder} was made by PostgreSQL ${made}; this is ${ours.trim()}. Move it with pg_dump of that ` +
      'version, or start over with "npm start -- --reset", which deletes it.',
  );
}

async function answering(child: Child, url: string, log: string): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code === '28P01') {
        await child.stop();
        throw new Problem(
          'PostgreSQL refuses the password of secrets.json: that file and the data do not belong together.',
        );
      }
      if (child.end() !== undefined || Date.now() > until) {
        await child.stop();
        throw new Problem(`PostgreSQL did not start (${child.end()}). Its log ${log} ends with:\n${tail(log)}`);
      }
    } finally {
      // One that never connected may have nothing to end.
      await client.end().catch(() => {});
    }
    await wait(25);
  }
}
