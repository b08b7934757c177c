import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { clusterFolder } from './postgres-files.ts';
import { unprivilegedUser } from './system-user.ts';

/** What Accord itself puts into its folder; anything else that lies there is not ours to delete. */
const ours = ['postgres', 'temporal', 'logs', 'run', 'secrets.json', 'ports.json'];

/**
 * Deletes the data of a folder that is claimed, so that the next start begins anew.
 *
 * @throws {Problem} when the data is kept elsewhere
 */
export function reset(dataDir: string, config: Config): void {
  const elsewhere = (['DATABASE_URL', 'DATABASE_MIGRATOR_URL', 'TEMPORAL_ADDRESS'] as const).filter(
    (name) => config[name],
  );
  if (elsewhere.length > 0) {
    throw new Problem(
      `--reset deletes only what Accord keeps itself, and these name servers of yours: ${elsewhere.join(', ')}. ` +
        'Empty those yourself, then start without --reset.',
    );
  }
  const cluster = clusterFolder(dataDir, unprivilegedUser());
  if (dirname(cluster) !== dataDir) rmSync(dirname(cluster), { recursive: true, force: true });
  for (const name of ours) rmSync(join(dataDir, name), { recursive: true, force: true });
}
