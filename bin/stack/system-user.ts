import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../problem.ts';

export type SystemUser = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root: then it runs as an unprivileged user that every system has. */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const [, , uid, gid] = users.find(([user]) => user === name) ?? [];
    if (uid && gid && uid !== '0') return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Problem(
    'PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody" to run it as. ' +
      'Start Accord as an ordinary user, or set DATABASE_URL to a PostgreSQL that runs.',
  );
}

/** True when `user` may pass through every folder on the way to `path` and has `rights` (as in a file mode) on it. */
export function canReach(path: string, user: SystemUser, rights: number): boolean {
  const may = (at: string, bits: number) => {
    const { mode, uid, gid } = statSync(at);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    return ((mode >> shift) & bits) === bits;
  };
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!may(folder, 0o1)) return false;
    if (folder === dirname(folder)) return may(path, rights);
  }
}
