import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../migrations/migrate.ts';
import { type Config, readConfig } from './config.ts';
import { buildPages } from './pages.ts';
import { explain } from './problem.ts';
import { chromiumPath } from './stack/chromium.ts';
import { onInterrupt } from './stack/interrupt.ts';
import { provision } from './stack/provision.ts';
import { addressesFor, dropDatabases } from './stack/test-addresses.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Every test file that needs a database gets a copy of this one. */
const template = `accord_test_${process.pid}`;

let passed = false;
try {
  passed = await test();
} catch (error) {
  console.error(explain(error));
}
process.exit(passed ? 0 : 1);

async function test(): Promise<boolean> {
  const began = performance.now();
  const { config, stop: stopContainers } = await servers();
  const stack = await provision({ config, database: template, say: (line) => console.log(line) });
  const stop = async () => {
    if (config.DATABASE_URL !== undefined) await dropDatabases(config.DATABASE_URL, template);
    await stack.stop();
    await stopContainers();
  };
  try {
    const [bundle, browser] = await Promise.all([
      bundleWorkflows(stack.dataDir),
      findBrowser(),
      buildPages(),
      migrate(stack.databaseUrls.migrator, stack.secrets.secret),
    ]);
    console.log(`The test stack is up (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return await jest({ ...process.env, NODE_ENV: 'test', ...addressesFor(stack), ...bundle, ...browser });
  } finally {
    await stop();
  }
}

/** Which servers the tests run against: our own, fresh ones, unless told otherwise. */
async function servers(): Promise<{ config: Config; stop: () => Promise<void> }> {
  const config = readConfig();
  if (config.ACCORD_TEST_STACK === 'containers') {
    const { startContainers } = await import('../test/stack/containers.ts');
    const { stop, ...addressesOfContainers } = await startContainers();
    return { config: { ...without(config), ...addressesOfContainers }, stop };
  }
  if (config.ACCORD_TEST_STACK === 'external') {
    const { DATABASE_URL, TEMPORAL_ADDRESS } = readConfig(['DATABASE_URL', 'TEMPORAL_ADDRESS']);
    return { config: { ...without(config), DATABASE_URL, TEMPORAL_ADDRESS }, stop: async () => {} };
  }
  return { config: without(config), stop: async () => {} };
}

/** The addresses of the servers that the product uses are not for tests. */
function without(config: Config): Config {
  return Object.fromEntries(
    Object.entries(config).filter(([name]) => !/^(DATABASE|QUEUE|SMTP|TEMPORAL_ADD)/.test(name)),
  ) as Config;
}

/** Bundling takes seconds, so it is done once for all test files. */
async function bundleWorkflows(folder: string): Promise<{ ACCORD_TEST_WORKFLOW_BUNDLE?: string }> {
  const workflowsPath = join(root, 'workflows', 'index.ts');
  if (!existsSync(workflowsPath)) return {};
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  const file = join(folder, 'workflows.js');
  writeFileSync(file, code);
  return { ACCORD_TEST_WORKFLOW_BUNDLE: file };
}

/** Without one the tests of the pages fail and say so; all others need none. */
async function findBrowser(): Promise<{ ACCORD_TEST_CHROMIUM?: string }> {
  try {
    return { ACCORD_TEST_CHROMIUM: await chromiumPath((line) => console.log(line)) };
  } catch (error) {
    console.error(explain(error));
    return {};
  }
}

function jest(env: NodeJS.ProcessEnv): Promise<boolean> {
  const script = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, script, ...process.argv.slice(2)], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  onInterrupt(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code === 0));
  });
}
