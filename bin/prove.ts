import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { migrate } from '../migrations/migrate.ts';
import { readConfig } from './config.ts';
import { explain, Problem } from './problem.ts';
import { proveSchema } from './prove/schema.ts';
import { onInterrupt } from './stack/interrupt.ts';
import { provision } from './stack/provision.ts';
import { addressesFor } from './stack/test-addresses.ts';

// `npm run prove -- visibility`: compares the product with the reference model in a million decisions, then takes out one
// guard after the other and sees that this is noticed. What is printed to people goes to stderr, the result to stdout.
// `npm run prove -- schema`: has schemathesis try every route by what the OpenAPI document says.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const usage =
  'npm run prove -- visibility [--decisions 1000000] [--seed 1] [--no-mutants] [--json], ' +
  'or: npm run prove -- schema [--examples 50] [--seed 1]';
const began = performance.now();
const say = (line: string) =>
  console.error(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

try {
  process.exit((await prove()) ? 0 : 1);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

type Counts = { readonly [name: string]: number };
type Decided = {
  decisions: number;
  worlds: number;
  divergences?: number;
  story?: string;
  kinds?: Counts;
  allowed?: Counts;
};
type Mutated = { mutants: number; killed: number };

async function prove(): Promise<boolean> {
  const { what, examples, decisions, seed, mutants, json } = readOptions(process.argv.slice(2));
  if (what === 'schema') return proveSchema({ examples, seed, say });
  const stack = await provision({ config: readConfig([], {}), say });
  const running = new Set<() => void>();
  onInterrupt(() => {
    for (const stop of running) stop();
  });
  try {
    await migrate(stack.databaseUrls.migrator, stack.secrets.secret);
    say('The servers are up');
    const run = <T extends object>(script: string, args: readonly (string | number)[], line: (said: T) => void) =>
      child(script, args, { ...process.env, ...addressesFor(stack) }, line as (said: object) => void, running);
    const decided = decisions > 0 ? await decide(run, decisions, seed) : { decisions: 0, worlds: 0 };
    const mutated = mutants ? await mutate(run) : { mutants: 0, killed: 0 };
    const { worlds, divergences = 0 }: Decided = decided;
    if (json) console.log(JSON.stringify({ decisions: decided.decisions, worlds, divergences, ...mutated }));
    return divergences === 0 && mutated.killed === mutated.mutants;
  } finally {
    for (const stop of running) stop();
    await stack.stop();
  }
}

type Run = <T extends object>(
  script: string,
  args: readonly (string | number)[],
  line: (said: T) => void,
) => Promise<void>;

/** Two processes, each with a database and worlds of its own. */
async function decide(run: Run, decisions: number, seed: number): Promise<Decided> {
  const parts: Decided[] = [];
  let told = 0;
  const tell = () => {
    if (performance.now() - told < 5_000) return;
    told = performance.now();
    say(
      `${sum(parts.map((part) => part.decisions))} of ${decisions} decisions in ${sum(parts.map(({ worlds }) => worlds))} worlds`,
    );
  };
  const half = Math.ceil(decisions / 2);
  await Promise.all(
    [0, 1].map((i) =>
      run<Decided>('decide.ts', [seed + i * 1_000_000, half], (said) => {
        parts[i] = said;
        tell();
      }),
    ),
  );
  const kinds = together(parts.map((part) => part.kinds ?? {}));
  const whole = { ...add(parts), divergences: sum(parts.map(({ divergences = 0 }) => divergences)) };
  for (const { story } of parts) if (story) console.error(`\n${story}\n`);
  say(`${whole.decisions} decisions in ${whole.worlds} worlds, ${whole.divergences} divergences`);
  for (const [kind, count] of Object.entries(kinds)) say(`  ${kind.padEnd(8)} ${count}`);
  say('Answered otherwise than the model on purpose:');
  for (const [name, count] of Object.entries(together(parts.map((part) => part.allowed ?? {}))))
    say(`  ${name}: ${count}`);
  return whole;
}

async function mutate(run: Run): Promise<Mutated> {
  let result: Mutated = { mutants: 0, killed: 0 };
  await run<Mutated & { name?: string; by?: string }>('mutate.ts', [], ({ name, by, mutants, killed }) => {
    result = { mutants, killed };
    if (name) say(`${by ? 'killed  ' : 'SURVIVED'}  ${name}${by ? ` (${by})` : ''}`);
  });
  say(`${result.killed} of ${result.mutants} mutants killed`);
  return result;
}

/** Runs a script of the tests, which says a line of JSON at a time. */
function child(
  script: string,
  args: readonly (string | number)[],
  env: NodeJS.ProcessEnv,
  line: (said: object) => void,
  running: Set<() => void>,
): Promise<void> {
  const file = join(root, 'test', 'visibility', 'prove', script);
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args.map(String)], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => started.kill('SIGTERM');
  running.add(stop);
  createInterface(started.stdout).on('line', (text) => line(JSON.parse(text) as object));
  return new Promise((resolve, reject) => {
    started.on('error', reject);
    started.on('close', (code) => {
      running.delete(stop);
      if (code === 0) resolve();
      else reject(new Problem(`${script} ended with ${code}: see above.`));
    });
  });
}

function readOptions(args: readonly string[]) {
  const given = parse(args);
  const what = given.positionals.join(' ');
  if (what !== 'visibility' && what !== 'schema') throw new Problem(`What is to be proven? ${usage}`);
  const {
    decisions = '1000000',
    examples = '50',
    seed = '1',
    'no-mutants': without = false,
    json = false,
  } = given.values;
  for (const [name, value] of Object.entries({ decisions, examples, seed }))
    if (!/^\d{1,9}$/.test(value)) throw new Problem(`--${name} ${value}: give a whole number.`);
  return {
    what,
    examples: Number(examples),
    decisions: Number(decisions),
    seed: Number(seed),
    mutants: !without,
    json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        decisions: { type: 'string' },
        examples: { type: 'string' },
        seed: { type: 'string' },
        'no-mutants': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch {
    throw new Problem(`Usage: ${usage}`);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function add(parts: readonly Decided[]) {
  return { decisions: sum(parts.map((part) => part.decisions)), worlds: sum(parts.map(({ worlds }) => worlds)) };
}

function together(counts: readonly Counts[]): Counts {
  const names = new Set(counts.flatMap((one) => Object.keys(one)));
  return Object.fromEntries([...names].map((name) => [name, sum(counts.map((one) => one[name] ?? 0))]));
}
