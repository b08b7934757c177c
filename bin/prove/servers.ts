import { migrate } from '../../migrations/migrate.ts';
import { readConfig } from '../config.ts';
import { provision } from '../stack/provision.ts';
import { addressesFor } from '../stack/test-addresses.ts';
import { children, type Run } from './child.ts';

/** Does `work` beside servers of its own, which scripts of the tests that it runs find; nothing of either is left after it. */
export async function besideServers<T>(say: (line: string) => void, work: (run: Run) => Promise<T>): Promise<T> {
  const stack = await provision({ config: readConfig([], {}), say });
  const { run, stop } = children({ ...process.env, ...addressesFor(stack) });
  try {
    await migrate(stack.databaseUrls.migrator, stack.secrets.secret);
    say('The servers are up');
    return await work(run);
  } finally {
    stop();
    await stack.stop();
  }
}
