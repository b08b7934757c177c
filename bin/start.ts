import { migrate } from '../migrations/migrate.ts';
import { type Config, readConfig } from './config.ts';
import { buildPages } from './pages.ts';
import { explain, Problem } from './problem.ts';
import { seed, signIns } from './seed.ts';
import { claim, dataFolder } from './stack/folder.ts';
import { onInterrupt } from './stack/interrupt.ts';
import { freePort, isFree } from './stack/ports.ts';
import { program } from './stack/programs.ts';
import { provision, type Stack } from './stack/provision.ts';
import { reset } from './stack/reset.ts';
import { supervise } from './stack/supervise.ts';

const say = (line: string) => console.log(line);
const began = performance.now();

// Until everything is up there is nothing to stop in order: what was started stops when we are gone.
let interrupted: () => void = () => process.exit(130);
onInterrupt(() => interrupted());

try {
  await start();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig();
  const dataDir = dataFolder(config.ACCORD_DATA);
  const anew = wantsReset();
  const claimed = await claim(dataDir, say);
  const port = await portFor(config);
  const url = config.ACCORD_URL ?? `http://localhost:${port}`;
  claimed.tell(url);
  if (anew) {
    reset(dataDir, config);
    say(`Deleted the data in ${dataDir}.`);
  }

  const [stack] = await Promise.all([
    step('PostgreSQL and Temporal are up', () => provision({ dataDir, config, claimed, say })),
    step('The pages are built', buildPages),
  ]);
  await step('The schema is up to date', () =>
    migrate(stack.databaseUrls.migrator, config.ACCORD_SECRET ?? stack.secrets.secret),
  );
  await seed(stack.databaseUrls, say);
  const env = environment(config, stack, port, url);
  const programs = await step('API and worker are up', () =>
    Promise.all([
      supervise(program('API', 'api.ts', dataDir, { ...env, DATABASE_API_URL: stack.databaseUrls.api }), say),
      supervise(
        program('Worker', 'worker.ts', dataDir, { ...env, DATABASE_WORKER_URL: stack.databaseUrls.worker }),
        say,
      ),
    ]),
  );
  const stop = async () => {
    await Promise.all(programs.map((part) => part.stop()));
    await stack.stop();
  };
  interrupted = async () => {
    interrupted = () => {}; // Ctrl-C arrives twice: from the terminal, and handed on by the parent.
    say('Stopping …');
    await stop();
    say('Stopped.');
    process.exit(0);
  };
  void Promise.race([stack.died, ...programs.map((part) => part.gone)]).then(async (sentence) => {
    console.error(`${sentence} Stopping; the logs are in ${dataDir}/logs.`);
    await stop();
    process.exit(1);
  });

  for (const line of signIns) say(line);
  say(`API document: ${url}/openapi.json. Logs: ${dataDir}/logs. Ctrl-C stops everything.`);
  const operators = `${url}/operator, user "operator", password "operator" in ${dataDir}/secrets.json`;
  say(`For operators: ${operators}${stack.temporalUi ? `; Temporal at ${stack.temporalUi}` : ''}`);
  say(`ready ${url}  (${seconds(began)} s)`);
}

/** The port asked for, or 3000, or a free one when nobody asked and 3000 is taken. */
async function portFor(config: Config): Promise<number> {
  const wanted = config.PORT ?? 3000;
  const loopback = config.HOST === '127.0.0.1';
  if ((await isFree(wanted, config.HOST)) && (!loopback || (await isFree(wanted, '::1')))) return wanted;
  if (config.PORT !== undefined) {
    throw new Problem(
      `Port ${wanted} is taken by another program. Set PORT to a free one, or leave it out to have one found.`,
    );
  }
  const port = await freePort();
  say(`Port ${wanted} is taken; using ${port} (PORT sets another).`);
  return port;
}

/** `npm start --reset`, without the two dashes that hand it on, reaches us by npm's own variable. */
function wantsReset(): boolean {
  const [unknown] = process.argv.slice(2).filter((argument) => argument !== '--reset');
  if (unknown !== undefined)
    throw new Problem(`npm start does not know "${unknown}". It knows --reset, which starts over.`);
  return process.argv.includes('--reset') || process.env.npm_config_reset === 'true';
}

/** What both programs need. Each gets the address of its own database role besides, and no other. */
function environment(config: Config, stack: Stack, port: number, url: string): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !name.startsWith('DATABASE_'));
  return {
    ...Object.fromEntries(rest),
    PORT: String(port),
    ACCORD_URL: url,
    ACCORD_DATA: stack.dataDir,
    ACCORD_SECRET: config.ACCORD_SECRET ?? stack.secrets.secret,
    ACCORD_OPERATOR_PASSWORD: config.ACCORD_OPERATOR_PASSWORD ?? stack.secrets.operator,
    DATABASE_QUEUE_URL: stack.databaseUrls.queue,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: stack.namespace,
  };
}

async function step<T>(done: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await work();
  say(`${done} (${seconds(from)} s)`);
  return result;
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1);
}
