import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../migrations/migrate.ts';
import { type Config, readConfig } from './config.ts';
import { explain } from './problem.ts';
import { onInterrupt } from './stack/interrupt.ts';
import { provision, type Stack } from './stack/provision.ts';

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
    if (config.DATABASE_URL !== undefined) await dropTestDatabases(config.DATABASE_URL);
    await stack.stop();
    await stopContainers();
  };
  try {
    const [bundle] = await Promise.all([
      bundleWorkflows(stack.dataDir),
      migrate(stack.databaseUrls.migrator, stack.secrets.secret),
    ]);
    console.log(`The test stack is up (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return await jest({ ...process.env, NODE_ENV: 'test', ...addresses(stack), ...bundle });
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

function addresses(stack: Stack): NodeJS.ProcessEnv {
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

async function dropTestDatabases(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const names = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [template],
  );
  for (const { datname } of names.rows)
    await client.query(`drop database ${pg.escapeIdentifier(datname)} with (force)`);
  await client.end();
}
